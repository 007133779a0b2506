/** QSNR against the crest factor of a block, measured on blocks of random numbers. */
import { DISTRIBUTIONS, randomTensor } from '../error/distributions';
import { decibels } from '../error/statistics';
import { findDefinition } from '../definitions/registry';
import type { QuantiseOptions } from '../definitions/types';
import { quantiseTensor } from '../quantise/quantiser';
import type { ScaleRule } from '../quantise/scale-rules';

/** Rules for scales that are powers of two, of which curves are offered. */
export const CREST_SCALE_RULES = ['floor', 'ceil', 'rceil', 'even'] as const satisfies readonly ScaleRule[];
export type CrestScaleRule = (typeof CREST_SCALE_RULES)[number];

/** Elements of the largest block that curves are measured on. */
export const LARGEST_CREST_BLOCK = 1024;

export interface CrestCurve {
  readonly id: string;
  /** Middles of the bins of crest factors. */
  readonly crestFactor: Float64Array;
  /** Decibels of the mean noise share of the blocks of a bin; NaN with fewer than `FEWEST_BLOCKS`. */
  readonly qsnrDb: Float64Array;
  readonly blocks: Float64Array;
}

const FEWEST_BLOCKS = 20;
/** Bins of a tenth, from 1 to 12. */
const BINS = 110;
const BIN_WIDTH = 0.1;

/**
 * Blocks of all distributions, so that crest factors are found that normal numbers do not have; each block is a row and
 * has a scale of its own. Blocks of a bin count alike, whatever their size: the ratio of noise to signal is averaged.
 */
export function measureCrestCurve(
  id: string,
  options: QuantiseOptions,
  blockSize: number,
  blocksOfEach: number,
  seed: number,
): CrestCurve {
  const definition = findDefinition(id);
  if (definition === undefined) throw new Error(`unknown number format ${id}`);
  const recipe = definition.recipe(options);
  const noise = new Float64Array(BINS);
  const blocks = new Float64Array(BINS);
  for (const [order, distribution] of DISTRIBUTIONS.entries()) {
    const tensor = randomTensor(distribution, seed + order, blocksOfEach * blockSize, blockSize);
    const { values } = quantiseTensor(recipe, tensor, blockSize);
    for (let from = 0; from < tensor.length; from += blockSize)
      addBlock(tensor, values, from, blockSize, noise, blocks);
  }
  return {
    id,
    crestFactor: Float64Array.from({ length: BINS }, (_, bin) => 1 + (bin + 0.5) * BIN_WIDTH),
    qsnrDb: noise.map((sum, bin) => (blocks[bin]! < FEWEST_BLOCKS ? NaN : -decibels(sum / blocks[bin]!))),
    blocks,
  };
}

function addBlock(
  tensor: Float32Array,
  values: Float32Array,
  from: number,
  size: number,
  noise: Float64Array,
  blocks: Float64Array,
): void {
  let signal = 0;
  let error = 0;
  let largest = 0;
  for (let i = from; i < from + size; i++) {
    const value = tensor[i]!;
    const difference = value - values[i]!;
    signal += value * value;
    error += difference * difference;
    largest = Math.max(largest, Math.abs(value));
  }
  const crestFactor = largest / Math.sqrt(signal / size);
  const bin = Math.floor((crestFactor - 1) / BIN_WIDTH);
  if (!(bin >= 0 && bin < BINS)) return;
  noise[bin]! += error / signal;
  blocks[bin]! += 1;
}
