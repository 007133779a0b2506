/**
 * `ridgeline check formats`: the quantisers against tensors that were quantised by other code, to the bit.
 *
 * A case is one output of one tensor. NaN equals NaN of any payload; zeros of different signs differ. Besides, lists of
 * code points, and means of QSNR over random tensors within the spread that the file states.
 */
import { TwoLevelKernel } from '../../models/formats/quantise/kernels-blocks';
import { exponentOfBits, floatsOf, type Floats } from '../../models/formats/quantise/floats';
import { largestMagnitudeOf } from '../../models/formats/quantise/kernels-scaled';
import { Quantiser } from '../../models/formats/quantise/quantiser';
import { TensorStatistics } from '../../models/formats/quantise/tensor-statistics';
import { outputKind, type OutputKind } from './formats-outputs';
import { CODE_POINTS, codePointCases, QSNR, statisticsCases } from './formats-statistics';
import { bitsOfHex, hexOfFloats, readTensors, type CaseTensor } from './formats-tensors';
import {
  compareNumbers,
  type CaseResult,
  type CheckSuite,
  type Comparison,
  judgeCase,
  type SuiteOptions,
  type SuiteOutcome,
  unreadableCase,
  unsupportedCase,
} from './suite';

export const formatsSuite: CheckSuite = { id: 'formats', run };

const FIELDS = {
  values: 'values',
  scaleExponents: 'scale_exp',
  blockScales: 'block_scales_e4m3',
  tensorScale: 'tensor_scale_f32',
} as const;
const MEAN = 'mean_db';

function run(casesJson: unknown, options: SuiteOptions): SuiteOutcome {
  const tensors = readTensors(casesJson);
  if (typeof tensors === 'string') return { kind: 'badInput', message: tensors };
  const problem = unknownOption(tensors, options);
  if (problem !== null) return { kind: 'badInput', message: problem };
  const isWanted = (group: string, field: string) =>
    (options.groups?.includes(group) ?? true) && (options.fields?.includes(field) ?? true);
  const outputs = tensors.flatMap((tensor) =>
    [...tensor.outputs]
      .filter(([name]) => options.groups?.includes(groupOf(name)) ?? true)
      .map(([name, expected]) => ({ name, expected, kind: outputKind(name) }))
      .filter(({ kind }) => kind === null || (options.fields?.includes(FIELDS[kind.wanted]) ?? true))
      .map(({ name, expected, kind }) => runCase(tensor, name, expected, kind)),
  );
  const cases = [
    ...outputs,
    ...(isWanted(CODE_POINTS, CODE_POINTS) ? codePointCases(casesJson) : []),
    // Half a minute, and not exact: only when asked for.
    ...(options.groups !== undefined && isWanted(QSNR, MEAN) ? statisticsCases(casesJson) : []),
  ];
  return { kind: 'done', cases, notCompared: ['qsnr_statistics, unless it is named in --groups'] };
}

/** The code that an output comes from is its group. */
function groupOf(name: string): string {
  return name.split('/', 1)[0] ?? name;
}

function unknownOption(tensors: readonly CaseTensor[], { groups, fields }: SuiteOptions): string | null {
  const known = new Set(tensors.flatMap((tensor) => [...tensor.outputs.keys()].map(groupOf)));
  known.add(CODE_POINTS).add(QSNR);
  const group = groups?.find((name) => !known.has(name));
  if (group !== undefined) return `--groups: no group "${group}"; there are ${[...known].join(', ')}`;
  const names: readonly string[] = [...Object.values(FIELDS), CODE_POINTS, MEAN];
  const field = fields?.find((name) => !names.includes(name));
  return field === undefined ? null : `--fields: no field "${field}"; there are ${names.join(', ')}`;
}

function runCase(tensor: CaseTensor, name: string, expected: unknown, kind: OutputKind | null): CaseResult {
  const id = `${tensor.name}/${name}`;
  const group = groupOf(name);
  if (kind === null) return unsupportedCase(id, group, `output ${name}`);
  const theirs = readExpected(expected, kind);
  if (typeof theirs === 'string') return unreadableCase(id, group, `${name}: ${theirs}`);
  const ours = predict(tensor, kind);
  const isExponents = kind.wanted === 'scaleExponents';
  const predicted = { [name]: isExponents ? Array.from(ours) : hexOfFloats(ours) };
  const { comparison, differing } = compareAll(FIELDS[kind.wanted], ours, theirs);
  const judged = judgeCase(id, group, [comparison], predicted);
  return differing === 0 ? judged : { ...judged, reason: `${differing} of ${theirs.length} differ, the first is` };
}

/** Exponents are listed as numbers, everything else as bits. Both fit float32 exactly. */
function readExpected(expected: unknown, { wanted }: OutputKind): Float32Array | string {
  if (wanted === 'scaleExponents') {
    const isList = Array.isArray(expected) && expected.every((value) => Number.isInteger(value));
    return isList ? Float32Array.from(expected as number[]) : 'must be a list of whole numbers';
  }
  const bits = typeof expected === 'string' ? bitsOfHex(expected) : null;
  return bits === null ? 'must be float32 bits in hexadecimal digits' : new Float32Array(bits.buffer);
}

function predict(tensor: CaseTensor, { recipe, wanted, prepare }: OutputKind): Float32Array {
  const input = tensor.input.map(prepare);
  const statistics = new TensorStatistics();
  statistics.add(input);
  const quantiser = new Quantiser(recipe, tensor.columns, statistics);
  const values = new Float32Array(input.length);
  const scales = new Float64Array(quantiser.groupsIn(input.length));
  quantiser.quantise(input, values, 0, scales);
  if (wanted === 'values' || recipe.kind !== 'twoLevel') {
    return wanted === 'values' ? values : exponentsOf(scales);
  }
  const kernel = new TwoLevelKernel(recipe, recipe.levels === 2 ? statistics : null);
  if (wanted === 'tensorScale') return Float32Array.of(kernel.tensorScale);
  return blockScales(kernel, floatsOf(input), tensor.columns, recipe.blockSize);
}

/** Blocks lie along rows; the last of a row is shorter where the size does not divide it. */
function blockScales(kernel: TwoLevelKernel, floats: Floats, columns: number, size: number): Float32Array {
  const scales: number[] = [];
  for (let row = 0; row < floats.values.length; row += columns) {
    for (let at = 0; at < columns; at += size) {
      scales.push(kernel.blockScale(largestMagnitudeOf(floats, row + at, row + Math.min(at + size, columns))));
    }
  }
  return Float32Array.from(scales);
}

function exponentsOf(powersOfTwo: Float64Array): Float32Array {
  const { values, bits } = floatsOf(Float32Array.from(powersOfTwo));
  return values.map((power, i) => (Number.isNaN(power) ? NaN : exponentOfBits(bits[i]!)));
}

interface ComparedAll {
  readonly comparison: Comparison;
  readonly differing: number;
}

/** One comparison for all elements, of the first that differs. */
function compareAll(field: string, ours: Float32Array, theirs: Float32Array): ComparedAll {
  if (ours.length !== theirs.length) {
    return { comparison: compareNumbers(`${field}.length`, ours.length, theirs.length, 0), differing: 0 };
  }
  let first = -1;
  let differing = 0;
  for (let i = 0; i < ours.length; i++) {
    if (Object.is(ours[i], theirs[i])) continue;
    if (differing++ === 0) first = i;
  }
  if (differing === 0) return { comparison: compareNumbers(field, 0, 0, 0), differing };
  return { comparison: { ...compareNumbers(field, ours[first], theirs[first], 0), passed: false }, differing };
}
