/**
 * `ridgeline check scalesim`: the systolic-array model with the switches of SCALE-Sim v3, against its own runs.
 *
 * Convolutions are lowered as the simulator does (no padding, partial last windows kept); layers named `DP...` are split
 * into one layer per channel; N:M sparsity shortens K. Stalls of the bandwidth-limited mode are not imitated.
 */
import { gemmFetchesA, gemmFetchesB } from '../../models/cost/flush-when-full';
import { windowFetches, type WindowShape } from '../../models/cost/flush-when-full-windows';
import {
  bufferReadsA,
  bufferReadsB,
  bufferWritesOutput,
  computeUtilisation,
  type DataflowCode,
  folds,
  gemmCycles,
  mappingEfficiency,
  overallUtilisation,
  spatialColumns,
  spatialRows,
  streamLength,
} from '../../models/cost/systolic';
import {
  compareNumbers,
  type CaseResult,
  type CheckSuite,
  type Comparison,
  judgeCase,
  numberAt,
  type RawCase,
  readCases,
  stringAt,
  type SuiteOptions,
  type SuiteOutcome,
  unreadableCase,
  unsupportedCase,
  valueAt,
} from './suite';

/** Differences of the last bit of a percentage, no more; counts are integers, so this is exact for them. */
const TOLERANCE = 1e-9;

const DATAFLOW_CODES: Readonly<Record<string, DataflowCode>> = { os: 0, ws: 1, is: 2 };

interface Layer {
  readonly m: number;
  readonly n: number;
  /** After compression where the weights are sparse. */
  readonly k: number;
  readonly denseK: number;
  /** Dense over kept elements of a block of K: the simulator's factor on input reads. */
  readonly sparsityRatio: number;
  readonly windows: WindowShape | null;
}

interface Machine {
  readonly rows: number;
  readonly columns: number;
  readonly dataflow: DataflowCode;
  /** Usable words of the input and filter buffers: half of each, rounded as the simulator rounds it. */
  readonly inputWords: number;
  readonly filterWords: number;
  /** Words per cycle in bandwidth-limited mode; null in calculation mode, which never stalls. */
  readonly readWordsPerCycle: number | null;
}

interface ScalesimCase {
  readonly layers: readonly Layer[];
  readonly machine: Machine;
}

type Parsed = ScalesimCase | { readonly unsupported: string } | { readonly unreadable: string };

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

function parseCase(body: RawCase['body']): Parsed {
  const machine = parseMachine(body);
  if (typeof machine === 'string') return { unreadable: machine };
  const type = stringAt(body, 'workload.type');
  if (type !== 'gemm' && type !== 'conv') return { unsupported: `workload type ${String(type)}` };
  const layers = type === 'gemm' ? parseGemm(body) : parseConvolution(body);
  if (typeof layers === 'string') return { unreadable: layers };
  const sparsity = valueAt(body, 'sparsity');
  if (sparsity === undefined || sparsity === null) return { layers, machine };
  const pattern = typeof sparsity === 'string' ? /^(\d+):(\d+)$/.exec(sparsity) : null;
  if (!pattern) return { unsupported: 'sparsity that is not one N:M pattern per layer' };
  if (machine.dataflow !== DATAFLOW_CODES['ws']) return { unsupported: 'sparsity outside weight-stationary' };
  if (type !== 'gemm') return { unsupported: 'sparse convolution' };
  const kept = Number(pattern[1]);
  const block = Number(pattern[2]);
  if (kept < 1 || block < kept) return { unreadable: 'sparsity: must be N:M with 1 <= N <= M' };
  return { layers: layers.map((layer) => sparsify(layer, kept, block)), machine };
}

function sparsify(layer: Layer, kept: number, block: number): Layer {
  const k = Math.floor(layer.denseK / block) * kept + Math.min(layer.denseK % block, kept);
  return { ...layer, k, sparsityRatio: block / kept };
}

function parseMachine(body: RawCase['body']): Machine | string {
  const numbers = readPositive(body, ['hw.rows', 'hw.cols', 'hw.ifmap_sram_kb', 'hw.filter_sram_kb']);
  if (typeof numbers === 'string') return numbers;
  const [rows, columns, inputKb, filterKb] = numbers as [number, number, number, number];
  const dataflow = DATAFLOW_CODES[stringAt(body, 'hw.dataflow') ?? ''];
  if (dataflow === undefined) return 'hw.dataflow: must be os, ws or is';
  const mode = stringAt(body, 'bw_mode') ?? 'CALC';
  if (mode !== 'CALC' && mode !== 'USER') return 'bw_mode: must be CALC or USER';
  const rate = numberAt(body, 'dram_bw_read');
  if (mode === 'USER' && (rate === undefined || rate <= 0)) return 'dram_bw_read: must be a positive number';
  const usable = (kb: number) => 50 * Math.floor((kb * 1024) / 100);
  return {
    rows,
    columns,
    dataflow,
    inputWords: usable(inputKb),
    filterWords: usable(filterKb),
    readWordsPerCycle: mode === 'USER' ? (rate ?? null) : null,
  };
}

function parseGemm(body: RawCase['body']): readonly Layer[] | string {
  const numbers = readPositive(body, ['workload.M', 'workload.N', 'workload.K']);
  if (typeof numbers === 'string') return numbers;
  const [m, n, k] = numbers as [number, number, number];
  return [{ m, n, k, denseK: k, sparsityRatio: 1, windows: null }];
}

function parseConvolution(body: RawCase['body']): readonly Layer[] | string {
  const names = ['ifmap_h', 'ifmap_w', 'filt_h', 'filt_w', 'channels', 'num_filters', 'stride'];
  const numbers = readPositive(
    body,
    names.map((name) => `workload.${name}`),
  );
  if (typeof numbers === 'string') return numbers;
  const [height, width, filterHeight, filterWidth, channels, filters, stride] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isSplit = (stringAt(body, 'workload.scalesim_name') ?? '').includes('DP');
  const windows: WindowShape = {
    inputHeight: height,
    inputWidth: width,
    filterHeight,
    filterWidth,
    channels: isSplit ? 1 : channels,
    filters,
    stride,
    outputHeight: Math.ceil((height - filterHeight + stride) / stride),
    outputWidth: Math.ceil((width - filterWidth + stride) / stride),
  };
  const k = filterHeight * filterWidth * windows.channels;
  const m = windows.outputHeight * windows.outputWidth;
  const layer: Layer = { m, n: filters, k, denseK: k, sparsityRatio: 1, windows };
  return Array.from({ length: isSplit ? channels : 1 }, () => layer);
}

/** The positive integers at these paths, or the sentence that names the first one that is not. */
function readPositive(body: RawCase['body'], paths: readonly string[]): readonly number[] | string {
  const values: number[] = [];
  for (const path of paths) {
    const value = numberAt(body, path);
    if (value === undefined || value <= 0 || !Number.isInteger(value)) return `${path}: must be a positive integer`;
    values.push(value);
  }
  return values;
}
