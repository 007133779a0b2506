/** What `ridgeline product` is asked for. */
import { DISTRIBUTIONS, type OutlierChannels } from '../models/formats/error/distributions';
import type { AccumulatorCodes } from '../models/formats/lab/accumulator';
import { operandsProblem, type FormatPair, type OperandSources } from '../models/formats/lab/product';
import type { LabSource, RandomSource } from '../models/formats/lab/question';
import { choiceOption, listOption, wholeOption } from './arguments';
import type { Arguments } from './command';
import { done, refused, type Result } from './result';

export interface ProductRequest {
  readonly sources: OperandSources;
  readonly pairs: readonly FormatPair[];
  readonly codes: AccumulatorCodes;
}

const DEFAULT_FORMATS = ['int8', 'int4', 'mxfp4', 'nvfp4'];
const ACTIVATION_ROWS = 64;
const MOST = 1 << 22;

/** `weights`: those of a file, null for random ones. */
export function readProductRequest(args: Arguments, weights: LabSource | null): Result<ProductRequest> {
  const random = readRandom(args);
  if (!random.ok) return random;
  const outliers = readOutliers(args.text('outliers'));
  if (!outliers.ok) return outliers;
  const rotation = args.has('rotation') ? wholeOption(args, 'rotation', { min: 2, max: 1 << 14 }, 2) : done(null);
  if (!rotation.ok) return rotation;
  const codes = readCodes(args.text('codes') ?? '4x8');
  if (!codes.ok) return codes;
  const of = weights ?? random.value;
  const sources: OperandSources = {
    weights: of,
    activations: {
      ...random.value,
      // Another stream than that of the weights.
      seed: random.value.seed + 1,
      rows: ACTIVATION_ROWS,
      columns: of.columns,
      outliers: outliers.value,
    },
    rotation: rotation.value,
  };
  const formats = listOption(args, 'weights') ?? DEFAULT_FORMATS;
  const activations = args.text('activations');
  const problem = operandsProblem(sources, [...formats, ...(activations === undefined ? [] : [activations])]);
  if (problem !== null) return refused(problem);
  const pairs = formats.map((id) => ({ weights: id, activations: activations ?? id }));
  return done({ sources, pairs, codes: codes.value });
}

function readRandom(args: Arguments): Result<RandomSource> {
  const distribution = choiceOption(args, 'distribution', DISTRIBUTIONS, 'gaussian');
  if (!distribution.ok) return distribution;
  const rows = wholeOption(args, 'rows', { min: 1, max: MOST }, 128);
  if (!rows.ok) return rows;
  const columns = wholeOption(args, 'columns', { min: 1, max: MOST }, 1024);
  if (!columns.ok) return columns;
  const seed = wholeOption(args, 'seed', { min: 0, max: 0xfffffffe }, 1);
  if (!seed.ok) return seed;
  return done({
    kind: 'random',
    distribution: distribution.value,
    seed: seed.value,
    rows: rows.value,
    columns: columns.value,
    outliers: null,
  });
}

function readOutliers(text: string | undefined): Result<OutlierChannels | null> {
  if (text === undefined) return done(null);
  const [, every, factor] = /^(\d{1,7}):(\d{1,6}(?:\.\d{1,6})?)$/.exec(text) ?? [];
  if (every === undefined)
    return refused(`--outliers: must be EVERY:FACTOR, such as 128:30, not ${JSON.stringify(text)}`);
  return done({ every: Number(every), factor: Number(factor) });
}

function readCodes(text: string): Result<AccumulatorCodes> {
  const [, weightBits, activationBits] = /^([2-8])x([2-8])$/.exec(text) ?? [];
  if (weightBits === undefined)
    return refused(`--codes: must be two of 2 to 8 bits, such as 4x8, not ${JSON.stringify(text)}`);
  return done({ weightBits: Number(weightBits), activationBits: Number(activationBits) });
}
