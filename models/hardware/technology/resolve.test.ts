import { describe, expect, it } from 'vitest';
import type { Accelerator, MemoryTier } from '../types';
import { DRAM_PICOJOULES_PER_BIT, dramJoulesPerByte, dramKey } from './dram';
import { explainTechnology } from './explain';
import { linkJoulesPerByte } from './links';
import { CITATIONS } from './provenance';
import { registerFile } from './registers';
import { resolveTechnology, technologyGaps } from './resolve';
import { isMissing } from './types';

const MEBIBYTE = 1024 * 1024;
const tier = (id: string, fields: Partial<MemoryTier>): MemoryTier => ({
  id,
  label: id,
  kind: 'sram',
  capacityBytes: 16 * MEBIBYTE,
  bytesPerSecond: 1e12,
  scope: 'chip',
  dramType: null,
  ...fields,
});

const LINK = { label: 'Link' };
const macs = { fp32: null, tf32: null, bf16: 1, fp16: null, fp8: null, int8: 1, fp6: null, fp4: null, int4: null };

function accelerator(nodeNm: number | null, dramType: string, change: Partial<Accelerator> = {}): Accelerator {
  return {
    name: 'test',
    matrix: {
      kind: 'array',
      rows: 128,
      columns: 128,
      cores: 4,
      dataflow: 'ws',
      clockHz: 1e9,
      macsPerCycle: macs,
    },
    vector: { laneOpsPerSecond: 1e12, specialOpsPerSecond: 1e11 },
    tiers: [tier('VMEM', { scope: 'core' }), tier('DRAM', { kind: 'dram', dramType, capacityBytes: 8e9 })],
    technology: { nodeNm, dramJoulesPerBit: null, linkJoulesPerBit: null },
    published: { thermalDesignPowerWatts: null, dieAreaSquareMetres: null },
    ...change,
  };
}

const numbersOf = (a: Accelerator) => {
  const { linkJoulesPerByte: _link, ...numbers } = resolveTechnology(a);
  return Object.values(numbers).flatMap((value) => (typeof value === 'number' ? [value] : Object.values(value)));
};

describe('resolveTechnology', () => {
  it.each([
    [7, 'HBM2'],
    [7, 'HBM2E'],
    [7, 'HBM3E'],
    [65, 'LPDDR4'],
    [45, 'LPDDR4-3200'],
    [32, 'GDDR6'],
  ])('is complete but for the link at %i nm with %s', (node, dramType) => {
    const a = accelerator(node, dramType);
    expect(numbersOf(a).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    expect(technologyGaps(a, [LINK])).toEqual([expect.stringContaining('link energy: ')]);
  });

  it('counts the memory of every core, and none of the DRAM, in area and leakage', () => {
    const one = resolveTechnology(accelerator(7, 'HBM2', { tiers: [tier('a', {})] }));
    const four = resolveTechnology(accelerator(7, 'HBM2'));
    expect(four.squareMetres[0]).toBeCloseTo(4 * one.squareMetres[0]!, 15);
    expect(four.leakageWatts[0]).toBeCloseTo(4 * one.leakageWatts[0]!, 12);
    expect(four.squareMetres[1]).toBe(0);
  });

  it('is missing, with reasons that name the component, at 4 nm with HBM of an unknown generation', () => {
    const resolved = resolveTechnology(accelerator(4, 'HBM'));
    expect(resolved.macJoules.fp8).toBeNaN();
    expect(resolved.readJoulesPerByte).toEqual([NaN, NaN]);
    expect(technologyGaps(accelerator(4, 'HBM'), [LINK])).toEqual([
      expect.stringMatching(/^MAC energy, MAC area, vector energy, special-function energy: no sourced logic .* 4 nm/),
      expect.stringMatching(/^VMEM energy, VMEM leakage, VMEM area: no sourced SRAM .* 4 nm/),
      'DRAM energy: the generation of HBM is not stated',
      expect.stringMatching(/^link energy: /),
    ]);
  });

  it('takes the user’s own figures first, for the outermost DRAM and the link', () => {
    const technology = { nodeNm: 7, dramJoulesPerBit: 2e-12, linkJoulesPerBit: 1e-12 };
    const a = accelerator(7, 'LPDDR5X', { technology });
    const resolved = resolveTechnology(a, [LINK]);
    expect(resolved.readJoulesPerByte[1]).toBeCloseTo(16e-12, 20);
    expect(resolved.linkJoulesPerByte[0]).toBeCloseTo(8e-12, 20);
    expect(technologyGaps(a, [LINK])).toEqual([]);
    expect(
      explainTechnology(a, [LINK])
        .filter((row) => row.source === 'user assumption')
        .map((row) => row.component),
    ).toEqual(['DRAM read', 'DRAM write', 'Link']);
  });

  it('does not know the total of a memory per core when only peak rates are known', () => {
    const resolved = resolveTechnology(accelerator(7, 'HBM2', { matrix: { kind: 'rates', macsPerSecond: macs } }));
    expect(resolved.squareMetres[0]).toBeNaN();
    expect(resolved.readJoulesPerByte[0]).toBeGreaterThan(0);
  });
});

describe('explainTechnology', () => {
  it('says source and boundary of every figure, and the reason of every gap', () => {
    for (const node of [65, 45, 22, 16, 7, 5, 4, 2, null]) {
      for (const row of explainTechnology(accelerator(node, 'HBM2'))) {
        if (Number.isNaN(row.value)) {
          expect(row).toMatchObject({ confidence: 'missing', source: '', note: expect.stringMatching(/\w{4}/) });
        } else {
          expect(row.value).toBeGreaterThan(0);
          expect(row.source).not.toBe('');
          expect(row.boundary).not.toBe('');
          expect(row.low <= row.value && row.value <= row.high).toBe(true);
        }
      }
    }
  });

  it('names the whole path beside the device figure of HBM2', () => {
    const row = explainTechnology(accelerator(7, 'HBM2')).find((r) => r.component === 'DRAM read');
    expect(row?.note).toContain('13.11 pJ/bit');
    expect(row?.high).toBeLessThan(8 * 7.1e-12);
  });

  it('agrees with the numbers of the engine', () => {
    const a = accelerator(7, 'HBM2E');
    const rows = explainTechnology(a);
    const value = (component: string, unit: string) =>
      rows.find((row) => row.component === component && row.unit === unit)?.value;
    const resolved = resolveTechnology(a);
    expect(value('int8 multiply-accumulate', 'J')).toBe(resolved.macJoules.int8);
    expect(value('VMEM area', 'm2')).toBe(resolved.squareMetres[0]);
    expect(value('DRAM write', 'J/B')).toBe(resolved.writeJoulesPerByte[1]);
  });
});

describe('dramJoulesPerByte', () => {
  it.each([
    ['HBM2', 3.92],
    ['HBM2e', 6],
    ['HBM3', 11.68],
    ['HBM3e', 3.44],
    ['GDDR6', 7.5],
    ['LPDDR4-3200', 8],
  ])('%s moves a bit for %f pJ', (dramType, picojoules) => {
    expect(dramJoulesPerByte(dramType).value).toBeCloseTo(picojoules * 8e-12, 18);
  });

  it('keeps boundaries apart: HBM3 has only the full path, HBM2 the device and the path beside it', () => {
    expect(dramJoulesPerByte('HBM3')).toMatchObject({ boundary: 'full-path' });
    expect(dramJoulesPerByte('HBM2')).toMatchObject({ boundary: 'device' });
    expect(DRAM_PICOJOULES_PER_BIT['HBM2']?.fullPath?.value).toBe(13.11);
  });

  it.each(['LPDDR5X unified', 'DDR5', 'GDDR7', 'HBM', 'LPDDR4X-4267', 'none', 'toString', ''])(
    'has no figure for %s and says so',
    (dramType) => {
      const unknown = dramJoulesPerByte(dramType);
      expect(isMissing(unknown) && unknown.missing.length).toBeGreaterThan(10);
    },
  );

  it('reads types as data sheets spell them', () => {
    expect(['HBM2e', 'LPDDR5 256-bit', 'GDDR6X', ' hbm3 '].map(dramKey)).toEqual(['HBM2E', 'LPDDR5', 'GDDR6X', 'HBM3']);
  });
});

it('links have a figure by name, or a reason', () => {
  expect(linkJoulesPerByte('NVLink-C2C').value).toBeCloseTo(10.4e-12, 18);
  for (const name of ['NVLink4', null] as const) expect(isMissing(linkJoulesPerByte(name))).toBe(true);
});

it('register files are sourced at 65 nm from 24 to 384 bytes', () => {
  expect(registerFile(65, 24).readJoulesPerByte.value).toBeCloseTo(0.101221e-12, 18);
  expect(registerFile(65, 384).writeJoulesPerByte.value).toBeCloseTo(0.9408285e-12, 18);
  for (const [node, bytes] of [
    [65, 1024],
    [7, 32],
    [null, 32],
    [65, null],
  ] as const) {
    expect(isMissing(registerFile(node, bytes).readJoulesPerByte)).toBe(true);
  }
});

it('every citation has words', () => {
  for (const citation of Object.values(CITATIONS)) expect(citation.text.length).toBeGreaterThan(10);
});
