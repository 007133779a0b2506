import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CITATIONS } from '../technology/provenance';
import { type EconomicsAssumptions, NO_ECONOMICS_ASSUMPTIONS } from './assumptions';
import { explainEconomics } from './explain';
import type { EconomicsChip } from './inputs';
import { memoryKilogramsPerByte, memoryUsdPerByte, packageUsd } from './memory-and-package';
import { energyPerMillion, shareOfChipPerMillion } from './operation';
import { resolveEconomics } from './resolve';
import { ECONOMICS_RESULT_IDS, ECONOMICS_RESULTS } from './result-needs';
import { ECONOMICS_INPUT_IDS } from './words';

const MM2 = 1e-6;
const KWH = 3.6e6;
const YEAR = 365.25 * 86_400;

const chip = (change: Partial<EconomicsChip> = {}, own: Partial<EconomicsAssumptions> = {}): EconomicsChip => ({
  dieSquareMetres: 826 * MM2,
  publishedDieSquareMetres: null,
  nodeNm: 7,
  memoryBytes: 80e9,
  dramType: 'HBM2E',
  assumptions: { ...NO_ECONOMICS_ASSUMPTIONS, ...own },
  ...change,
});

const OWNER = { packageUsd: 700, memoryKilogramsPerByte: 1e-10, lifetimeSeconds: 4 * YEAR, utilisation: 0.5 };

describe('a die the size of a GA100', () => {
  const resolved = resolveEconomics(chip());

  it('by hand: 62.4 dies of a wafer, 35 % of them good, 423 dollars each', () => {
    expect(resolved.diesPerWafer).toBeCloseTo(85.58 - 23.19, 1);
    expect(resolved.dieYield).toBeCloseTo(1 / (1.413 * 1.413 * 1.413), 10);
    expect(resolved.goodDieUsd).toBeCloseTo(9346 / 62.39 / 0.35447, 0);
    expect(resolved.memoryUsd).toBeCloseTo(560, 9);
  });

  it('has no price of a whole chip or of a token, and says what is missing', () => {
    expect(resolved.chipUsd).toBeNaN();
    expect(resolved.productiveSeconds).toBeNaN();
    expect(resolved.gaps).toEqual([
      'cost of making a chip, price of a chip: no sourced price of a package with an interposer for stacked memory',
      'carbon of making memory, carbon of making a chip: no sourced carbon footprint of HBM2E',
      'time that a chip is at work: how long the chip is in service is not set',
      'time that a chip is at work: the share of its life that the chip is at work is not set',
    ]);
  });

  it('is complete once its owner has spoken', () => {
    const owned = resolveEconomics(chip({}, OWNER));
    expect(owned.gaps).toEqual([]);
    expect(owned.chipUsd).toBeCloseTo(owned.goodDieUsd + 700 + 560, 9);
    expect(owned.capitalUsd).toBe(owned.chipUsd);
    expect(owned.embodiedKilograms).toBeCloseTo(owned.dieKilograms + 0.15 + 8, 9);
  });

  it('pays the purchase price where one is set, without a gap in what it no longer needs', () => {
    const bought = resolveEconomics(chip({}, { chipPriceUsd: 15_000 }));
    expect(bought.capitalUsd).toBe(15_000);
    expect(bought.chipUsd).toBeNaN();
    expect(bought.gaps.some((gap) => gap.includes('price of a chip'))).toBe(false);
  });
});

/** Unit tests of ACT's public implementation, restated; its 150 g of packaging apart. */
describe('ACT', () => {
  it('its logic case: 145 mm2 at 10 nm, yield 0.943543, 583 g/kWh, 95 % abatement', () => {
    const expected = ((1.475 * 583 + 240 + 500) * 1.45) / 0.943543 / 1000;
    // The same yield by a clustering of 1: 1 / (1 + A D) = 0.943543.
    const defectsPerSquareMetre = (1 / 0.943543 - 1) / (145 * MM2);
    const own = { fabKilogramsPerJoule: 0.583 / KWH, defectsPerSquareMetre, clustering: 1 };
    const ten = chip({ dieSquareMetres: 145 * MM2, nodeNm: 10 }, own);
    // At the high end of the span of gases, which is 95 % abatement; the middle is 97 % and 2.9 % less carbon.
    const row = explainEconomics(ten).find(({ id }) => id === 'dieKilograms');
    expect(row?.high).toBeCloseTo(expected, 9);
    expect((row?.value ?? NaN) / expected).toBeCloseTo(0.9719, 4);
  });

  it('its memory case: 10 GB of DDR3 at 230 g, undivided by a yield; its 0.9 is within the span', () => {
    const row = explainEconomics(chip({ memoryBytes: 10e9, dramType: 'DDR3' })).find(
      ({ id }) => id === 'memoryKilograms',
    );
    expect(row?.value).toBeCloseTo(2.3, 12);
    expect(row?.high).toBeGreaterThan(2.3 / 0.9);
  });

  it('imec states less at every node: 1.44 kg per cm2 at 7 nm, here 2.16 with the electricity of Taiwan', () => {
    const row = explainEconomics(chip()).find(({ id }) => id === 'dieKilograms');
    const perCm2 = ((row?.value ?? NaN) * resolveEconomics(chip()).dieYield) / 8.26;
    expect(perCm2).toBeCloseTo(2.15 * 0.642 + 0.275 + 0.5, 9);
    expect(row?.note).toContain('1.44 kg per cm2');
  });
});

const anyChip = fc.record({
  publishedDieSquareMetres: fc.option(fc.double({ min: 0.5 * MM2, max: 900 * MM2, noNaN: true })),
  dieSquareMetres: fc.option(fc.double({ min: 0.5 * MM2, max: 9000 * MM2, noNaN: true })),
  nodeNm: fc.option(fc.constantFrom(250, 65, 28, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3)),
  memoryBytes: fc.option(fc.double({ min: 0, max: 1e13, noNaN: true })),
  dramType: fc.option(fc.constantFrom('HBM2', 'HBM3E', 'DDR4', 'DDR5', 'LPDDR4', 'GDDR6', 'constructor')),
  assumptions: fc.constantFrom(NO_ECONOMICS_ASSUMPTIONS, { ...NO_ECONOMICS_ASSUMPTIONS, ...OWNER }),
});

describe('any chip', () => {
  it('has numbers that are positive or missing, never absurd, and a reason for each that is missing', () => {
    fc.assert(
      fc.property(anyChip, (any) => {
        const resolved = resolveEconomics(any);
        for (const id of ECONOMICS_RESULT_IDS) {
          const value = resolved[id];
          const mayBeZero = id === 'memoryUsd' || id === 'memoryKilograms';
          if (Number.isNaN(value)) {
            const label = ECONOMICS_RESULTS[id].label.toLowerCase();
            expect(resolved.gaps.some((gap) => gap.includes(label))).toBe(true);
          } else {
            expect(Number.isFinite(value)).toBe(true);
            expect(mayBeZero ? value >= 0 : value > 0).toBe(true);
          }
        }
      }),
    );
  });

  it('costs and emits more with a larger die', () => {
    fc.assert(
      fc.property(anyChip, fc.double({ min: 1.001, max: 1.1, noNaN: true }), (any, factor) => {
        fc.pre(any.dieSquareMetres !== null);
        const small = resolveEconomics(any);
        const large = resolveEconomics({ ...any, dieSquareMetres: (any.dieSquareMetres ?? NaN) * factor });
        if (!Number.isNaN(large.goodDieUsd)) expect(large.goodDieUsd).toBeGreaterThan(small.goodDieUsd);
        if (!Number.isNaN(small.dieKilograms)) expect(large.dieKilograms).toBeGreaterThan(small.dieKilograms * factor);
      }),
    );
  });

  it('is explained by the numbers it is resolved to, spans around them, sources for all', () => {
    fc.assert(
      fc.property(anyChip, (any) => {
        const resolved = resolveEconomics(any);
        const rows = explainEconomics(any, { served: 'token', joulesEach: 0.1, perSecondAndChip: 1000 });
        expect(rows).toHaveLength(ECONOMICS_INPUT_IDS.length + ECONOMICS_RESULT_IDS.length + 6);
        for (const row of rows) {
          if (Number.isNaN(row.value)) {
            expect(row).toMatchObject({ confidence: 'missing', note: expect.stringMatching(/./) });
          } else {
            expect(row.low).toBeLessThanOrEqual(row.value);
            expect(row.high).toBeGreaterThanOrEqual(row.value);
            expect(row.confidence).not.toBe('missing');
          }
        }
        for (const id of ECONOMICS_RESULT_IDS) expect(rows.find((row) => row.id === id)?.value).toBe(resolved[id]);
      }),
    );
  });
});

describe('what cannot be', () => {
  it('a wafer-scale die is an answer, not a number', () => {
    const wafer = resolveEconomics(chip({ dieSquareMetres: 46_225 * MM2 }));
    expect(wafer.goodDieUsd).toBeNaN();
    expect(wafer.gaps).toContainEqual(expect.stringContaining('the die is too large for a wafer of 300 mm'));
  });

  it.each([
    { utilisation: 1.5 },
    { utilisation: 0 },
    { powerUsageEffectiveness: 0.9 },
    { waferUsd: -1 },
    { clustering: 0 },
    { lifetimeSeconds: NaN },
  ])('an assumption of %o is refused, not used and not passed over', (own) => {
    expect(resolveEconomics(chip({}, { ...OWNER, ...own })).gaps).toContainEqual(
      expect.stringContaining('out of range'),
    );
  });

  it('so many defects that no die is good', () => {
    const none = resolveEconomics(chip({}, { ...OWNER, defectsPerSquareMetre: 1e7, clustering: Infinity }));
    expect(none.goodDieUsd).toBeNaN();
    expect(none.gaps.join()).toContain('no die is without a defect');
  });

  it('no defects at all is a yield of 1', () => {
    expect(resolveEconomics(chip({}, { defectsPerSquareMetre: 0 })).dieYield).toBe(1);
  });
});

describe('a million tokens', () => {
  it('by hand: 3.6 J each at 10 cents per kWh and PUE 1.2 cost 12 cents', () => {
    const own = { electricityUsdPerJoule: 0.1 / KWH, powerUsageEffectiveness: 1.2 };
    expect(energyPerMillion(3.6, resolveEconomics(chip({}, own)).usdPerJoule)).toBeCloseTo(0.12, 12);
  });

  it('by hand: a chip of 15,000 dollars, half of four years at 1,000 tokens/s', () => {
    const { capitalUsd, productiveSeconds } = resolveEconomics(chip({}, { ...OWNER, chipPriceUsd: 15_000 }));
    const share = shareOfChipPerMillion(capitalUsd, 1000, productiveSeconds);
    expect(share).toBeCloseTo(15_000 / (2 * 365.25 * 86_400 * 1000) / 1e-6, 9);
  });

  it('defaults are cited averages and say so', () => {
    const rows = explainEconomics(chip());
    for (const id of ['powerUsageEffectiveness', 'electricityUsdPerJoule', 'gridKilogramsPerJoule']) {
      expect(rows.find((row) => row.id === id)?.boundary).toContain('mean over many sites');
    }
    expect(rows.find((row) => row.id === 'powerUsageEffectiveness')?.source).toBe(CITATIONS['uptime-2023'].text);
  });
});

describe('memory and package', () => {
  it('without memory cost nothing, whatever the type', () => {
    const bare = resolveEconomics(chip({ memoryBytes: 0, dramType: null }, { packageUsd: 20 }));
    expect([bare.memoryUsd, bare.memoryKilograms]).toEqual([0, 0]);
    expect(bare.chipUsd).toBeCloseTo(bare.goodDieUsd + 20, 9);
  });

  it('spans what is said of stacked memory, 7 to 17 dollars per GB', () => {
    const near = (usd: number): unknown => expect.closeTo(usd, 15);
    expect(memoryUsdPerByte('HBM3')).toMatchObject({ value: near(7e-9), low: near(7e-9), high: near(17e-9) });
    expect(packageUsd('GDDR6').value).toBe(21);
  });

  it.each(['HBM3', 'GDDR6', 'DDR5', 'LPDDR5X', 'constructor'])('%s has no sourced carbon', (type) => {
    expect(memoryKilogramsPerByte(type)).toMatchObject({ missing: expect.stringContaining(type) });
  });
});
