/**
 * Checks a schedule by going through it step by step. It shares nothing with the searches but the graph, and counts the
 * traffic anew.
 */
import type { OperatorGraph } from './graph';
import type { Episode, PlacedEpisode, Traffic } from './schedule';

export interface Verdict extends Traffic {
  /** Sentences on what is wrong; none for a sound schedule. */
  readonly faults: readonly string[];
}

/** What is checked: an order, and episodes with or without addresses. */
export interface Claim {
  readonly order: readonly number[];
  readonly episodes: readonly (Episode | PlacedEpisode)[];
}

/**
 * Replays a schedule in a scratchpad of so many bytes. Checked: every operator runs once and after those that it needs;
 * its operands lie in the scratchpad while it runs; a computed tensor is not there before it is computed; the bytes at any
 * step fit; where episodes have addresses, they lie inside the scratchpad and no two of them overlap in time and address.
 */
export function validateSchedule(graph: OperatorGraph, scratchpadBytes: number, claim: Claim): Verdict {
  const byTensor = episodesByTensor(graph, claim.episodes);
  const faults = [
    ...orderFaults(graph, claim.order),
    ...episodeFaults(graph, claim, byTensor),
    ...residencyFaults(graph, claim.order, byTensor),
    ...capacityFaults(graph, scratchpadBytes, claim),
    ...addressFaults(graph, scratchpadBytes, claim.episodes),
  ];
  return { faults, ...countTraffic(graph, byTensor) };
}

function episodesByTensor(graph: OperatorGraph, episodes: readonly Episode[]): readonly (readonly Episode[])[] {
  const lists: Episode[][] = graph.tensors.map(() => []);
  for (const episode of episodes) lists[episode.tensor]?.push(episode);
  for (const list of lists) list.sort((a, b) => a.lower - b.lower);
  return lists;
}

function orderFaults(graph: OperatorGraph, order: readonly number[]): readonly string[] {
  const faults: string[] = [];
  const written = new Set<number>();
  const executed = new Set<number>();
  for (const [step, index] of order.entries()) {
    const operator = graph.operators[index];
    if (operator === undefined || executed.has(index)) {
      faults.push(
        `Step ${step} runs ${operator === undefined ? 'no operator of the graph' : `${operator.name} again`}.`,
      );
      continue;
    }
    executed.add(index);
    for (const input of operator.inputs) {
      const { name, kind } = graph.tensors[input]!;
      if (kind !== 'input' && kind !== 'weight' && !written.has(input)) {
        faults.push(`Step ${step}, ${operator.name}, runs before ${name} is computed.`);
      }
    }
    for (const output of operator.outputs) written.add(output);
  }
  const missing = graph.operators.find((_, index) => !executed.has(index));
  if (missing !== undefined) faults.push(`The operator ${missing.name} never runs.`);
  return faults;
}

function episodeFaults(
  graph: OperatorGraph,
  claim: Claim,
  byTensor: readonly (readonly Episode[])[],
): readonly string[] {
  const faults: string[] = [];
  const computedAt = new Map<number, number>();
  for (const [step, index] of claim.order.entries()) {
    for (const output of graph.operators[index]?.outputs ?? []) computedAt.set(output, step);
  }
  for (const { tensor, lower, upper } of claim.episodes) {
    if (!(lower < upper) || lower < 0 || upper > claim.order.length || graph.tensors[tensor] === undefined) {
      faults.push(
        `An episode of ${graph.tensors[tensor]?.name ?? 'no tensor'} from ${lower} to ${upper} is empty or outside.`,
      );
    }
  }
  for (const [tensor, episodes] of byTensor.entries()) {
    const { name } = graph.tensors[tensor]!;
    const computed = computedAt.get(tensor);
    if (computed !== undefined && (episodes[0]?.lower ?? computed) < computed) {
      faults.push(`${name} lies in the scratchpad before it is computed.`);
    }
    const overlapping = episodes.some((episode, index) => index > 0 && episodes[index - 1]!.upper > episode.lower);
    if (overlapping) faults.push(`${name} lies twice in the scratchpad.`);
  }
  return faults;
}

function residencyFaults(
  graph: OperatorGraph,
  order: readonly number[],
  byTensor: readonly (readonly Episode[])[],
): readonly string[] {
  const faults: string[] = [];
  for (const [step, index] of order.entries()) {
    const operator = graph.operators[index];
    for (const tensor of [...(operator?.inputs ?? []), ...(operator?.outputs ?? [])]) {
      const isThere = byTensor[tensor]!.some(({ lower, upper }) => lower <= step && step < upper);
      if (!isThere) faults.push(`Step ${step}, ${operator!.name}: ${graph.tensors[tensor]!.name} is not there.`);
    }
  }
  return faults;
}

function capacityFaults(graph: OperatorGraph, scratchpadBytes: number, claim: Claim): readonly string[] {
  const faults: string[] = [];
  for (const [step] of claim.order.entries()) {
    let bytes = 0;
    for (const { tensor, lower, upper } of claim.episodes) {
      if (lower <= step && step < upper) bytes += graph.tensors[tensor]?.bytes ?? 0;
    }
    if (bytes > scratchpadBytes) faults.push(`Step ${step} needs ${bytes} bytes of ${scratchpadBytes}.`);
  }
  return faults;
}

function addressFaults(
  graph: OperatorGraph,
  scratchpadBytes: number,
  episodes: readonly (Episode | PlacedEpisode)[],
): readonly string[] {
  const placed = episodes.filter((episode): episode is PlacedEpisode => 'offset' in episode);
  if (placed.length === 0) return [];
  const faults: string[] = [];
  if (placed.length < episodes.length) faults.push('Some episodes have an address and some have none.');
  const name = (tensor: number) => graph.tensors[tensor]!.name;
  const end = ({ tensor, offset }: PlacedEpisode) => offset + graph.tensors[tensor]!.bytes;
  for (const [index, one] of placed.entries()) {
    if (!Number.isSafeInteger(one.offset) || one.offset < 0 || end(one) > scratchpadBytes) {
      faults.push(`${name(one.tensor)} at address ${one.offset} lies outside the scratchpad.`);
    }
    for (const other of placed.slice(0, index)) {
      const sameTime = one.lower < other.upper && other.lower < one.upper;
      if (sameTime && one.offset < end(other) && other.offset < end(one)) {
        faults.push(`${name(one.tensor)} and ${name(other.tensor)} lie at the same addresses at the same time.`);
      }
    }
  }
  return faults;
}

function countTraffic(graph: OperatorGraph, byTensor: readonly (readonly Episode[])[]): Traffic {
  let [spilledBytes, retrievedBytes] = [0, 0];
  for (const [tensor, { bytes, kind }] of graph.tensors.entries()) {
    const again = Math.max(0, byTensor[tensor]!.length - 1);
    retrievedBytes += again * bytes;
    // What has a copy in main memory, or gets one anyway, is let go for nothing.
    if (again > 0 && kind === 'activation') spilledBytes += bytes;
  }
  return { spilledBytes, retrievedBytes };
}
