import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macSquareMetres } from '../technology/mac';
import { sram } from '../technology/sram';
import { type DiePartCounts, dieParts, DIE_PART_IDS, resolveDieParts } from './die-parts';

const KIBIBYTE = 1024;

/** The two dies that the constants are fitted to; their areas are those measured on annotated photographs. */
const GA100: DiePartCounts = {
  vectorLanes: { fp64: 512 * 8, fp32: 512 * 16, fp16: 0, int32: 512 * 16 },
  controlledLanes: 512 * 32,
  cores: 128,
  memory: { dramType: 'HBM2E', interfaces: 6 },
  link: { name: 'NVLink3', count: 12 },
};
const ALDEBARAN: DiePartCounts = {
  vectorLanes: null,
  controlledLanes: null,
  cores: 112,
  memory: { dramType: 'HBM2e', interfaces: 8 },
  link: { name: 'Infinity Fabric', count: 8 },
};

const mm2 = (nodeNm: number, counts: DiePartCounts) => {
  const { squareMetres } = resolveDieParts(nodeNm, counts);
  return (id: (typeof DIE_PART_IDS)[number]) => squareMetres[id] * 1e6;
};

describe('against the dies that were measured, the error as it is', () => {
  it.each([
    ['coreConnection', 76.44, -0.23],
    ['memoryPhy', 58, 0.08],
    ['memoryController', 31.77, 0.08],
    ['linkPhy', 20.95, 0.08],
  ] as const)('GA100 %s of %d mm2 is off by %d', (id, measured, error) => {
    expect(mm2(7, GA100)(id) / measured - 1).toBeCloseTo(error, 2);
  });

  it.each([
    ['coreConnection', 33, 0.32],
    ['memoryPhy', 83.26, 0],
    ['memoryController', 40.83, -0.05],
    ['linkPhy', 45.52, 0],
    ['linkController', 42, -0.42],
  ] as const)('Aldebaran %s of %d mm2 is off by %d', (id, measured, error) => {
    expect(mm2(6, ALDEBARAN)(id) / measured - 1).toBeCloseTo(error, 2);
  });

  it('GA100 as a whole, with the multipliers and memories modelled elsewhere, comes to 58 % of its 826 mm2', () => {
    const macs = 128 * 4 * 256 * macSquareMetres(7, 'fp16').value;
    const memories =
      128 * sram(7, 192 * KIBIBYTE).squareMetres.value + sram(7, 48 * KIBIBYTE * KIBIBYTE).squareMetres.value;
    const whole = resolveDieParts(7, GA100).total + macs + memories;
    // Missing: register files (no source at 7 nm), cache control and wiring, pads, media units, empty area.
    expect(whole / 826e-6).toBeCloseTo(0.58, 2);
  });
});

const count = fc.integer({ min: 1, max: 10_000 });
const counts = fc.record({
  vectorLanes: fc.option(fc.record({ fp64: count, fp32: count, fp16: count, int32: count })),
  controlledLanes: fc.option(count),
  cores: fc.option(count),
  memory: fc.option(fc.record({ dramType: fc.constantFrom('HBM2E', 'DDR5'), interfaces: count })),
  link: fc.option(
    fc.record({
      name: fc.constantFrom('NVLink3' as const, 'NVLink4' as const, 'PCIe4' as const, 'PCIe5' as const),
      count,
    }),
  ),
});

describe('dieParts', () => {
  it('are positive where counted, with the span around the value', () => {
    fc.assert(
      fc.property(fc.constantFrom(28, 16, 7, 6, 5), counts, (node, any) => {
        for (const part of Object.values(dieParts(node, any))) {
          if (part === null) continue;
          if ('missing' in part) throw new Error(part.missing);
          expect(part.value).toBeGreaterThan(0);
          expect(part.low).toBeLessThanOrEqual(part.value);
          expect(part.high).toBeGreaterThanOrEqual(part.value);
        }
      }),
    );
  });

  it('PHYs do not shrink with the node, logic does', () => {
    const [seven, five] = [mm2(7, GA100), mm2(5, GA100)];
    expect(five('memoryPhy')).toBe(seven('memoryPhy'));
    expect(five('memoryController')).toBeLessThan(seven('memoryController'));
  });

  it('what is not counted adds nothing and is named; what has no source makes the total missing', () => {
    const none = { vectorLanes: null, controlledLanes: null, cores: null, memory: null, link: null };
    const empty = resolveDieParts(7, none);
    expect(empty.total).toBe(0);
    expect(empty.gaps).toHaveLength(DIE_PART_IDS.length);
    const hbm3 = resolveDieParts(7, { ...none, memory: { dramType: 'HBM3', interfaces: 5 } });
    expect(hbm3.total).toBeNaN();
    expect(hbm3.gaps).toContain('memory PHY: no sourced area of an interface to HBM3');
    expect(resolveDieParts(null, { ...none, cores: 4 }).total).toBeNaN();
    expect(resolveDieParts(7, { ...none, link: { name: 'NVLink-C2C', count: 1 } }).total).toBeNaN();
  });
});
