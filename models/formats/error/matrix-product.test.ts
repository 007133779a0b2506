import { describe, expect, it } from 'vitest';
import { findDefinition } from '../definitions/registry';
import { RandomNumbers, randomTensor } from './distributions';
import { combinedQsnrDb, overflowProbability, productError, safeAccumulatorBits } from './matrix-product';

const COLUMNS = 512;
const operands = {
  weights: randomTensor('gaussian', 1, 48 * COLUMNS, COLUMNS),
  activations: randomTensor('laplace', 2, 48 * COLUMNS, COLUMNS),
  columns: COLUMNS,
};

function recipe(id: string) {
  return findDefinition(id)!.recipe({});
}

describe('productError', () => {
  it.each([
    ['mxfp4', 'mxfp4'],
    ['int4_g128', 'int8'],
    ['nvfp4', 'mxfp8_e4m3'],
    ['mxint8', 'mxint8'],
  ])('%s x %s: errors of independent operands add up', (weights, activations) => {
    const error = productError(operands, recipe(weights), recipe(activations));
    expect(Math.abs(error.output.qsnrDb - error.predictedQsnrDb)).toBeLessThan(0.25);
    expect(error.output.qsnrDb).toBeLessThan(Math.min(error.weights.qsnrDb, error.activations.qsnrDb) + 0.25);
  });

  it('is exact where nothing is quantised', () => {
    expect(productError(operands, null, null).output.qsnrDb).toBe(Infinity);
    const halfExact = productError(operands, recipe('int8'), null);
    expect(halfExact.predictedQsnrDb).toBeCloseTo(halfExact.weights.qsnrDb, 9);
  });
});

it('two equal errors cost 3 dB', () => {
  expect(combinedQsnrDb(40, 40)).toBeCloseTo(40 - 10 * Math.log10(2), 3);
  expect(combinedQsnrDb(Infinity, Infinity)).toBe(Infinity);
});

describe('the accumulator', () => {
  it('is safe with as many bits as the largest sum needs', () => {
    expect(safeAccumulatorBits(1, 127, 127)).toBe(15);
    expect(safeAccumulatorBits(4096, 127, 127)).toBe(27);
    expect(safeAccumulatorBits(1, 1, 1)).toBe(2);
    // 2 x 4 = 8 needs -8..7 and one bit more.
    expect(safeAccumulatorBits(2, 2, 2)).toBe(5);
  });

  it('overflows as often as random sums do', () => {
    const random = new RandomNumbers(4);
    const [terms, bits, runs] = [64, 9, 20_000];
    let overflows = 0;
    for (let run = 0; run < runs; run++) {
      let sum = 0;
      for (let k = 0; k < terms; k++) sum += code(random) * code(random);
      if (sum > 255 || sum < -256) overflows++;
    }
    // Whole numbers from -7 to 7, all as likely: mean square 112 / 6.
    const expected = overflowProbability(bits, terms, Math.sqrt(56 / 3), Math.sqrt(56 / 3));
    expect(Math.abs(overflows / runs - expected)).toBeLessThan(0.012);
  });

  it('never overflows when it is safe', () => {
    const bits = safeAccumulatorBits(64, 7, 7);
    expect(overflowProbability(bits, 64, 3, 3)).toBeLessThan(1e-15);
  });
});

function code(random: RandomNumbers): number {
  return Math.floor(random.uniform() * 15) - 7;
}
