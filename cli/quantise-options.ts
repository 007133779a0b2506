/** What `ridgeline quantize` is asked for: a format of the registry, or one described by its bits, and choices beside it. */
import { CUSTOM_SCALES, customNumberFormat, type CustomFormat } from '../models/formats/custom-format';
import { customFormatProblem } from '../models/formats/custom-format-problem';
import { customDefinition } from '../models/formats/definitions/custom';
import { findDefinition } from '../models/formats/definitions/registry';
import type { FormatDefinition, OptionName, QuantiseOptions } from '../models/formats/definitions/types';
import type { Rounding } from '../models/formats/quantise/grid';
import { CHANNEL, groupingOf, groupsOf, TENSOR, type Grouping } from '../models/formats/quantise/recipe';
import { SCALE_RULES } from '../models/formats/quantise/scale-rules';
import { SCALE_TYPES } from '../models/formats/quantise/scale-types';
import { findFormat } from '../models/formats/registry';
import type { NumberFormat } from '../models/formats/types';
import { choiceOption, wholeOption } from './arguments';
import type { Arguments, CommandOption } from './command';
import { done, refused, type Result } from './result';

export interface QuantiseRequest {
  readonly format: NumberFormat;
  readonly definition: FormatDefinition;
  readonly options: QuantiseOptions;
}

const ROUNDINGS = ['even', 'half-away', 'stochastic'] as const;
const LARGEST_SEED = 0xffffffff;
const OVERFLOWS = ['saturate', 'special'] as const;
const ARITHMETICS = ['division', 'reciprocal', 'folded'] as const;
const RANGES = ['symmetric', 'full', 'asymmetric'] as const;
const LARGEST_GROUP = 1 << 20;

export const QUANTISE_OPTIONS: readonly CommandOption[] = [
  { name: 'format', value: 'ID', help: 'A number format, see ridgeline formats; or e3m2, int5: any bits' },
  { name: 'granularity', value: 'tensor|channel|group:N', help: 'Which elements share a scale' },
  { name: 'scale-rule', value: SCALE_RULES.join('|'), help: 'MX: how the power of two is found; floor unless given' },
  { name: 'rounding', value: ROUNDINGS.join('|'), help: 'Where ties go, or by chance; even unless given' },
  { name: 'seed', value: 'N', help: 'Of stochastic rounding; 1 unless given' },
  {
    name: 'overflow',
    value: OVERFLOWS.join('|'),
    help: 'Casts: the largest value, or infinity and NaN; saturate unless given',
  },
  {
    name: 'arithmetic',
    value: ARITHMETICS.join('|'),
    help: 'NVFP4, NVINT4: how elements are scaled; division unless given',
  },
  { name: 'levels', value: '1|2', help: 'NVFP4, NVINT4: without or with a scale of the tensor; 2 unless given' },
  {
    name: 'range',
    value: RANGES.join('|'),
    help: 'Integers: without or with the lowest code, or with a zero point; symmetric unless given',
  },
  {
    name: 'scale-type',
    value: SCALE_TYPES.join('|'),
    help: 'Integers, lists of levels: what scales are stored in; that of the format unless given',
  },
  { name: 'block', value: 'N', help: 'Of a format given by its bits: elements that share a scale' },
  {
    name: 'scale',
    value: CUSTOM_SCALES.join('|'),
    help: 'Of a format given by its bits; none, integers fp32, unless given',
  },
  {
    name: 'bias',
    value: 'N',
    help: 'Of a format given by its bits: exponent bias, 2^(exponent bits - 1) - 1 unless given',
  },
];

/** The words of the command line for the choices of a format. */
const OPTION_NAMES: Readonly<Record<string, OptionName>> = {
  granularity: 'grouping',
  'scale-rule': 'scaleRule',
  rounding: 'rounding',
  overflow: 'overflow',
  arithmetic: 'arithmetic',
  levels: 'levels',
  range: 'range',
  'scale-type': 'scaleType',
};
const CUSTOM_NAMES = ['block', 'scale', 'bias'] as const;

export function readQuantiseRequest(args: Arguments): Result<QuantiseRequest> {
  const id = args.text('format');
  if (id === undefined) return refused('--format: is required; ridgeline formats lists them');
  const known = findFormat(id);
  const definition = findDefinition(id);
  if (known === undefined || definition === undefined) return describedFormat(id, args);
  const misplaced = CUSTOM_NAMES.find((name) => args.has(name));
  if (misplaced !== undefined) return refused(`--${misplaced}: is for formats given by their bits, not ${id}`);
  const foreign = Object.entries(OPTION_NAMES).find(
    ([name, option]) => args.has(name) && !definition.options.includes(option),
  );
  if (foreign !== undefined) return refused(`--${foreign[0]}: ${id} does not have this choice`);
  const options = readOptions(args);
  if (!options.ok) return options;
  const { grouping, rounding } = options.value;
  if (typeof rounding === 'object' && definition.stochastic === null) {
    return refused(`--rounding: no hardware is known that rounds ${id} stochastically`);
  }
  if (grouping?.kind === 'tensor' && groupingOf(definition.recipe(options.value)).kind !== 'tensor') {
    return refused(`--granularity: ${id} has no scale of a whole tensor; channel or group:N`);
  }
  return done({ format: known, definition, options: options.value });
}

function readOptions(args: Arguments): Result<QuantiseOptions> {
  const grouping = readGrouping(args.text('granularity'));
  if (!grouping.ok) return grouping;
  const scaleRule = choiceOption(args, 'scale-rule', SCALE_RULES, 'floor');
  if (!scaleRule.ok) return scaleRule;
  const rounding = readRounding(args);
  if (!rounding.ok) return rounding;
  const overflow = choiceOption(args, 'overflow', OVERFLOWS, 'saturate');
  if (!overflow.ok) return overflow;
  const arithmetic = choiceOption(args, 'arithmetic', ARITHMETICS, 'division');
  if (!arithmetic.ok) return arithmetic;
  const levels = choiceOption(args, 'levels', ['1', '2'], '2');
  if (!levels.ok) return levels;
  const range = choiceOption(args, 'range', RANGES, 'symmetric');
  if (!range.ok) return range;
  const scaleType = args.has('scale-type') ? choiceOption(args, 'scale-type', SCALE_TYPES, 'fp32') : done(null);
  if (!scaleType.ok) return scaleType;
  return done({
    ...(grouping.value === null ? {} : { grouping: grouping.value }),
    ...(scaleType.value === null ? {} : { scaleType: scaleType.value }),
    scaleRule: scaleRule.value,
    rounding: rounding.value,
    overflow: overflow.value,
    arithmetic: arithmetic.value,
    levels: levels.value === '1' ? 1 : 2,
    range: range.value,
  });
}

function readRounding(args: Arguments): Result<Rounding> {
  const rounding = choiceOption(args, 'rounding', ROUNDINGS, 'even');
  if (!rounding.ok) return rounding;
  if (rounding.value !== 'stochastic') {
    if (args.has('seed')) return refused('--seed: is for --rounding stochastic');
    return done(rounding.value === 'even' ? 'even' : 'halfAway');
  }
  const seed = wholeOption(args, 'seed', { min: 0, max: LARGEST_SEED }, 1);
  return seed.ok ? done({ seed: seed.value }) : seed;
}

function readGrouping(text: string | undefined): Result<Grouping | null> {
  if (text === undefined) return done(null);
  if (text === 'tensor') return done(TENSOR);
  if (text === 'channel') return done(CHANNEL);
  const size = Number(/^group:(\d{1,7})$/.exec(text)?.[1]);
  if (size >= 1 && size <= LARGEST_GROUP) return done(groupsOf(size));
  return refused(
    `--granularity: must be tensor, channel or group:N with N of 1 to ${LARGEST_GROUP}, not ${JSON.stringify(text)}`,
  );
}

/** `e3m2` or `int5` with --block, --scale and --bias. */
function describedFormat(id: string, args: Arguments): Result<QuantiseRequest> {
  const float = /^e(\d)m(\d{1,2})$/.exec(id);
  const integer = /^int(\d{1,2})$/.exec(id);
  if (float === null && integer === null) {
    return refused(`--format: no format ${JSON.stringify(id)}; ridgeline formats lists them`);
  }
  const misplaced = [...Object.keys(OPTION_NAMES), 'seed'].find((name) => args.has(name));
  if (misplaced !== undefined) return refused(`--${misplaced}: is for formats of the list, not ${id}`);
  const block = args.has('block') ? wholeOption(args, 'block', { min: 1, max: LARGEST_GROUP }, 1) : done(null);
  if (!block.ok) return block;
  const scale = choiceOption(args, 'scale', CUSTOM_SCALES, integer === null ? 'none' : 'fp32');
  if (!scale.ok) return scale;
  const bias = args.has('bias') ? wholeOption(args, 'bias', { min: 0, max: 127 }, 0) : done(null);
  if (!bias.ok) return bias;
  const custom: CustomFormat = {
    exponentBits: float === null ? 0 : Number(float[1]),
    mantissaBits: float === null ? Number(integer?.[1]) - 1 : Number(float[2]),
    bias: bias.value,
    blockSize: block.value,
    scale: scale.value,
  };
  const problem = customFormatProblem(custom);
  if (problem !== null) return refused(`--format ${id}: ${problem}`);
  return done({ format: customNumberFormat(custom), definition: customDefinition(custom), options: {} });
}
