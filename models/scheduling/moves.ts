/** What a schedule moves to and from main memory, one by one: for pictures and tables. */
import { isGiven, type OperatorGraph } from './graph';
import type { Episode, Schedule } from './schedule';

export interface Move {
  readonly tensor: number;
  /** A fetch comes before this step; a write goes out once it is over. */
  readonly step: number;
  /** First fetch of what is given, write of an output: no schedule goes without. */
  readonly isCompulsory: boolean;
}

export interface Moves {
  readonly fetches: readonly Move[];
  readonly writes: readonly Move[];
}

/**
 * By step. An output is written when it has been computed; an activation that is fetched again is written, once, when it
 * leaves for the first time. The bytes of the moves that are not compulsory are those of `trafficOf`.
 */
export function movesOf(graph: OperatorGraph, { order, episodes }: Schedule): Moves {
  const first = new Map<number, Episode>();
  const fetches: Move[] = [];
  const writes: Move[] = [];
  for (const episode of episodes) {
    const { tensor, lower } = episode;
    const { kind } = graph.tensors[tensor]!;
    const earlier = first.get(tensor);
    if (earlier === undefined) first.set(tensor, episode);
    if (earlier !== undefined || isGiven(kind)) {
      fetches.push({ tensor, step: lower, isCompulsory: earlier === undefined });
    }
  }
  const fetchedAgain = new Set(fetches.flatMap(({ tensor, isCompulsory }) => (isCompulsory ? [] : [tensor])));
  for (const [step, operator] of order.entries()) {
    for (const tensor of graph.operators[operator]!.outputs) {
      const isOutput = graph.tensors[tensor]!.kind === 'output';
      if (isOutput) writes.push({ tensor, step, isCompulsory: true });
      else if (fetchedAgain.has(tensor)) {
        writes.push({ tensor, step: first.get(tensor)!.upper - 1, isCompulsory: false });
      }
    }
  }
  return { fetches: byStep(fetches), writes: byStep(writes) };
}

function byStep(moves: readonly Move[]): readonly Move[] {
  return moves.toSorted((a, b) => a.step - b.step || a.tensor - b.tensor);
}

/** Bytes that lie in the scratchpad during each step. */
export function residentBytes(graph: OperatorGraph, { order, episodes }: Schedule): Float64Array {
  const bytes = new Float64Array(order.length);
  for (const { tensor, lower, upper } of episodes) {
    for (let step = lower; step < upper; step++) bytes[step]! += graph.tensors[tensor]!.bytes;
  }
  return bytes;
}
