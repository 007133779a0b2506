import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulatorBitsFor, floatingSumQsnrDb, overflowProbability, safeAccumulatorBits } from './accumulator';
import { RandomNumbers } from './distributions';
import { MantissaRounding } from './mantissa-rounding';

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

  it('has the fewest bits for a probability', () => {
    const bits = accumulatorBitsFor(1e-6, 4096, 40, 30);
    expect(overflowProbability(bits, 4096, 40, 30)).toBeLessThanOrEqual(1e-6);
    expect(overflowProbability(bits - 1, 4096, 40, 30)).toBeGreaterThan(1e-6);
  });

  it('never overflows when it is safe', () => {
    const bits = safeAccumulatorBits(64, 7, 7);
    expect(overflowProbability(bits, 64, 3, 3)).toBeLessThan(1e-15);
  });
});

function code(random: RandomNumbers): number {
  return Math.floor(random.uniform() * 15) - 7;
}

describe('a float accumulator', () => {
  it('errs as often as random sums do', () => {
    const random = new RandomNumbers(9);
    const rounding = new MantissaRounding(10);
    const [terms, runs] = [512, 2000];
    let signal = 0;
    let noise = 0;
    for (let run = 0; run < runs; run++) {
      let exact = 0;
      let rounded = 0;
      for (let k = 0; k < terms; k++) {
        const product = random.normal() * random.normal();
        exact += product;
        rounded = rounding.round(rounded + product);
      }
      signal += exact * exact;
      noise += (rounded - exact) * (rounded - exact);
    }
    expect(Math.abs(10 * Math.log10(signal / noise) - floatingSumQsnrDb(terms, 10))).toBeLessThan(0.3);
  });

  it('loses 3 dB with each doubling of the terms and gains 6 dB with each bit', () => {
    expect(floatingSumQsnrDb(1024, 10) - floatingSumQsnrDb(2048, 10)).toBeCloseTo(3.01, 1);
    expect(floatingSumQsnrDb(1024, 11) - floatingSumQsnrDb(1024, 10)).toBeCloseTo(6.02, 2);
    expect(floatingSumQsnrDb(1, 3)).toBe(Infinity);
  });
});

describe('MantissaRounding', () => {
  it('rounds as float32 does with 23 bits', () => {
    const rounding = new MantissaRounding(23);
    const value = fc.double({ min: -1e30, max: 1e30, noNaN: true });
    fc.assert(
      fc.property(value, (x) => {
        fc.pre(x === 0 || Math.abs(x) > 1e-30);
        expect(rounding.round(x)).toBe(Math.fround(x));
      }),
    );
  });

  it('takes ties to even', () => {
    const rounding = new MantissaRounding(2);
    expect([1.125, 1.375, -1.125, -1.375, 0, -0].map((x) => rounding.round(x))).toEqual([1, 1.5, -1, -1.5, 0, -0]);
  });
});
