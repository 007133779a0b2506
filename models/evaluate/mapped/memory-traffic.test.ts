import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../design/presets/default-design';
import { createProductMapper } from '../../mapping/product-mapper';
import { explainMapping, explainOperatorMapping } from '../explain/explain-mapping';
import { memoryTraffic } from './memory-traffic';
import type { Product, TierTraffic } from './product-mapper';

const design = defaultDesign();
const { matrix, tiers } = design.accelerator;
if (matrix.kind !== 'array') throw new Error('the default design has an array');
const full = explainMapping(design, createProductMapper());
if (full.kind !== 'mapping') throw new Error('the default design can be mapped');

describe('the loop nest of one operator', () => {
  it('is the one that all operators together give', () => {
    const one = full.operators[1]!;
    expect(explainOperatorMapping(design, one.id, createProductMapper())).toEqual(one);
  });

  it('is missing where there is none to find', () => {
    expect(explainOperatorMapping(design, 'prefill-3', createProductMapper())).toBeNull();
  });
});

describe('traffic between memories', () => {
  it('never beats its bound, and at main memory is what the nest reads and writes there', () => {
    for (const { product, answer } of full.operators) {
      if (answer.kind !== 'mapped') throw new Error(answer.reason);
      const traffic = memoryTraffic(answer, product, tiers, matrix);
      expect(traffic.map(({ tier }) => tier)).toEqual(['dram', 'cmem', 'sram']);
      for (const { ratio } of traffic) expect(ratio).toBeGreaterThanOrEqual(1 - 1e-12);
      const main = answer.traffic.find(({ tier }) => tier === 'dram')!;
      const sum = (bytes: TierTraffic['readBytes']) => bytes.input + bytes.weight + bytes.output;
      const { input, weight, output } = traffic[0]!.bytes;
      expect(input + weight + output).toBe(sum(main.readBytes) + sum(main.writtenBytes));
    }
  });

  it('of operands that pass a memory by is that further out', () => {
    const bytes = (input: number, weight: number, output: number) => ({ input, weight, output });
    const traffic: readonly TierTraffic[] = [
      { tier: 'sram', label: 'VMEM', readBytes: bytes(50, 0, 20), writtenBytes: bytes(10, 0, 30), joules: 0 },
      { tier: 'dram', label: 'HBM2', readBytes: bytes(10, 7, 4), writtenBytes: bytes(0, 0, 8), joules: 0 },
    ];
    const [main, staging] = memoryTraffic({ traffic }, { ...SMALL, m: 1, n: 1, k: 1 }, tiers, matrix);
    expect(main!.bytes).toEqual(bytes(10, 7, 12));
    expect(staging!.bytes).toEqual(bytes(50, 7, 38));
  });

  it('has no bound where a size inside is not known', () => {
    const unknown = tiers.with(0, { ...tiers[0]!, capacityBytes: null });
    const { answer, product } = full.operators[0]!;
    if (answer.kind !== 'mapped') throw new Error(answer.reason);
    const bounds = memoryTraffic(answer, product, unknown, matrix).map(({ boundBytes }) => boundBytes);
    expect(bounds.slice(0, 2)).toEqual([null, null]);
    expect(bounds[2]).toBeGreaterThan(0);
  });
});

const operand = { bits: 16, place: 'off' } as const;
const SMALL: Product = {
  groups: 1,
  m: 4,
  n: 4,
  k: 4,
  input: operand,
  weight: operand,
  output: operand,
  partialBits: 32,
};
