import { sumAffine } from '../../cost/context-sum';
import { resolveRate, type NativeRates } from '../../formats/rate';
import { COMPUTE_CLASSES, type ComputeClass, type NumberFormat } from '../../formats/types';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import type { Rules } from '../../workload/rules';
import { formatOf } from '../formats-of';
import type { MatrixPart, Parts } from '../parts';
import { isGrowing } from '../context';
import { defineStage } from '../stage';
import { arrayRowCycles, RUNS, writeRuns } from './array-cycles';
import { rescalingPerScore } from '../../cost/attention-passes';
import { keyTileOfMatrix } from './attention-traffic';
import { COMPUTE } from './compute-columns';

/** After the rows: `IDEAL_TOTAL` summed over each phase. */
export const COMPUTE_TAIL = { IDEAL_PREFILL: 0, IDEAL_DECODE: 1, WIDTH: 2 } as const;

/** Rows whose cycles at level `array` grow with the context: each has a block of runs after the tail. */
export function growingRowCount(structure: Structure): number {
  return structure.rows.filter(isGrowing).length;
}

/** Two lane operations for each element that is widened before a product: take the code apart, apply the scale. */
export const DEQUANTISE_LANE_OPS = 2;

/** Cycles of every row: peak rates or folds of the array, by level; vector work with conversions included. */
export const computeStage = defineStage({
  id: 'compute',
  reads: ['formats', 'matrix', 'rules'],
  after: ['rows'],
  width: (structure, rules) =>
    structure.rows.length * COMPUTE.WIDTH +
    COMPUTE_TAIL.WIDTH +
    (rules.level === 'array' ? growingRowCount(structure) * RUNS.WIDTH : 0),
  run: ({ formats, matrix, rules }, { rows }, structure, out, at) => {
    const tail = at + structure.rows.length * COMPUTE.WIDTH;
    out.fill(0, tail, tail + COMPUTE_TAIL.WIDTH);
    let runs = tail + COMPUTE_TAIL.WIDTH;
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      writeRow(row, formats, matrix, rules, rows.data, from, out, at + index * COMPUTE.WIDTH);
      if (rules.level === 'array' && isGrowing(row)) {
        writeRuns(row, matrix, rules, rows.data, from, out, at + index * COMPUTE.WIDTH, runs);
        runs += RUNS.WIDTH;
      }
      const phase = row.phase === 'prefill' ? COMPUTE_TAIL.IDEAL_PREFILL : COMPUTE_TAIL.IDEAL_DECODE;
      out[tail + phase]! += out[at + index * COMPUTE.WIDTH + COMPUTE.IDEAL_TOTAL]!;
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
  if (rules.vectorWork && rules.level === 'array' && row.kind === 'values')
    addDivision(matrix, rules, rows, from, repeat, out, to);
  const ideal = repeat / rate.macsPerCycle;
  const steps = rows[from + ROW.STEPS]!;
  const macs = rows[from + ROW.MACS]!;
  const slope = rows[from + ROW.MACS_SLOPE]!;
  out[to + COMPUTE.IDEAL_TOTAL] = ideal * sumAffine(macs, slope, steps);
  if (rules.level === 'array' && matrix.kind !== 'array') {
    out[to + COMPUTE.CYCLES] = NaN;
    out[to + COMPUTE.CYCLES_TOTAL] = NaN;
    return;
  }
  if (rules.level === 'array' && matrix.kind === 'array') {
    const scale = repeat / rate.macsPerElement;
    const first = scale * arrayRowCycles(row, matrix, rules, rows, from, 0);
    out[to + COMPUTE.CYCLES] = first;
    out[to + COMPUTE.CYCLES_TOTAL] = first * steps;
    return;
  }
  out[to + COMPUTE.CYCLES] = ideal * macs;
  out[to + COMPUTE.CYCLES_SLOPE] = ideal * slope;
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

/**
 * What one pass over the keys costs besides its softmax: each row's outputs are rescaled once for each tile of keys
 * (counted by the keys it holds) and divided by the sum in the end. Three passes divide each probability instead.
 */
function addDivision(
  matrix: MatrixPart,
  { fusedAttention }: Rules,
  rows: Float64Array,
  from: number,
  repeat: number,
  out: Float64Array,
  to: number,
) {
  const perScore = fusedAttention ? rescalingPerScore(rows[from + ROW.N]!, keyTileOfMatrix(matrix)) : 1;
  out[to + COMPUTE.VECTOR]! += repeat * (perScore * rows[from + ROW.A]! + (fusedAttention ? rows[from + ROW.C]! : 0));
  out[to + COMPUTE.VECTOR_SLOPE]! += repeat * perScore * rows[from + ROW.A_SLOPE]!;
}
