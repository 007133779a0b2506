import type { NetworkLevel } from '../hardware/types';
import { spansOf, type CollectiveName } from './network';

/** Bytes that one rank sends over the links of one network level. */
export interface SentBytes {
  readonly level: NetworkLevel;
  readonly bytes: number;
}

/**
 * What one rank sends in a collective, level by level, in the steps that `collectiveSeconds` times. Null when the network
 * ends before the group does.
 *
 * All-reduce: reduce-scatter and all-gather inside, the same outside on what is left of the payload, `2 (N-1)/N S` over all
 * levels together. All-gather: half of that. All-to-all: what leaves a group travels on the level that joins the groups.
 * Not modelled: bytes of an outer transfer that pass the inner links as well.
 */
export function sentBytes(
  kind: CollectiveName,
  payload: number,
  ranks: number,
  stride: number,
  network: readonly NetworkLevel[],
): readonly SentBytes[] | null {
  if (ranks < 2) return [];
  const spans = spansOf(ranks, stride, network);
  if (spans === null) return null;
  if (kind === 'sendReceive') return spans.slice(-1).map(({ level }) => ({ level, bytes: payload }));
  let reached = 1;
  return spans.map(({ level, members }) => {
    const before = reached;
    reached *= members;
    // Of a payload S a share of (members - 1) / members of what is left stays within the level, what is left is S / before.
    const share = kind === 'allToAll' ? (reached - before) / ranks : (members - 1) / reached;
    return { level, bytes: (kind === 'allReduce' ? 2 : 1) * share * payload };
  });
}
