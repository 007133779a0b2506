/**
 * `ridgeline gemm`: one matrix product on one systolic array, without a design around it.
 *
 * The same primitives as in the evaluation of a whole design; the assumption set decides only their coefficients and,
 * for traffic, which memory is meant: one shared memory with the best tile (default), or three private operand buffers
 * that are emptied when full (`scalesim-3.0`).
 */
import { ASSUMPTION_SETS } from '../models/assumptions/sets';
import type { Switches } from '../models/assumptions/types';
import { privateBufferBytes } from '../models/cost/private-buffers';
import { gridCycles } from '../models/cost/core-grid';
import {
  arrayCycles,
  bufferReadsA,
  bufferReadsB,
  bufferReadsOutput,
  bufferWritesOutput,
  type DataflowCode,
  gemmFolds,
  overallUtilisation,
} from '../models/cost/systolic';
import { computeUtilisation, mappingEfficiency } from '../models/cost/utilisation';
import { gemmTiling, tilingBytes, TILING_WIDTH } from '../models/cost/tiling';
import { gemmCompulsoryBytes, gemmTrafficBound } from '../models/cost/traffic-bound';
import type { Dataflow } from '../models/hardware/types';
import type { GemmOptions } from './gemm-options';

export interface GemmResult {
  readonly assumptions: string;
  readonly dataflow: Dataflow;
  readonly folds: number;
  readonly macs: number;
  readonly cycles: number;
  /** Multiply-accumulates done per one possible, 0..1, over the whole run and all cores. */
  readonly utilisation: number;
  /** The same while folds run; differs from `utilisation` by the conventions of the assumption set. */
  readonly computeUtilisation: number;
  /** Share of the array's elements that hold work, 0..1. */
  readonly mappingEfficiency: number;
  /** Elements moved between the on-chip memory and the array, on one core. */
  readonly sram: {
    readonly capacityBytes: number;
    readonly readsA: number;
    readonly readsB: number;
    readonly readsOutput: number;
    readonly writesOutput: number;
  };
  readonly dram: {
    readonly bytesA: number;
    readonly bytesB: number;
    /** Partial sums that leave the chip included. */
    readonly bytesOutput: number;
    readonly bytes: number;
    readonly compulsoryBytes: number;
    /** No schedule on a memory of this capacity moves less. */
    readonly lowerBoundBytes: number;
    readonly bytesPerLowerBound: number;
    /** Null where the assumption set has no tiles. */
    readonly tile: { readonly m: number; readonly n: number; readonly k: number } | null;
  };
}

const DATAFLOW_CODES = { os: 0, ws: 1, is: 2 } as const satisfies Record<Dataflow, DataflowCode>;

/** The coefficients of the array model that an assumption set stands for. */
function coefficients(switches: Switches) {
  const load = switches.loadOverlap ? 1 : 0;
  const drain = switches.drainOverlap ? 1 : 0;
  const edge = switches.edgeFoldsShrink ? 1 : 0;
  return {
    load,
    drain,
    edge,
    readBack: switches.partialSumReadBack ? 1 : 0,
    offByOne: switches.cyclesOffByOne ? 1 : 0,
    skewCountedTwice: switches.skewCountedTwice ? 1 : 0,
  };
}

/** Evaluates `groups` independent, equal products. */
export function runGemm(options: GemmOptions): GemmResult {
  const { m, n, k, rows, columns, cores, groups } = options;
  const dataflow = DATAFLOW_CODES[options.dataflow];
  const { switches } = ASSUMPTION_SETS[options.assumptions];
  const { load, drain, edge, readBack, offByOne, skewCountedTwice } = coefficients(switches);
  const share = switches.coreGrid ? gridCycles : arrayCycles;
  const total = share(dataflow, m, n, k, groups, rows, columns, cores, load, drain, edge);
  const perProduct = (total * cores) / groups;
  return {
    assumptions: options.assumptions,
    dataflow: options.dataflow,
    folds: groups * gemmFolds(dataflow, m, n, k, rows, columns),
    macs: groups * m * n * k,
    cycles: total - offByOne,
    utilisation: overallUtilisation(m * groups, n, k, rows, columns * cores, total, offByOne),
    computeUtilisation: computeUtilisation(dataflow, m, n, k, rows, columns, perProduct, skewCountedTwice),
    mappingEfficiency: mappingEfficiency(dataflow, m, n, k, rows, columns),
    sram: {
      capacityBytes: options.sramBytes,
      readsA: groups * bufferReadsA(dataflow, m, n, k, rows, columns),
      readsB: groups * bufferReadsB(dataflow, m, n, k, rows, columns),
      readsOutput: groups * bufferReadsOutput(dataflow, m, n, k, rows, readBack),
      writesOutput: groups * bufferWritesOutput(dataflow, m, n, k, rows),
    },
    dram: dramTraffic(options, dataflow),
  };
}

function dramTraffic(options: GemmOptions, dataflow: DataflowCode): GemmResult['dram'] {
  const { m, n, k, groups, bytesA, bytesB, bytesAccumulator, bytesOutput, sramBytes } = options;
  const { sharedMemoryTiles } = ASSUMPTION_SETS[options.assumptions].switches;
  const traffic = sharedMemoryTiles ? sharedMemoryTraffic(options, dataflow) : privateBufferTraffic(options, dataflow);
  const compulsory = gemmCompulsoryBytes(m, n, k, bytesA, bytesB, bytesOutput);
  const bound = gemmTrafficBound(m, n, k, bytesA, bytesB, bytesAccumulator, bytesOutput, sramBytes);
  const bytes = traffic.a + traffic.b + traffic.output;
  return {
    bytesA: groups * traffic.a,
    bytesB: groups * traffic.b,
    bytesOutput: groups * traffic.output,
    bytes: groups * bytes,
    compulsoryBytes: groups * compulsory,
    lowerBoundBytes: groups * bound,
    bytesPerLowerBound: bytes / bound,
    tile: traffic.tile,
  };
}

interface Traffic {
  readonly a: number;
  readonly b: number;
  readonly output: number;
  readonly tile: { readonly m: number; readonly n: number; readonly k: number } | null;
}

function sharedMemoryTraffic(options: GemmOptions, dataflow: DataflowCode): Traffic {
  const { m, n, k, rows, columns } = options;
  const out = new Float64Array(TILING_WIDTH);
  const unitM = dataflow === 0 ? rows : dataflow === 2 ? columns : 1;
  const unitN = dataflow === 2 ? 1 : columns;
  const unitK = dataflow === 0 ? 1 : rows;
  const { bytesA, bytesB, bytesAccumulator, bytesOutput, sramBytes } = options;
  gemmTiling(m, n, k, bytesA, bytesB, bytesAccumulator, bytesOutput, sramBytes, unitM, unitN, unitK, out, 0);
  const [a, b, , tileM, tileN, tileK] = out as unknown as [number, number, number, number, number, number];
  return { a, b, output: tilingBytes(out, 0) - a - b, tile: { m: tileM, n: tileN, k: tileK } };
}

function privateBufferTraffic(options: GemmOptions, dataflow: DataflowCode): Traffic {
  const { m, n, k, rows, columns, bytesA, bytesB, bytesOutput, sramBytes } = options;
  const out = new Float64Array(3);
  privateBufferBytes(dataflow, m, n, k, rows, columns, bytesA, bytesB, bytesOutput, sramBytes, out, 0);
  return { a: out[0]!, b: out[1]!, output: out[2]!, tile: null };
}
