import { prefillAttentionCycles } from '../../cost/attention-array';
import { sumAffine } from '../../cost/context-sum';
import { arrayCycles, type DataflowCode } from '../../cost/systolic';
import { resolveRate, type NativeRates } from '../../formats/rate';
import { COMPUTE_CLASSES, type ComputeClass, type NumberFormat } from '../../formats/types';
import { DATAFLOWS } from '../../hardware/types';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Rules } from '../../workload/rules';
import { formatOf } from '../formats-of';
import type { MatrixPart, Parts } from '../parts';
import { defineStage } from '../stage';

/**
 * Matrix-unit time and vector work of one row, all its layers together. Cycles are in units of the clock part: array
 * cycles, or seconds where only peak rates are known (their clock is 1).
 */
export const COMPUTE = {
  /** Cycles of the first step, growth a step, and of the last step; `TOTAL` over all steps. */
  CYCLES: 0,
  CYCLES_SLOPE: 1,
  CYCLES_LAST: 2,
  CYCLES_TOTAL: 3,
  /** Cycles of all steps if every MAC found a free unit. */
  IDEAL_TOTAL: 4,
  VECTOR: 5,
  VECTOR_SLOPE: 6,
  SPECIAL: 7,
  SPECIAL_SLOPE: 8,
  /** Index of the compute class that the products run in; -1 where there are none. */
  CLASS: 9,
  WIDTH: 10,
} as const;

/** Two lane operations for each element that is widened before a product: take the code apart, apply the scale. */
export const DEQUANTISE_LANE_OPS = 2;

/** Cycles of every row: peak rates or folds of the array, by level; vector work with conversions included. */
export const computeStage = defineStage({
  id: 'compute',
  reads: ['formats', 'matrix', 'rules'],
  after: ['rows'],
  width: (structure) => structure.rows.length * COMPUTE.WIDTH,
  run: ({ formats, matrix, rules }, { rows }, structure, out, at) => {
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      writeRow(row, formats, matrix, rules, rows.data, from, out, at + index * COMPUTE.WIDTH);
    });
  },
});

function writeRow(
  row: RowDescriptor,
  formats: Parts['formats'],
  matrix: MatrixPart,
  rules: Rules,
  rows: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const repeat = rows[from + ROW.REPEAT]!;
  out.fill(0, to, to + COMPUTE.WIDTH);
  out[to + COMPUTE.CLASS] = -1;
  out[to + COMPUTE.VECTOR] = repeat * rows[from + ROW.VECTOR]!;
  out[to + COMPUTE.VECTOR_SLOPE] = repeat * rows[from + ROW.VECTOR_SLOPE]!;
  out[to + COMPUTE.SPECIAL] = repeat * rows[from + ROW.SPECIAL]!;
  out[to + COMPUTE.SPECIAL_SLOPE] = repeat * rows[from + ROW.SPECIAL_SLOPE]!;
  if (repeat === 0 || rows[from + ROW.MACS] === 0) return;
  const rate = rateOf(row, formats, matrix, rules);
  out[to + COMPUTE.CLASS] = rate.classIndex;
  if (rules.vectorWork) addDequantisation(rate, rows, from, repeat, out, to);
  const ideal = repeat / rate.macsPerCycle;
  const steps = rows[from + ROW.STEPS]!;
  const macs = rows[from + ROW.MACS]!;
  const slope = rows[from + ROW.MACS_SLOPE]!;
  out[to + COMPUTE.IDEAL_TOTAL] = ideal * sumAffine(macs, slope, steps);
  if (rules.level === 'array' && matrix.kind === 'array') {
    writeArrayCycles(row, matrix, rules, rate.macsPerElement, rows, from, repeat, out, to);
    return;
  }
  out[to + COMPUTE.CYCLES] = ideal * macs;
  out[to + COMPUTE.CYCLES_SLOPE] = ideal * slope;
  out[to + COMPUTE.CYCLES_LAST] = ideal * (macs + slope * (steps - 1));
  out[to + COMPUTE.CYCLES_TOTAL] = out[to + COMPUTE.IDEAL_TOTAL]!;
}

interface RowRate {
  /** MACs of the whole chip in one unit of the clock part; NaN when the pair of formats is not supported. */
  readonly macsPerCycle: number;
  /** Of one element of the array; equal to `macsPerCycle` where only peak rates are known. */
  readonly macsPerElement: number;
  readonly classIndex: number;
  readonly widenLeft: boolean;
  readonly widenRight: boolean;
}

/** Rate of the pair of formats that a row multiplies. */
export function rateOf(
  row: RowDescriptor,
  formats: Parts['formats'],
  matrix: MatrixPart,
  rules: Pick<Rules, 'peakPerFormat'>,
): RowRate {
  const left = formatOf(formats.rules, row.module, row.a.role, row.layerIndex);
  const right = formatOf(formats.rules, row.module, row.b.role, row.layerIndex);
  const native = nativeRates(matrix);
  const elements = matrix.kind === 'array' ? matrix.rows * matrix.columns * matrix.cores : 1;
  if (!rules.peakPerFormat) {
    const perElement = (native.bf16 ?? NaN) / timeFactorOfWidth(right);
    return rowRate(perElement, elements, right.computeClass, false, false);
  }
  const rate = resolveRate(right, left, native);
  if (rate.kind === 'unsupported') return rowRate(NaN, elements, right.computeClass, false, false);
  const upcast = rate.kind === 'upcast' ? rate : { dequantiseActivations: false, dequantiseWeights: false };
  return rowRate(rate.macRate, elements, rate.class, upcast.dequantiseActivations, upcast.dequantiseWeights);
}

function rowRate(
  macsPerElement: number,
  elements: number,
  computeClass: ComputeClass,
  widenLeft: boolean,
  widenRight: boolean,
): RowRate {
  const classIndex = COMPUTE_CLASSES.indexOf(computeClass);
  return { macsPerCycle: macsPerElement * elements, macsPerElement, classIndex, widenLeft, widenRight };
}

export function nativeRates(matrix: MatrixPart): NativeRates {
  return matrix.kind === 'array' ? matrix.macsPerCycle : matrix.macsPerSecond;
}

/** Time against BF16 when rates only follow the width, in powers of two: 32 bits 2, 8 and 6 bits 1/2, 4 bits 1/4. */
function timeFactorOfWidth(format: NumberFormat): number {
  let width = 1;
  while (width < format.elementBits) width *= 2;
  return width / 16;
}

function addDequantisation(
  rate: RowRate,
  rows: Float64Array,
  from: number,
  repeat: number,
  out: Float64Array,
  to: number,
) {
  const left = rate.widenLeft ? DEQUANTISE_LANE_OPS * repeat : 0;
  const right = rate.widenRight ? DEQUANTISE_LANE_OPS * repeat : 0;
  out[to + COMPUTE.VECTOR]! += left * rows[from + ROW.A]! + right * rows[from + ROW.B]!;
  out[to + COMPUTE.VECTOR_SLOPE]! += left * rows[from + ROW.A_SLOPE]! + right * rows[from + ROW.B_SLOPE]!;
}

type ArrayPart = Extract<MatrixPart, { readonly kind: 'array' }>;

function writeArrayCycles(
  row: RowDescriptor,
  matrix: ArrayPart,
  rules: Rules,
  macsPerElement: number,
  rows: Float64Array,
  from: number,
  repeat: number,
  out: Float64Array,
  to: number,
): void {
  const steps = rows[from + ROW.STEPS]!;
  const scale = repeat / macsPerElement;
  const grows = rows[from + ROW.MACS_SLOPE] !== 0;
  const first = scale * arrayRowCycles(row, matrix, rules.foldOverlap, rows, from, 0);
  out[to + COMPUTE.CYCLES] = first;
  out[to + COMPUTE.CYCLES_LAST] = first;
  out[to + COMPUTE.CYCLES_TOTAL] = first * steps;
  if (!grows || steps < 2) return;
  let total = first;
  let last = first;
  for (let step = 1; step < steps; step++) {
    last = scale * arrayRowCycles(row, matrix, rules.foldOverlap, rows, from, step);
    total += last;
  }
  out[to + COMPUTE.CYCLES_LAST] = last;
  out[to + COMPUTE.CYCLES_TOTAL] = total;
}

/** Array cycles of one layer's row at one decode step; step 0 for prefill. */
export function arrayRowCycles(
  row: RowDescriptor,
  matrix: ArrayPart,
  foldOverlap: boolean,
  rows: Float64Array,
  from: number,
  step: number,
): number {
  const dataflow = DATAFLOWS.indexOf(matrix.dataflow) as DataflowCode;
  const overlap = foldOverlap ? 1 : 0;
  const groups = rows[from + ROW.GROUPS]!;
  const m = rows[from + ROW.M]!;
  const n = rows[from + ROW.N]!;
  const k = rows[from + ROW.K]!;
  const { rows: height, columns: width, cores } = matrix;
  if (row.kind !== 'scores' && row.kind !== 'values') {
    return arrayCycles(
      dataflow,
      Math.ceil(m),
      n,
      k,
      Math.ceil(groups),
      height,
      width,
      cores,
      overlap,
      overlap,
      overlap,
    );
  }
  if (row.phase === 'decode') {
    const growth = rows[from + ROW.MACS_SLOPE] === 0 ? 0 : step;
    const keysOnColumns = row.kind === 'scores' ? growth : 0;
    const keysStreamed = row.kind === 'values' ? growth : 0;
    return arrayCycles(
      dataflow,
      m,
      n + keysOnColumns,
      k + keysStreamed,
      groups,
      height,
      width,
      cores,
      overlap,
      overlap,
      overlap,
    );
  }
  const queries = rows[from + ROW.QUERIES]!;
  const keys = row.kind === 'scores' ? n : k;
  const depth = row.kind === 'scores' ? k : n;
  const reach = rows[from + ROW.REACH]!;
  return prefillAttentionCycles(
    row.kind,
    dataflow,
    m / queries,
    queries,
    keys,
    depth,
    groups,
    reach,
    height,
    width,
    cores,
    overlap,
  );
}
