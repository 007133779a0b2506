/** What a scheduler answers with: an order, and when which tensor lies in the scratchpad. */
import { isGiven, type OperatorGraph } from './graph';

/** An uninterrupted stay of a tensor in the scratchpad, over the steps `lower <= step < upper`. */
export interface Episode {
  readonly tensor: number;
  readonly lower: number;
  readonly upper: number;
}

export interface PlacedEpisode extends Episode {
  /** Address of its first byte. */
  readonly offset: number;
}

export interface Schedule {
  /** The operator of each step. */
  readonly order: readonly number[];
  /** By tensor, then by time. A tensor that is fetched again has another episode. */
  readonly episodes: readonly Episode[];
}

/** Bytes to and from main memory beyond the compulsory ones. */
export interface Traffic {
  /** Activations written out because they had to leave, each at most once. */
  readonly spilledBytes: number;
  /** Whatever is fetched after it has been in the scratchpad before. */
  readonly retrievedBytes: number;
}

/** A schedule with addresses, and what it moves. */
export interface PlacedSchedule extends Traffic {
  readonly order: readonly number[];
  readonly episodes: readonly PlacedEpisode[];
}

/** An operator runs while tensors that it does not touch are kept. */
export interface Step {
  readonly operator: number;
  /** Tensors that lie in the scratchpad during the step besides the operands. */
  readonly kept: readonly number[];
}

/**
 * Episodes out of what is kept at each step. An episode ends with the last use before its tensor is let go, so that no
 * room is taken in vain; a tensor whose next use finds it gone is fetched just in time.
 */
export function scheduleOf(graph: OperatorGraph, steps: readonly Step[]): Schedule {
  const open = new Map<number, { lower: number; upper: number }>();
  const episodes: Episode[] = [];
  for (const [step, { operator, kept }] of steps.entries()) {
    const { inputs, outputs } = graph.operators[operator]!;
    const operands = [...inputs, ...outputs];
    const here = new Set([...kept, ...operands]);
    for (const [tensor, episode] of open) {
      if (here.has(tensor)) continue;
      episodes.push({ tensor, ...episode });
      open.delete(tensor);
    }
    for (const tensor of operands) {
      const episode = open.get(tensor);
      if (episode === undefined) open.set(tensor, { lower: step, upper: step + 1 });
      else episode.upper = step + 1;
    }
  }
  for (const [tensor, episode] of open) episodes.push({ tensor, ...episode });
  episodes.sort((a, b) => a.tensor - b.tensor || a.lower - b.lower);
  return { order: steps.map(({ operator }) => operator), episodes };
}

/** What a schedule moves: one spill for an activation with several episodes, one fetch for each episode but the first. */
export function trafficOf(graph: OperatorGraph, episodes: readonly Episode[]): Traffic {
  const count = new Int32Array(graph.tensors.length);
  for (const { tensor } of episodes) count[tensor]!++;
  let [spilledBytes, retrievedBytes] = [0, 0];
  for (const [tensor, { bytes, kind }] of graph.tensors.entries()) {
    if (count[tensor]! < 2) continue;
    if (kind === 'activation') spilledBytes += bytes;
    retrievedBytes += bytes * (count[tensor]! - 1);
  }
  return { spilledBytes, retrievedBytes };
}

/** Compulsory bytes: each input and weight that is used is fetched once, each output written once. */
export function compulsoryBytes(graph: OperatorGraph): number {
  const used = new Set(graph.operators.flatMap(({ inputs }) => inputs));
  return graph.tensors.reduce((sum, { bytes, kind }, tensor) => {
    const counts = kind === 'output' || (isGiven(kind) && used.has(tensor));
    return counts ? sum + bytes : sum;
  }, 0);
}

/** The most bytes that lie in the scratchpad at once, where addresses cost nothing. */
export function peakBytes(graph: OperatorGraph, { order, episodes }: Schedule): number {
  const change = new Float64Array(order.length + 1);
  for (const { tensor, lower, upper } of episodes) {
    change[lower]! += graph.tensors[tensor]!.bytes;
    change[upper]! -= graph.tensors[tensor]!.bytes;
  }
  let [now, most] = [0, 0];
  for (const step of change) {
    now += step;
    most = Math.max(most, now);
  }
  return most;
}
