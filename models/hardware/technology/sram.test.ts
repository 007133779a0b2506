import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolateBank, LARGEST_BANK_BYTES, sram } from './sram';
import { SRAM_BANKS, type SramBank } from './sram-table';
import { isMissing } from './types';

const KIBIBYTE = 1024;
const nodes = Object.keys(SRAM_BANKS).map(Number);
const cacti = fc.constantFrom(...nodes);
const capacity = fc.integer({ min: 1, max: 2 ** 40 });

describe('sram from the CACTI table', () => {
  it.each(nodes)('meets every row at %i nm exactly', (node) => {
    for (const row of SRAM_BANKS[node]!) {
      const figures = sram(node, row.kibibytes * KIBIBYTE);
      expect(figures.readJoulesPerByte.value * 32e12).toBeCloseTo(row.readPicojoules, 9);
      expect(figures.writeJoulesPerByte.value * 32e12).toBeCloseTo(row.writePicojoules, 9);
      expect(figures.leakageWatts.value * 1e3).toBeCloseTo(row.leakageMilliwatts, 9);
      expect(figures.squareMetres.value * 1e6).toBeCloseTo(row.squareMillimetres, 9);
      expect(figures.readJoulesPerByte).toMatchObject({ source: 'cacti7', boundary: 'bank', derivation: 'sourced' });
    }
  });

  it('builds 24 MiB of 192 banks: the energy of one, the leakage and area of all', () => {
    const bank = sram(22, LARGEST_BANK_BYTES);
    const tier = sram(22, 24 * KIBIBYTE * KIBIBYTE);
    expect(tier.readJoulesPerByte.value).toBe(bank.readJoulesPerByte.value);
    expect(tier.leakageWatts.value).toBeCloseTo(192 * bank.leakageWatts.value, 12);
    expect(tier.squareMetres.value).toBeCloseTo(192 * bank.squareMetres.value, 12);
  });

  it('is positive, and never smaller, leakier or cheaper to read when it holds more', () => {
    fc.assert(
      fc.property(cacti, capacity, fc.integer({ min: 1, max: 2 ** 30 }), (node, bytes, more) => {
        const small = sram(node, bytes);
        const large = sram(node, bytes + more);
        for (const key of ['readJoulesPerByte', 'leakageWatts', 'squareMetres'] as const) {
          expect(small[key].value).toBeGreaterThan(0);
          expect(large[key].value).toBeGreaterThanOrEqual(small[key].value * (1 - 1e-12));
        }
        expect(small.writeJoulesPerByte.value).toBeGreaterThan(0);
      }),
    );
  });
});

/** Largest relative error of a row when it is left out and interpolated back. */
function leaveOneOutError(pick: (bank: SramBank) => number): number {
  let worst = 0;
  for (const node of nodes) {
    const rows = SRAM_BANKS[node]!;
    for (let i = 1; i < rows.length - 1; i++) {
      const others = rows.filter((_, j) => j !== i);
      const back = pick(interpolateBank(others, rows[i]!.kibibytes).bank);
      worst = Math.max(worst, Math.abs(back / pick(rows[i]!) - 1));
    }
  }
  return worst;
}

describe('the error of the interpolation, stated', () => {
  it.each([
    { figure: 'read energy', pick: (b: SramBank) => b.readPicojoules, bound: 0.15 },
    { figure: 'write energy', pick: (b: SramBank) => b.writePicojoules, bound: 0.31 },
    { figure: 'leakage', pick: (b: SramBank) => b.leakageMilliwatts, bound: 0.08 },
    { figure: 'area', pick: (b: SramBank) => b.squareMillimetres, bound: 0.34 },
  ])('$figure: an inner row left out comes back within $bound', ({ pick, bound }) => {
    expect(leaveOneOutError(pick)).toBeLessThan(bound);
    expect(leaveOneOutError(pick)).toBeGreaterThan(bound * 0.9);
  });

  it('another build of CACTI 7 differs by up to 1.6 times on the 64 KiB bank', () => {
    const other = [
      { node: 65, readPicojoules: 85.4557, writePicojoules: 110.161 },
      { node: 45, readPicojoules: 36.2792, writePicojoules: 81.0989 },
      { node: 22, readPicojoules: 12.5212, writePicojoules: 18.1181 },
    ];
    for (const row of other) {
      const ours = sram(row.node, 64 * KIBIBYTE);
      const readRatio = row.readPicojoules / (ours.readJoulesPerByte.value * 32e12);
      const writeRatio = row.writePicojoules / (ours.writeJoulesPerByte.value * 32e12);
      for (const ratio of [readRatio, writeRatio]) expect(Math.max(ratio, 1 / ratio)).toBeLessThan(1.6);
    }
  });
});

describe('sram at advanced nodes', () => {
  it('has a sourced energy at 7 nm whose span holds a twentieth of HBM2', () => {
    const { readJoulesPerByte } = sram(7, 192 * KIBIBYTE);
    expect(readJoulesPerByte.value).toBeCloseTo(2.64e-12, 18);
    expect(readJoulesPerByte).toMatchObject({ source: 'sc25', boundary: 'datapath', confidence: 'low' });
    expect('low' in readJoulesPerByte && readJoulesPerByte.low).toBeCloseTo(1.56e-12, 18);
    expect('high' in readJoulesPerByte && readJoulesPerByte.high).toBeCloseTo(12.72e-12, 18);
  });

  it('adds the wires to banks of a larger tier: by hand, 32 MiB of 10.27 mm2 are 2.4 mm away on average', () => {
    const { readJoulesPerByte, squareMetres } = sram(7, 32 * KIBIBYTE * KIBIBYTE);
    expect(squareMetres.value * 1e6).toBeCloseTo(10.29, 2);
    expect(readJoulesPerByte.value).toBeCloseTo(2.64e-12 + 8 * 0.045e-12 * 0.75 * Math.sqrt(10.2857), 16);
    expect(readJoulesPerByte).toMatchObject({ boundary: 'banks', derivation: 'modelled' });
    const fortyFive = sram(45, 256 * KIBIBYTE);
    const wire = 8 * 0.094e-12 * 0.75 * Math.sqrt(2 * 0.47378);
    expect(fortyFive.readJoulesPerByte.value).toBeCloseTo(56.2922e-12 / 32 + wire, 18);
  });

  it('gives 32 Mib/mm2 at 5 nm but no energy, and shrinks with the node', () => {
    const five = sram(5, 4 * KIBIBYTE * KIBIBYTE);
    expect(five.squareMetres.value).toBeCloseTo(1e-6, 12);
    expect(isMissing(five.readJoulesPerByte)).toBe(true);
    const areas = [22, 7, 5, 2].map((node) => sram(node, 1e6).squareMetres.value);
    expect(areas).toEqual([...areas].sort((a, b) => b - a));
  });

  it.each([null, 28, 20, 16, 14, 12, 10, 8, 4])('is missing at %s nm, with a reason', (node) => {
    for (const figure of Object.values(sram(node, 1e6))) {
      expect(figure.value).toBeNaN();
      expect(isMissing(figure)).toBe(true);
    }
  });

  it('is missing without a capacity', () => {
    expect(sram(45, null).squareMetres).toEqual({ value: NaN, missing: 'the capacity is not known' });
    expect(isMissing(sram(45, 0).squareMetres)).toBe(true);
  });
});
