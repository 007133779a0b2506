/**
 * `ridgeline check scalesim`: the systolic-array model with the switches of SCALE-Sim v3, against its own runs.
 *
 * Convolutions are lowered as the simulator does (no padding, partial last windows kept); layers named `DP...` are split
 * into one layer per channel; N:M sparsity shortens K. Stalls of the bandwidth-limited mode are not imitated.
 */
import { gemmFetchesA, gemmFetchesB } from '../../models/cost/flush-when-full';
import { windowFetches } from '../../models/cost/flush-when-full-windows';
import {
  bufferReadsA,
  bufferReadsB,
  bufferWritesOutput,
  folds,
  gemmCycles,
  overallUtilisation,
  spatialColumns,
  spatialRows,
  streamLength,
} from '../../models/cost/systolic';
import { computeUtilisation, mappingEfficiency } from '../../models/cost/utilisation';
import { type Layer, type Machine, parseCase } from './scalesim-cases';
import {
  compareNumbers,
  type CaseResult,
  type CheckSuite,
  type Comparison,
  judgeCase,
  numberAt,
  type RawCase,
  readCases,
  type SuiteOptions,
  type SuiteOutcome,
  unreadableCase,
  unsupportedCase,
  valueAt,
} from './suite';

/** Differences of the last bit of a percentage, no more; counts are integers, so this is exact for them. */
const TOLERANCE = 1e-9;

/** Field of the report, where it stands in a prediction, and where the reference keeps it. */
interface Field {
  readonly name: string;
  readonly predictedAt: string;
  readonly expectedAt: string;
  /** Whether stalls change it, so that it is not compared in bandwidth-limited mode. */
  readonly stalls: boolean;
}

const field = (name: string, expectedAt: string, stalls: boolean, predictedAt = expectedAt): Field => ({
  name,
  predictedAt,
  expectedAt,
  stalls,
});

const FIELDS: readonly Field[] = [
  field('total_cycles', 'expected.total_cycles', true),
  field('stall_cycles', 'expected.stall_cycles', true),
  field('demand_lines', 'expected.demand_lines', false),
  field('Sr', 'expected.Sr', false),
  field('Sc', 'expected.Sc', false),
  field('T', 'expected.T', false),
  field('row_folds', 'expected.row_folds', false),
  field('col_folds', 'expected.col_folds', false),
  field('num_macs', 'expected.num_macs', false),
  field('mapping_efficiency_pct', 'expected.mapping_efficiency_pct', false),
  field('compute_util_pct', 'expected.compute_util_pct', false),
  field('overall_util_pct', 'expected.overall_util_pct', true),
  field('sram.ifmap_reads', 'expected.sram.ifmap_reads', false),
  field('sram.filter_reads', 'expected.sram.filter_reads', false),
  field('sram.ofmap_writes', 'closed_form.sram_ofmap_writes_without_os_bug', false, 'expected.sram.ofmap_writes'),
  field('dram.ifmap_reads', 'expected.dram.ifmap_reads', true),
  field('dram.filter_reads', 'expected.dram.filter_reads', true),
  field('dram.ofmap_writes', 'closed_form.dram_ofmap_writes_clean', true, 'expected.dram.ofmap_writes'),
];

const NOT_COMPARED = [
  'total_cycles_incl_prefetch',
  'sram_cycles',
  'dram_cycles',
  'sparse',
  'stall_cycles, total_cycles, overall_util_pct and dram in bandwidth-limited mode',
] as const;

export const scalesimSuite: CheckSuite = { id: 'scalesim', run };

function run(casesJson: unknown, options: SuiteOptions): SuiteOutcome {
  const cases = readCases(casesJson, options);
  if (typeof cases === 'string') return { kind: 'badInput', message: cases };
  const unknown = options.fields?.find((name) => !FIELDS.some((known) => known.name === name));
  if (unknown !== undefined) {
    const names = FIELDS.map((known) => known.name).join(', ');
    return { kind: 'badInput', message: `--fields: no field "${unknown}"; there are ${names}` };
  }
  const wanted = FIELDS.filter((known) => options.fields?.includes(known.name) ?? true);
  return { kind: 'done', cases: cases.map((raw) => runCase(raw, wanted)), notCompared: NOT_COMPARED };
}

function runCase(raw: RawCase, wanted: readonly Field[]): CaseResult {
  const parsed = parseCase(raw.body);
  if ('unreadable' in parsed) return unreadableCase(raw.id, raw.group, parsed.unreadable);
  if ('unsupported' in parsed) return unsupportedCase(raw.id, raw.group, parsed.unsupported);
  const predictions = parsed.layers.map((layer) => predictLayer(layer, parsed.machine));
  const fields = wanted.filter((known) => !known.stalls || parsed.machine.readWordsPerCycle === null);
  const comparisons = compareCase(raw.body, predictions, fields);
  if (typeof comparisons === 'string') return unreadableCase(raw.id, raw.group, comparisons);
  const isList = Array.isArray(valueAt(raw.body, 'expected'));
  return judgeCase(raw.id, raw.group, comparisons, isList ? predictions : predictions[0]);
}

/** Split layers have a list of expectations, one per channel. */
function compareCase(
  body: RawCase['body'],
  predictions: readonly Prediction[],
  fields: readonly Field[],
): readonly Comparison[] | string {
  const list = (key: string): readonly unknown[] => {
    const value = valueAt(body, key);
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
  };
  const expected = list('expected');
  const closedForm = list('closed_form');
  if (expected.length !== predictions.length) return `expected: ${predictions.length} layers, not ${expected.length}`;
  return predictions.flatMap((prediction, index) => {
    const reference = { expected: expected[index], closed_form: closedForm[index] };
    const ours = { expected: prediction };
    return fields.map((known) =>
      compareNumbers(known.name, numberAt(ours, known.predictedAt), numberAt(reference, known.expectedAt), TOLERANCE),
    );
  });
}

type Prediction = ReturnType<typeof predictLayer>;

/** Everything the models say of one layer, under the simulator's names. */
function predictLayer(layer: Layer, machine: Machine) {
  const { m, n, k } = layer;
  const { dataflow, rows, columns } = machine;
  const lines = gemmCycles(dataflow, m, n, k, 1, rows, columns, 0, 0, 0);
  const sram = {
    ifmap_reads:
      layer.sparsityRatio === 1 ? bufferReadsA(dataflow, m, n, k, rows, columns) : sparseReads(layer, machine),
    filter_reads: bufferReadsB(dataflow, m, n, k, rows, columns),
    ofmap_writes: bufferWritesOutput(dataflow, m, n, k, rows),
  };
  const dram = {
    ifmap_reads: layer.windows
      ? windowFetches(dataflow, layer.windows, rows, columns, machine.inputWords)
      : gemmFetchesA(dataflow, m, n, k, columns, machine.inputWords),
    filter_reads: gemmFetchesB(dataflow, m, n, k, rows, columns, machine.filterWords),
    ofmap_writes: sram.ofmap_writes,
  };
  const stalled = stalledLines(lines, Math.max(dram.ifmap_reads, dram.filter_reads), machine.readWordsPerCycle);
  return {
    total_cycles: stalled - 1,
    stall_cycles: stalled - lines,
    overall_util_pct: 100 * overallUtilisation(m, n, layer.denseK, rows, columns, stalled, 1),
    mapping_efficiency_pct: 100 * mappingEfficiency(dataflow, m, n, k, rows, columns),
    compute_util_pct: 100 * computeUtilisation(dataflow, m, n, k, rows, columns, lines, 1),
    demand_lines: lines,
    Sr: spatialRows(dataflow, m, k),
    Sc: spatialColumns(dataflow, m, n),
    T: streamLength(dataflow, m, n, k),
    row_folds: folds(spatialRows(dataflow, m, k), rows),
    col_folds: folds(spatialColumns(dataflow, m, n), columns),
    num_macs: m * n * layer.denseK,
    sram,
    dram,
  };
}

/** A bound, not the simulator's stalls: each operand has a channel of its own. */
function stalledLines(lines: number, words: number, wordsPerCycle: number | null): number {
  return wordsPerCycle === null ? lines : Math.max(lines, Math.ceil(words / wordsPerCycle));
}

/**
 * Input reads of a sparse weight-stationary layer: the simulator adds up a fraction per fold in floating point and cuts
 * off the rest at the end, so that the sum can be one short of the product.
 */
function sparseReads(layer: Layer, machine: Machine): number {
  const columnFolds = folds(layer.n, machine.columns);
  let reads = 0;
  for (let column = 0; column < columnFolds; column++) {
    for (let top = 0; top < layer.k; top += machine.rows) {
      reads += Math.min(machine.rows, layer.k - top) * layer.m * layer.sparsityRatio;
    }
  }
  return Math.trunc(reads);
}
