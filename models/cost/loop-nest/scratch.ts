import { makePrefixes, type NestPrefixes } from './nest';
import type { LoopNestProblem } from './problem';

/** Results of one evaluation, by place in `NestScratch.result`; joules and cycles. */
export const MAC_JOULES = 0;
export const MEMORY_JOULES = 1;
export const JOULES = 2;
export const TEMPORAL_CYCLES = 3;
export const STALL_CYCLES = 4;
/** Before compute can start. */
export const ONLOAD_CYCLES = 5;
/** After the last multiplication. */
export const OFFLOAD_CYCLES = 6;
export const RESULTS = 7;

/**
 * What an evaluation writes. Made once per problem and reused: a search evaluates millions of nests and must not
 * allocate. Boundary arrays are indexed by `plan.firstCut + boundary` (a topmost boundary moves nothing and has no
 * entry), link arrays by link.
 */
export interface NestScratch {
  readonly prefixes: NestPrefixes;
  readonly result: Float64Array;
  /** Place above which the loops of a boundary run, after reuse. */
  readonly place: Int32Array;
  /** Cycles between two transfers over a boundary, and their number. */
  readonly period: Float64Array;
  readonly count: Float64Array;
  /** Cycles of a period in which a transfer may run without stopping compute. */
  readonly allowed: Float64Array;
  /** By `plan.firstCut + level`: bits held by one instance of that memory, and those not yet known to be replaceable. */
  readonly held: Float64Array;
  readonly busy: Float64Array;
  /** By operand: bits of a tile of its innermost memory, with the whole number of units. */
  readonly innerTile: Float64Array;
  /** 1 where the memory has room to load the next tile while this one is in use. */
  readonly overlaps: Uint8Array;
  /** By link: words in all, bits in a period, cycles that they take. */
  readonly words: Float64Array;
  readonly bits: Float64Array;
  readonly real: Float64Array;
  /** By link: cycles spent before or after compute. */
  readonly loading: Float64Array;
  /** By memory: share in use, counted with what is reserved for the next tiles. */
  readonly occupied: Float64Array;
  /** By port: stall (positive) or slack. */
  readonly portStall: Float64Array;
  readonly unionPeriod: Float64Array;
  readonly unionWindow: Float64Array;
  readonly order: Int32Array;
  readonly shares: Float64Array;
  readonly minima: Float64Array;
  /** By operand: cycles of on-loading on its own, half shared and shared ports. */
  readonly parts: Float64Array;
}

export function makeScratch(problem: LoopNestProblem): NestScratch {
  const { linkCount, cutCount } = problem;
  const floats = (length: number) => new Float64Array(length);
  return {
    prefixes: makePrefixes(problem),
    result: floats(RESULTS),
    place: new Int32Array(cutCount),
    ...{ period: floats(cutCount), count: floats(cutCount), allowed: floats(cutCount) },
    ...{ held: floats(cutCount), busy: floats(cutCount), overlaps: new Uint8Array(cutCount) },
    ...{ words: floats(linkCount), bits: floats(linkCount), real: floats(linkCount), loading: floats(linkCount) },
    occupied: floats(problem.hardware.memories.length),
    portStall: floats(problem.ports.length),
    ...{ unionPeriod: floats(linkCount), unionWindow: floats(linkCount), order: new Int32Array(linkCount) },
    ...{ shares: floats(linkCount), minima: floats(linkCount), parts: floats(3 * problem.operands.length) },
    innerTile: floats(problem.operands.length),
  };
}
