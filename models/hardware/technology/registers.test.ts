import { describe, expect, it } from 'vitest';
import type { Accelerator, MemoryTier, TierOperand } from '../types';
import { registerFile, registerJoulesPerMac } from './registers';
import { resolveTechnology, technologyGaps } from './resolve';
import { sram } from './sram';
import { SRAM_ACCESS_BYTES } from './sram-table';

const KIBIBYTE = 1024;
const WORD_BYTES = 2;

describe('register files beside the SRAM model at 65 nm', () => {
  const smallestBank = sram(65, 2 * KIBIBYTE);
  const largestFile = registerFile(65, 384);

  it('cost less per access than the smallest SRAM bank, and more per byte, since its port is sixteen times as wide', () => {
    const perAccess = largestFile.readJoulesPerByte.value * WORD_BYTES;
    const bankPerAccess = smallestBank.readJoulesPerByte.value * SRAM_ACCESS_BYTES;
    expect(bankPerAccess / perAccess).toBeCloseTo(6.42, 2);
    expect(largestFile.readJoulesPerByte.value / smallestBank.readJoulesPerByte.value).toBeCloseTo(2.49, 2);
  });

  it('the largest is as dense as the smallest bank; the two smallest are implausibly dense, hence low confidence', () => {
    const squareMicrometresPerBit = (squareMetres: number, bytes: number) => (squareMetres * 1e12) / bytes / 8;
    const bank = squareMicrometresPerBit(smallestBank.squareMetres.value, 2 * KIBIBYTE);
    const perBit = (bytes: number) => squareMicrometresPerBit(registerFile(65, bytes).squareMetres.value, bytes);
    expect(bank).toBeCloseTo(1.72, 2);
    expect(perBit(384) / bank).toBeCloseTo(1.1, 1);
    expect([perBit(24), perBit(32)]).toEqual([expect.closeTo(0.365, 3), expect.closeTo(0.483, 3)]);
    expect(registerFile(65, 24).squareMetres).toMatchObject({ confidence: 'low' });
  });

  it('between the scratchpads neither energy nor area falls as the file grows', () => {
    const sizes = [24, 28, 32, 64, 128, 256, 384];
    for (const key of ['readJoulesPerByte', 'writeJoulesPerByte', 'squareMetres'] as const) {
      const values = sizes.map((bytes) => registerFile(65, bytes)[key].value);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });
});

describe('registers of a multiply-accumulate', () => {
  const file = (bytes: number, holds?: readonly TierOperand[]) => ({
    tier: holds === undefined ? {} : { holds },
    ...registerFile(65, bytes),
  });

  it('by hand: input, weight and sum are read and a sum is written, each in the file that holds it', () => {
    const files = [file(24, ['input']), file(384, ['weight']), file(32, ['output'])];
    expect(registerJoulesPerMac(files).value * 1e12).toBeCloseTo(0.202442 + 1.976602 + 0.2513 + 0.2191, 6);
  });

  it('of files that hold anything are the mean, with a span from the cheapest to the dearest', () => {
    const both = registerJoulesPerMac([file(24), file(384)]);
    const [small, large] = [registerJoulesPerMac([file(24)]), registerJoulesPerMac([file(384)])];
    expect(both.value).toBeCloseTo((small.value + large.value) / 2, 20);
    expect(both).toMatchObject({ low: expect.closeTo(small.value, 20), high: expect.closeTo(large.value, 20) });
  });

  it('are missing where a file is', () => {
    expect(registerJoulesPerMac([file(24), { tier: {}, ...registerFile(7, 24) }])).toHaveProperty('missing');
  });
});

describe('a register tier in an accelerator', () => {
  const tier = (id: string, fields: Partial<MemoryTier>): MemoryTier => ({
    id,
    label: id,
    kind: 'register',
    capacityBytes: 384,
    bytesPerSecond: 1e9,
    scope: 'element',
    dramType: null,
    ...fields,
  });
  const macs = { fp32: null, tf32: null, bf16: null, fp16: null, fp8: null, int8: 1, fp6: null, fp4: null, int4: null };
  const accelerator = (nodeNm: number): Accelerator => ({
    name: 'test',
    matrix: { kind: 'array', rows: 12, columns: 14, cores: 2, dataflow: 'os', clockHz: 2e8, macsPerCycle: macs },
    vector: { laneOpsPerSecond: null, specialOpsPerSecond: null },
    tiers: [tier('spad', {}), tier('glb', { kind: 'sram', capacityBytes: 128 * KIBIBYTE, scope: 'chip' })],
    technology: { nodeNm, dramJoulesPerBit: null, linkJoulesPerBit: null },
    published: { thermalDesignPowerWatts: null, dieAreaSquareMetres: null },
  });

  it('is as many files as processing elements, beside the SRAM and without leakage', () => {
    const { squareMetres, leakageWatts } = resolveTechnology(accelerator(65));
    const gaps = technologyGaps(accelerator(65));
    expect(squareMetres[0]).toBeCloseTo(12 * 14 * 2 * registerFile(65, 384).squareMetres.value, 15);
    expect(squareMetres[1]).toBe(sram(65, 128 * KIBIBYTE).squareMetres.value);
    expect(leakageWatts[0]).toBe(0);
    expect(gaps.filter((gap) => gap.includes('spad'))).toEqual([]);
  });

  it.each([45, 28, 16, 7, 5])(
    'has no figure at %i nm, so neither has the area of the die, and the reason is given',
    (node) => {
      const { squareMetres } = resolveTechnology(accelerator(node));
      expect(squareMetres[0]).toBeNaN();
      expect(technologyGaps(accelerator(node)).join()).toContain(`no sourced register-file energy at ${node} nm`);
    },
  );
});
