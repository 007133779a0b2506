/** No valid input gives an absurd figure: positive or missing, within physical limits, monotone where it must be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPUTE_CLASSES } from '../../formats/types';
import { dramJoulesPerByte, DRAM_PICOJOULES_PER_BIT } from './dram';
import { leakageOfClass, logicLeakageWattsPerSquareMetre, SRAM_LEAKAGE_CLASSES } from './leakage';
import { linkJoulesPerByte, LINK_TYPES } from './links';
import { macJoules, macSquareMetres, specialOpJoules, vectorOpJoules } from './mac';
import { registerFile, registerJoulesPerMac } from './registers';
import { sram } from './sram';
import { isMissing, type Sourced } from './types';
import { bankWireJoulesPerByte } from './wires';

/** Any node and up to 100 GB, and the nodes and sizes that have figures. */
const node = fc.oneof(
  fc.option(fc.double({ min: 1, max: 250, noNaN: true })),
  fc.constantFrom(130, 90, 65, 45, 32, 22, 20, 16, 14, 10, 7, 5, 3, 2),
);
const capacity = fc.oneof(
  fc.option(fc.double({ min: 1, max: 1e11, noNaN: true })),
  fc.integer({ min: 1, max: 2 ** 28 }),
);
const computeClass = fc.constantFrom(...COMPUTE_CLASSES);

function expectWithin(sourced: Sourced, least: number, most: number): void {
  if (isMissing(sourced)) {
    expect(sourced.value).toBeNaN();
    expect(sourced.missing).toMatch(/\w{4}/);
    return;
  }
  expect(sourced.value).toBeGreaterThanOrEqual(least);
  expect(sourced.value).toBeLessThanOrEqual(most);
  expect(sourced.low).toBeGreaterThan(0);
  expect(sourced.low).toBeLessThanOrEqual(sourced.value);
  expect(sourced.high).toBeGreaterThanOrEqual(sourced.value);
}

describe('whatever the node and the format', () => {
  it('an operation costs 1 fJ to 100 pJ and takes 0.1 to 100,000 um2, or is missing', () => {
    fc.assert(
      fc.property(node, computeClass, (nodeNm, name) => {
        expectWithin(macJoules(nodeNm, name), 1e-15, 1e-10);
        expectWithin(macSquareMetres(nodeNm, name), 1e-13, 1e-7);
        expectWithin(vectorOpJoules(nodeNm), 1e-15, 1e-10);
        expectWithin(specialOpJoules(nodeNm), 1e-15, 1e-10);
        expectWithin(logicLeakageWattsPerSquareMetre(nodeNm), 1e3, 1e6);
      }),
    );
  });

  it.each([
    [130, 90, 65, 45, 32],
    [16, 14, 10, 7, 5, 3],
  ])(
    'from one node to the next of a table neither energy nor area of a multiply-accumulate grows: %i, ...',
    (...nodes) => {
      for (const name of COMPUTE_CLASSES) {
        for (const figure of [macJoules, macSquareMetres]) {
          const values = nodes.map((nodeNm) => figure(nodeNm, name).value);
          expect(values).toEqual([...values].sort((a, b) => b - a));
        }
      }
    },
  );
});

describe('whatever the capacity', () => {
  it('a byte of SRAM costs 10 fJ to 10 nJ, leaks below a milliwatt, and is no denser than 100 Mbit/mm2', () => {
    fc.assert(
      fc.property(node, capacity, (nodeNm, bytes) => {
        const figures = sram(nodeNm, bytes);
        expectWithin(figures.readJoulesPerByte, 1e-14, 1e-8);
        expectWithin(figures.writeJoulesPerByte, 1e-14, 1e-8);
        expectWithin(figures.leakageWatts, 0, 1e-3 * (bytes ?? 0));
        expectWithin(figures.squareMetres, (8 * (bytes ?? 0)) / 100e6 / 1e6, Infinity);
      }),
    );
  });

  it('a larger SRAM never costs less for a byte that is read or written equally often', () => {
    fc.assert(
      fc.property(
        node,
        fc.integer({ min: 1, max: 2 ** 36 }),
        fc.integer({ min: 1, max: 2 ** 30 }),
        (nodeNm, bytes, more) => {
          const both = (size: number) => {
            const { readJoulesPerByte, writeJoulesPerByte } = sram(nodeNm, size);
            return readJoulesPerByte.value + writeJoulesPerByte.value;
          };
          fc.pre(!Number.isNaN(both(bytes)));
          expect(both(bytes + more)).toBeGreaterThanOrEqual(both(bytes) * (1 - 1e-12));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('registers cost 10 fJ to 100 pJ a multiply-accumulate, or are missing', () => {
    fc.assert(
      fc.property(node, fc.array(capacity, { minLength: 1, maxLength: 4 }), (nodeNm, sizes) => {
        expectWithin(
          registerJoulesPerMac(sizes.map((bytes) => ({ tier: {}, ...registerFile(nodeNm, bytes) }))),
          1e-14,
          1e-10,
        );
      }),
    );
  });

  it('wires cost more the larger the tier', () => {
    for (const nodeNm of [45, 7]) {
      const [small, large] = [1e-6, 4e-6].map((area) => bankWireJoulesPerByte(nodeNm, area)?.value ?? NaN);
      expect(large).toBeCloseTo(2 * small!, 20);
    }
    expect(bankWireJoulesPerByte(65, 1e-6)).toBeNull();
  });
});

describe('leakage by class', () => {
  it('is less than that of high-performance cells wherever it is known', () => {
    for (const nodeNm of [65, 45, 32]) {
      const { leakageWatts } = sram(nodeNm, 1e6);
      for (const name of SRAM_LEAKAGE_CLASSES) {
        const leakage = leakageOfClass(leakageWatts, nodeNm, name);
        expectWithin(leakage, 1e-9, leakageWatts.value / 5);
      }
      expect(leakageOfClass(leakageWatts, nodeNm, null)).toBe(leakageWatts);
    }
  });

  it('by hand at 65 nm: low standby power leaks (1.15e-10 + 1.09e-10) 1.2 / ((4.45e-7 + 4.09e-8) 1.1) of it', () => {
    const { leakageWatts } = sram(65, 131072);
    expect(leakageOfClass(leakageWatts, 65, 'lstp').value / leakageWatts.value).toBeCloseTo(2.688e-10 / 5.3449e-7, 8);
  });

  it.each([22, 7, 5])('has no source at %i nm', (nodeNm) => {
    expect(leakageOfClass(sram(nodeNm, 1e6).leakageWatts, nodeNm, 'lop')).toHaveProperty('missing');
  });
});

it('a byte of DRAM costs 20 to 200 pJ, over a link 1 to 100 pJ', () => {
  for (const type of Object.keys(DRAM_PICOJOULES_PER_BIT)) expectWithin(dramJoulesPerByte(type), 20e-12, 200e-12);
  for (const type of LINK_TYPES) expectWithin(linkJoulesPerByte(type), 1e-12, 100e-12);
});
