import { describe, expect, it } from 'vitest';
import { ACCUMULATOR_MANTISSAS, measureFloatSums, measureIntegerSums, reductionLengths } from './accumulator';
import { measurePair, operandsOf, operandsProblem, type OperandSources } from './product';
import type { RandomSource } from './question';

const RANDOM: RandomSource = {
  kind: 'random',
  distribution: 'gaussian',
  seed: 1,
  rows: 64,
  columns: 512,
  outliers: null,
};
const SOURCES: OperandSources = {
  weights: RANDOM,
  activations: { ...RANDOM, distribution: 'laplace', seed: 2, rows: 32 },
  rotation: null,
};

describe('measurePair', () => {
  it('adds up the noise of both operands', () => {
    const error = measurePair({ weights: 'int4_g128', activations: 'mxfp8_e4m3' }, operandsOf(SOURCES));
    expect(error.bitsPerElement).toBe((4.125 + 8.25) / 2);
    expect(Math.abs(error.outputQsnrDb - error.predictedQsnrDb)).toBeLessThan(0.3);
    expect(error.outputQsnrDb).toBeLessThan(error.weightsQsnrDb);
  });

  it('has the output of unrotated operands where both are rotated and nothing is lost', () => {
    const { weights, activations, columns } = operandsOf(SOURCES);
    const rotated = operandsOf({ ...SOURCES, rotation: 128 });
    const dot = (w: Float32Array, a: Float32Array) => {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += w[k]! * a[k]!;
      return sum;
    };
    expect(dot(rotated.weights, rotated.activations)).toBeCloseTo(dot(weights, activations), 3);
  });

  it('takes the first rows of a large tensor, and a row at least', () => {
    const values = new Float32Array(1 << 16).fill(1);
    const own = { ...SOURCES, weights: { kind: 'tensor', values, columns: 512 } as const };
    expect(operandsOf(own, 512 * 8).weights.length).toBe(512);
    expect(operandsOf(own).weights.length).toBe(128 * 512);
    expect(operandsOf(own, 1).activations.length).toBe(512);
  });

  it('refuses operands that can not be multiplied', () => {
    const activations = { ...RANDOM, columns: 256 };
    expect(operandsProblem(SOURCES, [])).toBeNull();
    expect(operandsProblem({ ...SOURCES, activations }, [])).toMatch(/^columns: /);
    expect(operandsProblem(SOURCES, ['none'])).toMatch(/^formats: /);
    expect(operandsProblem({ ...SOURCES, rotation: 3 }, [])).toMatch(/^rotation: /);
  });
});

describe('sums in an accumulator', () => {
  const operands = operandsOf(SOURCES);

  it('are counted by the bits that they need, and as often as normal sums', () => {
    const sums = measureIntegerSums(operands, { weightBits: 4, activationBits: 8 }, 512);
    expect(sums.safeBits).toBe(20);
    expect(sums.sums).toBe(64 * 32);
    expect(sums.overflows.at(-1)).toMatchObject({ bits: 20, measured: 0 });
    for (const { normal, measured } of sums.overflows) expect(Math.abs(normal - measured)).toBeLessThan(0.05);
    const measured = sums.overflows.map((one) => one.measured);
    expect(measured).toEqual(measured.toSorted((a, b) => b - a));
    expect(Math.abs(sums.measuredBitsFor[0]! - sums.bitsFor[0]!)).toBeLessThanOrEqual(1);
    expect(sums.measuredBitsFor[1]).toBeNaN();
  });

  it('count an exact sum', () => {
    const one = { weights: Float32Array.of(1, 1), activations: Float32Array.of(1, 1), columns: 2 };
    // 1 x 1 + 1 x 1 = 2 needs three bits, and so does the safe width.
    const { overflows, safeBits } = measureIntegerSums(one, { weightBits: 2, activationBits: 2 }, 2);
    expect(safeBits).toBe(3);
    expect(overflows.map(({ measured }) => measured)).toEqual([1, 0]);
  });

  it('answer for rows of zeros and of what is no number', () => {
    const none = { weights: new Float32Array(4), activations: Float32Array.of(1, NaN, 1, 1), columns: 4 };
    const { overflows } = measureIntegerSums(none, { weightBits: 8, activationBits: 8 }, 4);
    expect(overflows.every(({ measured }) => measured === 0)).toBe(true);
    expect(measureFloatSums({ ...none, activations: none.weights }, 4).qsnrDb).toEqual(
      ACCUMULATOR_MANTISSAS.map(() => NaN),
    );
  });

  it('lose what the closed form says in float accumulators, until small products are swamped', () => {
    const { qsnrDb, predictedDb } = measureFloatSums(operands, 512);
    ACCUMULATOR_MANTISSAS.forEach((bits, at) => {
      if (4 ** bits > 4 * 512) expect(Math.abs(qsnrDb[at]! - predictedDb[at]!), `${bits} bits`).toBeLessThan(0.7);
    });
    expect(qsnrDb).toEqual(qsnrDb.toSorted((a, b) => b - a));
  });

  it('are of powers of two and of all columns', () => {
    expect(reductionLengths(100)).toEqual([16, 32, 64, 100]);
    expect(reductionLengths(64)).toEqual([16, 32, 64]);
    expect(reductionLengths(3)).toEqual([3]);
  });
});
