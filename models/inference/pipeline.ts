/**
 * Splits layers in order over pipeline stages so that the slowest stage is as fast as possible.
 *
 * `times` are seconds per layer; `first` and `last` are added to the first and the last stage (embedding, head). Writes
 * the index of the first layer of each stage to `starts` (`stages` entries). Every stage gets at least one layer.
 * Bisection on the slowest stage's time, then the greedy split at that bound: optimal up to the bisection's last bit.
 */
export function balanceStages(
  times: readonly number[],
  first: number,
  last: number,
  stages: number,
  starts: Int32Array,
): void {
  let high = first + last;
  for (const seconds of times) high += seconds;
  let low = high / stages;
  for (const seconds of times) low = Math.max(low, seconds);
  for (let round = 0; round < 60 && low < high; round++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (fill(times, first, last, stages, middle, starts)) high = middle;
    else low = middle;
  }
  fill(times, first, last, stages, high, starts);
}

/** Greedy from the front: each stage takes layers while it stays within `bound` and leaves one for each later stage. */
function fill(
  times: readonly number[],
  first: number,
  last: number,
  stages: number,
  bound: number,
  starts: Int32Array,
): boolean {
  let layer = 0;
  for (let stage = 0; stage < stages; stage++) {
    starts[stage] = layer;
    let seconds = (stage === 0 ? first : 0) + (stage === stages - 1 ? last : 0) + times[layer]!;
    layer += 1;
    const keep = stages - 1 - stage;
    if (stage === stages - 1) {
      while (layer < times.length) seconds += times[layer++]!;
    } else {
      while (layer < times.length - keep && seconds + times[layer]! <= bound) seconds += times[layer++]!;
    }
    if (seconds > bound * (1 + 1e-12)) return false;
  }
  return true;
}

/** Seconds until the last of `microbatches` leaves a pipeline: fill it once, then the slowest stage sets the pace. */
export function pipelinedSeconds(
  sumOfStages: number,
  slowestStage: number,
  microbatches: number,
  hops: number,
): number {
  return sumOfStages + (microbatches - 1) * slowestStage + hops;
}

/** Seconds of one decode round, in which every microbatch passes every stage once and the first may start anew. */
export function decodeRoundSeconds(
  sumOfStages: number,
  slowestStage: number,
  microbatches: number,
  hops: number,
): number {
  return Math.max(sumOfStages + hops, microbatches * slowestStage);
}
