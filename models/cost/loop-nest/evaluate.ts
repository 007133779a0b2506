import { fillLoading } from './loading';
import { fillPrefixes, type LoopNest, outerReuse, outerTiles, settledCut } from './nest';
import { elementsBelow, MEAN_UNITS, type OperandPlan, type UnitsCode, WHOLE_UNITS } from './operand-plan';
import { type LoopNestProblem, transferCycles } from './problem';
import {
  JOULES,
  MAC_JOULES,
  MEMORY_JOULES,
  type NestScratch,
  OFFLOAD_CYCLES,
  ONLOAD_CYCLES,
  STALL_CYCLES,
  TEMPORAL_CYCLES,
} from './scratch';
import { fillPortStalls } from './stalls';
import { boundaryJoules, boundaryLink, periodBits, sumsReturn } from './traffic';

/**
 * Evaluates one nest: energy, words over every link, stalls, on- and off-loading, into `scratch`. Energy counts the mean
 * number of units of a fractional unrolling, time the whole number of them.
 *
 * A nest that does not fit its memories is evaluated all the same; `overflows` says so.
 * Not modelled: leakage, wires, control, start of the array, refresh.
 */
export function evaluateNest(problem: LoopNestProblem, nest: LoopNest, scratch: NestScratch): void {
  fillPrefixes(problem, nest, scratch.prefixes);
  fillEnergy(problem, nest, scratch);
  fillTime(problem, nest, scratch);
}

/** Energy and words alone: what a search for energy needs of a nest. */
export function fillEnergy(problem: LoopNestProblem, nest: LoopNest, scratch: NestScratch): void {
  const { prefixes, place, words, result } = scratch;
  const dims = problem.dimCount;
  words.fill(0);
  let memory = 0;
  for (const plan of problem.operands) {
    for (let b = 0; b < plan.memories.length; b++) {
      const at = settledCut(plan, nest, b);
      place[plan.firstCut + b] = at;
      memory += boundaryJoules(problem, plan, b, prefixes.below, at * dims, prefixes.cycles[at]!, words);
    }
  }
  result[MEMORY_JOULES] = memory;
  result[MAC_JOULES] = problem.macs * problem.hardware.macJoules;
  result[JOULES] = memory + result[MAC_JOULES];
}

/** Cycles, after `fillEnergy` has settled the cuts. */
export function fillTime(problem: LoopNestProblem, nest: LoopNest, scratch: NestScratch): void {
  fillHeld(problem, nest, scratch);
  fillOverlaps(problem, scratch);
  scratch.real.fill(0);
  scratch.bits.fill(0);
  for (const plan of problem.operands) fillTransfers(problem, plan, nest, scratch);
  const { result } = scratch;
  result[TEMPORAL_CYCLES] = problem.temporalCycles;
  result[STALL_CYCLES] = fillPortStalls(problem, scratch);
  fillLoading(problem, scratch);
}

function placeAbove(plan: OperandPlan, nest: LoopNest, scratch: NestScratch, boundary: number): number {
  return boundary === plan.memories.length ? nest.dims.length : scratch.place[plan.firstCut + boundary]!;
}

/** Where the loops of an operand's memory start: those reused at the multiplier belong to its innermost memory. */
function placeBelow(plan: OperandPlan, scratch: NestScratch, level: number): number {
  return level === 0 ? 0 : scratch.place[plan.firstCut + level]!;
}

/** Bits of one tile of an operand in the memory below a boundary. */
function tileBits(
  problem: LoopNestProblem,
  plan: OperandPlan,
  units: UnitsCode,
  boundary: number,
  place: number,
  scratch: NestScratch,
): number {
  const { below } = scratch.prefixes;
  const offset = place * problem.dimCount;
  const elements = elementsBelow(plan, units, boundary, below, offset);
  const returns = sumsReturn(plan, units, boundary, below, offset);
  return elements * (returns || !plan.isOutput ? plan.bits : plan.finalBits);
}

/** Bits that every memory holds, with the mean number of units, and their shares of the memories. */
function fillHeld(problem: LoopNestProblem, nest: LoopNest, scratch: NestScratch): void {
  const { held, busy, occupied } = scratch;
  occupied.fill(0);
  for (let i = 0; i < problem.operands.length; i++) {
    const plan = problem.operands[i]!;
    for (let level = 0; level < plan.memories.length; level++) {
      const place = placeAbove(plan, nest, scratch, level + 1);
      const bits = tileBits(problem, plan, MEAN_UNITS, level + 1, place, scratch);
      const memory = plan.memories[level]!;
      const tiles = outerTiles(plan, nest, placeBelow(plan, scratch, level), place);
      held[plan.firstCut + level] = bits;
      busy[plan.firstCut + level] = Math.floor(bits / tiles);
      occupied[memory]! += Math.floor(bits / tiles) / problem.hardware.memories[memory]!.bits;
    }
    scratch.innerTile[i] = tileBits(problem, plan, WHOLE_UNITS, 1, placeAbove(plan, nest, scratch, 1), scratch);
  }
}

/**
 * Where the next tile can be loaded while this one is in use: when at most half of the memory is busy, or when the
 * operand's busy bits fit beside everything in it, which then counts as occupied for the operands after it.
 *
 * Source: Mei et al., DATE 2022, section 3, in the order of the layer's operands.
 */
function fillOverlaps(problem: LoopNestProblem, scratch: NestScratch): void {
  const { busy, occupied, overlaps } = scratch;
  for (const plan of problem.operands) {
    for (let level = 0; level < plan.memories.length; level++) {
      const memory = plan.memories[level]!;
      const own = busy[plan.firstCut + level]! / problem.hardware.memories[memory]!.bits;
      const fitsHalf = occupied[memory]! <= 0.5;
      const fitsBeside = own <= 1 - occupied[memory]!;
      overlaps[plan.firstCut + level] = fitsHalf || fitsBeside ? 1 : 0;
      if (!fitsHalf && fitsBeside) occupied[memory]! += own;
    }
  }
}

function fillTransfers(problem: LoopNestProblem, plan: OperandPlan, nest: LoopNest, scratch: NestScratch): void {
  const { prefixes, period, count, allowed, bits, real } = scratch;
  for (let b = 0; b < plan.memories.length; b++) {
    const place = scratch.place[plan.firstCut + b]!;
    const offset = place * problem.dimCount;
    const cycles = prefixes.cycles[place]!;
    period[plan.firstCut + b] = cycles;
    count[plan.firstCut + b] = Math.floor(problem.temporalCycles / cycles);
    // The operand of a multiplier is replaced at once; a memory without room waits for the end of its data's reuse.
    const waits = b > 0 && scratch.overlaps[plan.firstCut + b - 1] === 0;
    const reuse = waits ? outerReuse(plan, nest, placeBelow(plan, scratch, b - 1), place) : 1;
    allowed[plan.firstCut + b] = Math.floor(cycles / reuse);
    const elements = elementsBelow(plan, WHOLE_UNITS, b, prefixes.below, offset);
    const returns = sumsReturn(plan, WHOLE_UNITS, b, prefixes.below, offset);
    for (let direction = 0; direction < 4; direction++) {
      const link = boundaryLink(plan, b, direction);
      if (link < 0) continue;
      bits[link] = periodBits(plan, WHOLE_UNITS, b, direction, elements, returns);
      real[link] = bits[link] === 0 ? 0 : transferCycles(problem, link, bits[link]);
    }
  }
}

/** The latencies that a search can minimise: with stalls, then also with on-loading, then also with off-loading. */
export const LATENCIES = ['stalled', 'onloaded', 'complete'] as const;
export type Latency = (typeof LATENCIES)[number];

export function latencyCycles(result: Float64Array, latency: Latency): number {
  const stalled = result[TEMPORAL_CYCLES]! + result[STALL_CYCLES]!;
  if (latency === 'stalled') return stalled;
  const onloaded = stalled + result[ONLOAD_CYCLES]!;
  return latency === 'onloaded' ? onloaded : onloaded + result[OFFLOAD_CYCLES]!;
}

export interface Overflow {
  readonly memory: number;
  readonly bitsHeld: number;
  readonly bitsAvailable: number;
}

/** Memories that hold more than they can, after `evaluateNest`. */
export function overflows(problem: LoopNestProblem, scratch: NestScratch): readonly Overflow[] {
  return problem.hardware.memories.flatMap(({ bits }, memory) => {
    const bitsHeld = problem.operands.reduce((sum, plan) => {
      const level = plan.memories.indexOf(memory);
      return level < 0 ? sum : sum + scratch.held[plan.firstCut + level]!;
    }, 0);
    return bitsHeld > bits ? [{ memory, bitsHeld, bitsAvailable: bits }] : [];
  });
}
