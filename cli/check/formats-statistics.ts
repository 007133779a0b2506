/** The parts of a file of number-format cases beside its tensors: lists of code points, and QSNR of random tensors. */
import { magnitudes } from '../../models/formats/elements/float-element';
import { NF4_LEVELS, NF4_THRESHOLDS } from '../../models/formats/elements/level-sets';
import { randomTensor, type Distribution } from '../../models/formats/error/distributions';
import { errorStatistics } from '../../models/formats/error/statistics';
import { quantiseTensor } from '../../models/formats/quantise/quantiser';
import { CHANNEL, TENSOR, type Recipe } from '../../models/formats/quantise/recipe';
import { candidatesOf, FLOATS, outputKind } from './formats-outputs';
import {
  compareNumbers,
  isRecord,
  judgeCase,
  numberAt,
  unreadableCase,
  unsupportedCase,
  valueAt,
  type CaseResult,
} from './suite';

export const CODE_POINTS = 'code_points';
export const QSNR = 'qsnr_statistics';

/** Lists of values: magnitudes of floats, all levels of others. */
export function codePointCases(casesJson: unknown): readonly CaseResult[] {
  const lists = valueAt(casesJson, CODE_POINTS);
  if (!isRecord(lists)) return [];
  return Object.entries(lists).map(([name, expected]) => {
    const id = `${CODE_POINTS}/${name}`;
    const ours = codePointsOf(name);
    if (ours === null) return unsupportedCase(id, CODE_POINTS, `${CODE_POINTS} ${name}`);
    const theirs: readonly unknown[] = Array.isArray(expected) ? expected : [];
    const at = Math.max(0, theirs.length === ours.length ? ours.findIndex((value, i) => value !== theirs[i]) : 0);
    const other = theirs[at];
    const first = compareNumbers(CODE_POINTS, ours[at], typeof other === 'number' ? other : null, 0);
    const count = compareNumbers(CODE_POINTS, ours.length, theirs.length, 0);
    return judgeCase(id, CODE_POINTS, [count, first], { [name]: ours });
  });
}

function codePointsOf(name: string): readonly number[] | null {
  const element = FLOATS[name];
  if (element !== undefined) return magnitudes(element);
  if (name === 'nf4') return NF4_LEVELS;
  if (name === 'nf4_thresholds') return NF4_THRESHOLDS;
  return candidatesOf(name === 'bitmod_fp4_e2m1_x2' ? 'fp4' : name)?.[0] ?? null;
}

const DISTRIBUTIONS: readonly Distribution[] = ['gaussian', 'laplace', 'student_t5', 'student_t3'];
const COLUMNS = 1024;
/** Four times as many as the reference has, so that the noise is on its side. */
const SEEDS = 24;
/** Means are listed to four decimals. */
const LAST_DECIMAL = 1e-4;
const SPREADS = 4;

/**
 * Mean QSNR of other draws from the same distributions. It agrees when it lies within four of the standard deviations
 * between seeds that the file states.
 */
export function statisticsCases(casesJson: unknown): readonly CaseResult[] {
  const table = valueAt(casesJson, `${QSNR}.qsnr_db`);
  if (!isRecord(table)) return [];
  const elements = numberAt(casesJson, `${QSNR}.N`) ?? 0;
  if (!(elements >= COLUMNS && elements <= 1e7) || elements % COLUMNS !== 0) {
    return [unreadableCase(QSNR, QSNR, `${QSNR}.N: must be a multiple of ${COLUMNS} up to 1e7`)];
  }
  return DISTRIBUTIONS.flatMap((distribution) => {
    const tensors = Array.from({ length: SEEDS }, (_, seed) => randomTensor(distribution, seed, elements, COLUMNS));
    return Object.entries(table).map(([name, entry]) => statisticsCase(name, distribution, entry, tensors));
  });
}

function statisticsCase(
  name: string,
  distribution: Distribution,
  entry: unknown,
  tensors: readonly Float32Array[],
): CaseResult {
  const id = `${QSNR}/${name}/${distribution}`;
  const recipe = statisticsRecipe(name);
  if (recipe === null) return unsupportedCase(id, QSNR, `${QSNR} ${name}`);
  const mean = numberAt(entry, `${distribution}.mean_db`);
  const deviation = numberAt(entry, `${distribution}.std_db`);
  if (mean === undefined || deviation === undefined) return unreadableCase(id, QSNR, 'must have mean_db and std_db');
  let sum = 0;
  for (const tensor of tensors) {
    sum += errorStatistics(tensor, quantiseTensor(recipe, tensor, COLUMNS).values).qsnrDb;
  }
  const ours = sum / tensors.length;
  const passed = Math.abs(ours - mean) <= SPREADS * deviation + LAST_DECIMAL;
  const comparison = { ...compareNumbers('mean_db', ours, mean, 0), passed };
  return judgeCase(id, QSNR, [comparison], { mean_db: ours });
}

/** Names here and names of outputs differ a little. */
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^(mx\w+\/b\d+)\/ocp_floor\/rne$/, 'numpy_exact/$1/floor/rne'],
  [/^(mx\w+\/b\d+)\/ocp_floor\/half_away$/, 'microxcaling/$1/nearest'],
  [/^(mx\w+\/b\d+\/\w+\/rne)$/, 'numpy_exact/$1'],
  [/^(nv\w+\/b\d+\/two_level)$/, 'numpy/$1/division'],
  [/^bitmod(\d) mixed\/(g\d+)$/, 'bitmod_f32/mixed_bitmod$1/$2'],
  [/^bitmod (\w+\/g\d+)$/, 'bitmod_f32/$1'],
  [/^(\w+\/\w+)$/, 'numpy/$1'],
];

function statisticsRecipe(name: string): Recipe | null {
  const bare = name.replace(/ \[.*\]$/, '').replace(/\(row of \d+\)$/, '');
  const scaled = /^(\w+)\/(tensor|channel) absmax fp32 scale$/.exec(bare);
  if (scaled !== null) {
    const element = FLOATS[scaled[1] ?? ''];
    if (element === undefined) return null;
    const grouping = scaled[2] === 'tensor' ? TENSOR : CHANNEL;
    return { kind: 'scaled', element, grouping, scaleFrom: 'largestMagnitude', bounds: null };
  }
  const rename = RENAMED.find(([pattern]) => pattern.test(bare));
  return rename === undefined ? null : (outputKind(bare.replace(rename[0], rename[1]))?.recipe ?? null);
}
