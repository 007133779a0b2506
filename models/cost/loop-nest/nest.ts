import { IRRELEVANT, type OperandPlan, RELEVANT } from './operand-plan';
import type { LoopNestProblem } from './problem';

/**
 * One order of all temporal loops and, for each operand and each of its memories, how many of the loops, counted from
 * the innermost, run below that memory. Operands may cut the same order at different loops (an uneven mapping).
 */
export interface LoopNest {
  /** Dim of each loop, inner to outer. */
  readonly dims: Int32Array;
  /** Iterations of each loop. */
  readonly sizes: Float64Array;
  /** [plan.firstCut + level]: loops below that memory; 0 for the innermost memory of every operand. */
  readonly cuts: Int32Array;
}

/** Products of the loops below every place of an order, kept between evaluations. */
export interface NestPrefixes {
  /** [place * dims + dim] */
  readonly below: Float64Array;
  /** [place] */
  readonly cycles: Float64Array;
}

/** Room for nests of at most this many loops; a longer one is refused by whoever makes nests. */
export const MOST_LOOPS = 64;

export function makePrefixes(problem: LoopNestProblem): NestPrefixes {
  return {
    below: new Float64Array((MOST_LOOPS + 1) * problem.dimCount),
    cycles: new Float64Array(MOST_LOOPS + 1),
  };
}

export function fillPrefixes(problem: LoopNestProblem, nest: LoopNest, prefixes: NestPrefixes): void {
  const { below, cycles } = prefixes;
  const count = problem.dimCount;
  below.fill(1, 0, count);
  cycles[0] = 1;
  for (let place = 0; place < nest.dims.length; place++) {
    const from = place * count;
    for (let dim = 0; dim < count; dim++) below[from + count + dim] = below[from + dim]!;
    below[from + count + nest.dims[place]!]! *= nest.sizes[place]!;
    cycles[place + 1] = cycles[place]! * nest.sizes[place]!;
  }
}

/**
 * Where the data below a boundary really change: loops that do not move the operand and lie just above the cut reuse
 * what is there, as if they ran below it. Sums are passed on after every step of the innermost loop.
 */
export function settledCut(plan: OperandPlan, nest: LoopNest, boundary: number): number {
  if (boundary === plan.memories.length) return nest.dims.length;
  let place = nest.cuts[plan.firstCut + boundary]!;
  if (boundary === 0 && plan.isOutput) return 0;
  while (place < nest.dims.length && plan.relevance[nest.dims[place]!] === IRRELEVANT) place++;
  return place;
}

/** Product of the outermost loops between two places that all have the wanted relevance. */
function outerRun(plan: OperandPlan, nest: LoopNest, from: number, to: number, wanted: number): number {
  let product = 1;
  for (let place = to - 1; place >= from && plan.relevance[nest.dims[place]!] === wanted; place--) {
    product *= nest.sizes[place]!;
  }
  return product;
}

/** How often the topmost loops of a memory's own part of the nest repeat the same data. */
export function outerReuse(plan: OperandPlan, nest: LoopNest, from: number, to: number): number {
  return outerRun(plan, nest, from, to, IRRELEVANT);
}

/** Into how many disjoint tiles the topmost loops of a memory's own part of the nest divide its data. */
export function outerTiles(plan: OperandPlan, nest: LoopNest, from: number, to: number): number {
  return outerRun(plan, nest, from, to, RELEVANT);
}
