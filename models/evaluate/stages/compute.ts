import { sumAffine } from '../../cost/context-sum';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import type { Rules } from '../../workload/rules';
import type { ArrayModel } from '../array-model';
import type { MatrixPart, Parts } from '../parts';
import { isGrowing } from '../row-lists';
import { defineStage } from '../stage';
import { COMPUTE, RUNS } from './compute-columns';
import { isMapped, MAPPING } from './mapping-columns';
import { rateOf, type RowRate } from './row-rate';

/** After the rows: `IDEAL_TOTAL` summed over each phase. */
export const COMPUTE_TAIL = { IDEAL_PREFILL: 0, IDEAL_DECODE: 1, WIDTH: 2 } as const;

/** Rows whose cycles at level `array` grow with the context: each has a block of runs after the tail. */
export function growingRowCount(structure: Structure): number {
  return structure.rows.filter(isGrowing).length;
}

/** Two lane operations for each element that is widened before a product: take the code apart, apply the scale. */
export const DEQUANTISE_LANE_OPS = 2;

/** Three for each activation that is narrowed before a product: find the largest, apply the scale, round. */
export const QUANTISE_LANE_OPS = 3;

/** Cycles of every row: peak rates or folds of the array, by level; vector work with conversions included. */
export const computeStage = defineStage({
  id: 'compute',
  reads: ['formats', 'matrix', 'datapath', 'rules'],
  after: ['rows', 'mapping'],
  width: (structure, rules) =>
    structure.rows.length * COMPUTE.WIDTH +
    COMPUTE_TAIL.WIDTH +
    (rules.level === 'roofline' ? 0 : growingRowCount(structure) * RUNS.WIDTH),
  run: (parts, { rows, mapping }, structure, out, at, { array }) => {
    const { matrix, rules } = parts;
    const tail = at + structure.rows.length * COMPUTE.WIDTH;
    out.fill(0, tail, tail + COMPUTE_TAIL.WIDTH);
    let runs = tail + COMPUTE_TAIL.WIDTH;
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      const mapped =
        rules.level === 'mapped' ? mapping.data[mapping.at + index * MAPPING.WIDTH + MAPPING.CYCLES]! : NaN;
      writeRow(row, parts, array, mapped, rows.data, from, out, at + index * COMPUTE.WIDTH);
      if (array !== null && isGrowing(row)) {
        array.writeRuns(row, matrix, rules, rows.data, from, out, at + index * COMPUTE.WIDTH, runs);
        runs += RUNS.WIDTH;
      }
      const phase = row.phase === 'prefill' ? COMPUTE_TAIL.IDEAL_PREFILL : COMPUTE_TAIL.IDEAL_DECODE;
      out[tail + phase]! += out[at + index * COMPUTE.WIDTH + COMPUTE.IDEAL_TOTAL]!;
    });
  },
});

function writeRow(
  row: RowDescriptor,
  parts: Pick<Parts, 'formats' | 'matrix' | 'datapath' | 'rules'>,
  array: ArrayModel | null,
  mapped: number,
  rows: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const { matrix, rules } = parts;
  const repeat = rows[from + ROW.REPEAT]!;
  out.fill(0, to, to + COMPUTE.WIDTH);
  out[to + COMPUTE.CLASS] = -1;
  out[to + COMPUTE.VECTOR] = repeat * rows[from + ROW.VECTOR]!;
  out[to + COMPUTE.VECTOR_SLOPE] = repeat * rows[from + ROW.VECTOR_SLOPE]!;
  out[to + COMPUTE.SPECIAL] = repeat * rows[from + ROW.SPECIAL]!;
  out[to + COMPUTE.SPECIAL_SLOPE] = repeat * rows[from + ROW.SPECIAL_SLOPE]!;
  if (repeat === 0 || rows[from + ROW.MACS] === 0) return;
  const rate = rateOf(row, parts);
  out[to + COMPUTE.CLASS] = rate.classIndex;
  out[to + COMPUTE.ENERGY_RATIO] = rate.energyRatio;
  if (rules.vectorWork) addConversions(row, rate, matrix, rules, array, rows, from, repeat, out, to);
  if (rules.vectorWork && row.kind === 'values') array?.addDivision(matrix, rules, rows, from, repeat, out, to);
  const ideal = repeat / rate.macsPerCycle;
  const steps = rows[from + ROW.STEPS]!;
  const macs = rows[from + ROW.MACS]!;
  const slope = rows[from + ROW.MACS_SLOPE]!;
  out[to + COMPUTE.IDEAL_TOTAL] = ideal * sumAffine(macs, slope, steps);
  if (array !== null) {
    const first = isMapped(row, rules)
      ? mapped
      : (repeat / rate.macsPerElement) * array.rowCycles(row, matrix, rules, rows, from, 0);
    out[to + COMPUTE.CYCLES] = first;
    out[to + COMPUTE.CYCLES_TOTAL] = first * steps;
    return;
  }
  out[to + COMPUTE.CYCLES] = ideal * macs;
  out[to + COMPUTE.CYCLES_SLOPE] = ideal * slope;
  out[to + COMPUTE.CYCLES_TOTAL] = out[to + COMPUTE.IDEAL_TOTAL]!;
}

/** Lane operations that turn operands into what the array multiplies. */
function addConversions(
  row: RowDescriptor,
  rate: RowRate,
  matrix: MatrixPart,
  rules: Rules,
  array: ArrayModel | null,
  rows: Float64Array,
  from: number,
  repeat: number,
  out: Float64Array,
  to: number,
) {
  const narrowed = rules.quantiseActivations && rate.narrowLeft ? QUANTISE_LANE_OPS : 0;
  const left = repeat * ((rate.widenLeft ? DEQUANTISE_LANE_OPS : 0) + narrowed);
  const once = rules.dequantiseOnce || rules.level !== 'array' || array === null;
  const times = once ? 1 : array.entriesOfWeights(row, matrix, rows, from);
  const right = rate.widenRight ? DEQUANTISE_LANE_OPS * repeat * times : 0;
  out[to + COMPUTE.VECTOR]! += left * rows[from + ROW.A]! + right * rows[from + ROW.B]!;
  out[to + COMPUTE.VECTOR_SLOPE]! += left * rows[from + ROW.A_SLOPE]! + right * rows[from + ROW.B_SLOPE]!;
}
