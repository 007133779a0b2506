import { elementsBelow, irrelevantIterations, MEAN_UNITS, type OperandPlan, type UnitsCode } from './operand-plan';
import type { LoopNestProblem } from './problem';
import { DIRECTIONS, FROM_HIGHER, FROM_LOWER, TO_HIGHER, TO_LOWER } from './types';

/**
 * Words moved over one link: every period pays for whole granules.
 *
 * Not modelled: bank conflicts, row hits, data that a compressor shortens.
 */
export function linkWords(
  bits: number,
  granuleBits: number,
  wordBits: number,
  periods: number,
  instances: number,
): number {
  return Math.trunc(Math.ceil(bits / granuleBits) * (granuleBits / wordBits) * periods * instances);
}

/** Whether partial sums come back over a boundary: something is still added up above it. */
export function sumsReturn(
  plan: OperandPlan,
  units: UnitsCode,
  boundary: number,
  below: Float64Array,
  at: number,
): boolean {
  if (!plan.isOutput) return false;
  return plan.addsAbove[units][boundary] === 1 || irrelevantIterations(plan, below, at) < plan.reuse;
}

/**
 * Bits that one link carries in a period, 0 when it carries nothing. `elements` is what the memory below the boundary
 * holds; the link above it carries that for all memories that it feeds (`fanOut`), once for those that hold the same.
 */
export function periodBits(
  plan: OperandPlan,
  units: UnitsCode,
  boundary: number,
  direction: number,
  elements: number,
  returns: boolean,
): number {
  const isUpper = direction === TO_LOWER || direction === FROM_LOWER;
  const amount = isUpper ? elements * plan.fanOut[units][boundary]! : elements;
  const goesDown = direction === TO_LOWER || direction === FROM_HIGHER;
  if (plan.isOutput === goesDown && !returns) return 0;
  return amount * (returns || !plan.isOutput ? plan.bits : plan.finalBits);
}

/** The link of the memory above (`isUpper`) or below a boundary; -1 where no memory lies below. */
export function boundaryLink(plan: OperandPlan, boundary: number, direction: number): number {
  const isUpper = direction === TO_LOWER || direction === FROM_LOWER;
  const level = isUpper ? boundary : boundary - 1;
  return level < 0 ? -1 : plan.firstLink + level * DIRECTIONS + direction;
}

const ALL_DIRECTIONS = [TO_LOWER, FROM_LOWER, TO_HIGHER, FROM_HIGHER] as const;

/**
 * Words over the (up to four) links at a boundary when the loops below it have the products `below[at + dim]`; writes
 * them to `words` by link when that is given. Returns their energy in joules.
 *
 * A boundary's energy depends on which loops run below it, not on their order: this is what a search can tabulate.
 * Source: Mei et al., IEEE Transactions on Computers 70(8), 2021, section 4.
 * Not modelled: leakage, wires between the memories, control.
 */
export function boundaryJoules(
  problem: LoopNestProblem,
  plan: OperandPlan,
  boundary: number,
  below: Float64Array,
  at: number,
  cycles: number,
  words: Float64Array | null,
): number {
  const elements = elementsBelow(plan, MEAN_UNITS, boundary, below, at);
  const returns = sumsReturn(plan, MEAN_UNITS, boundary, below, at);
  const periods = Math.floor(problem.temporalCycles / cycles);
  let joules = 0;
  for (const direction of ALL_DIRECTIONS) {
    const link = boundaryLink(plan, boundary, direction);
    if (link < 0) continue;
    const bits = periodBits(plan, MEAN_UNITS, boundary, direction, elements, returns);
    if (bits === 0) {
      if (words !== null) words[link] = 0;
      continue;
    }
    const instances = plan.instances[direction === TO_LOWER || direction === FROM_LOWER ? boundary + 1 : boundary]!;
    const count = linkWords(bits, problem.linkGranule[link]!, problem.linkWordBits[link]!, periods, instances);
    if (words !== null) words[link] = count;
    joules += count * problem.linkJoules[link]!;
  }
  return joules;
}
