import type { NetworkLevel } from '../hardware/types';
import { allToAll, ringAllGather, ringAllReduce, sendReceive, switchAllReduce } from './collectives';

export type CollectiveName = 'allReduce' | 'allGather' | 'allToAll' | 'sendReceive';

export interface CollectiveRules {
  /** Take the fastest algorithm that the topology allows; else always a ring. */
  readonly best: boolean;
  /** Seconds before any collective but a single transfer starts. */
  readonly startSeconds: number;
  /** Share of the link bandwidth that is reached, 0..1. */
  readonly efficiency: number;
}

/** The share of a group of ranks that lies within one network level. */
export interface Span {
  readonly level: NetworkLevel;
  readonly members: number;
}

/**
 * Seconds of a collective among `ranks` ranks that lie `stride` ranks apart, over a network of nested levels.
 *
 * Ranks fill the innermost level first. A group that fits one level runs on it; a larger one runs in steps: reduce-
 * scatter inside, all-reduce outside on what is left of the payload, all-gather inside. NaN when a level that the group
 * needs is not there or has no bandwidth; latencies that are not known count as zero.
 */
export function collectiveSeconds(
  kind: CollectiveName,
  bytes: number,
  ranks: number,
  stride: number,
  network: readonly NetworkLevel[],
  rules: CollectiveRules,
): number {
  const spans = spansOf(ranks, stride, network);
  if (spans === null || spans.some((span) => span.level.bytesPerSecond === null)) return NaN;
  if (kind === 'sendReceive') return transferSeconds(bytes, spans, rules);
  const start = rules.startSeconds;
  if (kind === 'allToAll') return start + allToAllSeconds(bytes, ranks, spans, rules) / rules.efficiency;
  const seconds = kind === 'allReduce' ? allReduceSeconds(bytes, spans, rules) : allGatherSeconds(bytes, spans);
  return start + seconds / rules.efficiency;
}

/** Cuts a group over the levels: how many members lie within one unit of each level. Null: the network ends before. */
export function spansOf(ranks: number, stride: number, network: readonly NetworkLevel[]): readonly Span[] | null {
  const spans: Span[] = [];
  let left = ranks;
  let step = stride;
  for (const level of network) {
    const members = Math.min(left, Math.max(1, Math.floor(level.fanOut / step)));
    if (members > 1) spans.push({ level, members });
    left = Math.ceil(left / members);
    step = Math.max(1, Math.ceil(step / level.fanOut));
    if (left === 1) return spans;
  }
  return null;
}

function allReduceSeconds(bytes: number, spans: readonly Span[], rules: CollectiveRules): number {
  const [inner, ...outer] = spans;
  if (inner === undefined) return 0;
  const alpha = inner.level.latencySeconds ?? 0;
  const beta = inner.level.bytesPerSecond!;
  if (outer.length === 0) {
    const ring = ringAllReduce(bytes, inner.members, alpha, beta);
    if (!rules.best || inner.level.topology !== 'switch') return ring;
    return Math.min(ring, switchAllReduce(bytes, inner.members, alpha, beta));
  }
  const scatterAndGather = 2 * ringAllGather(bytes, inner.members, alpha, beta);
  return scatterAndGather + allReduceSeconds(bytes / inner.members, outer, rules);
}

/** Outer levels gather first, so that the slow links carry the least. */
function allGatherSeconds(bytes: number, spans: readonly Span[]): number {
  let seconds = 0;
  let gathered = bytes;
  for (const { level, members } of spans) {
    seconds += ringAllGather(gathered, members, level.latencySeconds ?? 0, level.bytesPerSecond!);
    gathered /= members;
  }
  return seconds;
}

/** Within one level directly; over several the part that leaves a level is bounded by that level's links. */
function allToAllSeconds(bytes: number, ranks: number, spans: readonly Span[], rules: CollectiveRules): number {
  let slowest = 0;
  let reached = 1;
  for (const { level, members } of spans) {
    const rounds = rules.best && level.topology === 'switch' ? 1 : members - 1;
    const share = (bytes * (reached * members)) / ranks;
    const seconds = allToAll(share, members, level.latencySeconds ?? 0, level.bytesPerSecond!, rounds);
    slowest = Math.max(slowest, seconds);
    reached *= members;
  }
  return slowest;
}

function transferSeconds(bytes: number, spans: readonly Span[], rules: CollectiveRules): number {
  const outermost = spans.at(-1);
  if (outermost === undefined) return 0;
  const { latencySeconds, bytesPerSecond } = outermost.level;
  return sendReceive(bytes, latencySeconds ?? 0, bytesPerSecond!) / rules.efficiency;
}
