import { describe, expect, it } from 'vitest';
import type { Design } from '../../design/types';
import { createProductMapper } from '../../mapping/product-mapper';
import { explainDesign } from './explain';
import { explainMapping } from './explain-mapping';
import { explainTiers } from './explain-tiers';
import { memoryTraffic } from '../mapped/memory-traffic';
import { sampleDesign } from '../sample-designs.test-support';
import { mainMemoryOf } from './tiers-report';

/** Little enough for a product to take a millisecond. */
const mapper = createProductMapper({
  mostNodes: 60,
  mostStates: 20,
  mostEvaluations: 4,
  mostChoices: 2,
  mostOthers: 0,
  mostAnswers: 20_000,
});

const at = (level: Design['assumptions']['level'], design: Design): Design => ({
  ...design,
  assumptions: { ...design.assumptions, level },
});

function withTiers(design: Design, tiers: Design['accelerator']['tiers']): Design {
  return { ...design, accelerator: { ...design.accelerator, tiers } };
}

const MACHINES = [
  ['tpu-v4', 'llama-3.1-8b'],
  ['tpu-v4', 'resnet-50'],
  ['gemmini-16', 'mobilenet-v2'],
  ['eyeriss-like', 'resnet-50'],
  ['h100-sxm', 'llama-3.1-8b'],
] as const;

describe('bytes by memory', () => {
  it.each(MACHINES)('at main memory are those of the report: %s, %s', (machine, model) => {
    for (const level of ['roofline', 'array', 'mapped'] as const) {
      const design = at(level, sampleDesign(machine, model));
      const report = explainDesign(design, { mapper });
      const { tiers, bytes } = explainTiers(design, mapper);
      expect(tiers[0]!.isMain).toBe(true);
      expect(tiers.map(({ id }) => id)).toEqual(design.accelerator.tiers.map(({ id }) => id).toReversed());
      expect([...bytes.keys()]).toEqual(report.operators.map(({ id }) => id));
      for (const { id, memoryBytes } of report.operators) expect(bytes.get(id)![0]).toBe(memoryBytes);
      expect(mainMemoryOf(report).tiers[0]!.bytesPerSecond).toBeCloseTo(tiers[0]!.bytesPerSecond!, 2);
    }
  });

  it('of a memory at level array are those that the next one inside would ask of main memory', () => {
    const design = at('array', sampleDesign('tpu-v4', 'llama-3.1-8b'));
    const [inner, staging, main] = design.accelerator.tiers;
    const { bytes } = explainTiers(design);
    const without = explainDesign(withTiers(design, [inner!, main!]));
    const products = without.operators.filter(({ kind, phase }) => kind === 'gemm' && phase === 'prefill');
    expect([inner!.kind, staging!.kind, products.length > 4]).toEqual(['sram', 'sram', true]);
    for (const { id, memoryBytes } of products) expect(bytes.get(id)![1]).toBeCloseTo(memoryBytes, -1);
  });

  it('of the innermost memory at level array are those of the folds', () => {
    const { deployment, ...rest } = at('array', sampleDesign('tpu-v4', 'llama-3.1-8b'));
    const design = { ...rest, deployment: { ...deployment, promptTokens: 1000, prefillBatch: 1 } };
    const { accelerator } = design;
    if (accelerator.matrix.kind !== 'array') throw new Error('the sample has an array');
    const { columns, rows, dataflow } = accelerator.matrix;
    // Nothing but its operands: no keys and values are written beside it.
    const products = ['Output projection', 'FFN up', 'FFN down'];
    const operators = explainDesign(design).operators.filter(
      ({ name, phase }) => products.includes(name) && phase === 'prefill',
    );
    const { bytes } = explainTiers(design);
    expect([dataflow, operators.length]).toEqual(['ws', 3]);
    for (const { id, shape, repeat } of operators) {
      const { m, n, k } = shape!;
      const sums = 4 * 2 * m * n * (Math.ceil(k / rows) - 1);
      const expected = repeat * (2 * m * k * Math.ceil(n / columns) + 2 * k * n + 2 * m * n + sums);
      expect(bytes.get(id)![2]! / expected).toBeCloseTo(1, 12);
    }
  });

  it('of registers are four words of two bytes a multiply-accumulate, each at the file that holds it', () => {
    const design = at('array', sampleDesign('eyeriss-like', 'resnet-50'));
    const { tiers, bytes } = explainTiers(design);
    const index = (id: string) => tiers.findIndex((tier) => tier.id === id);
    const [operator] = explainDesign(design).operators;
    const each = bytes.get(operator!.id)!;
    const macs = operator!.operations / 2;
    expect(['weight-spad', 'input-spad', 'psum-spad'].map((id) => each[index(id)]! / macs)).toEqual([2, 2, 4]);
  });

  it('at level mapped are those of the loop nest', () => {
    const design = at('mapped', sampleDesign('gemmini-16', 'resnet-50'));
    const { matrix, tiers: described } = design.accelerator;
    const mapping = explainMapping(design, mapper);
    const { tiers, bytes } = explainTiers(design, mapper);
    if (mapping.kind !== 'mapping' || matrix.kind !== 'array') throw new Error('the sample has loop nests');
    for (const { id, answer, product, repeat } of mapping.operators) {
      if (answer.kind !== 'mapped') continue;
      const nest = memoryTraffic(answer, product, described, matrix);
      for (const [index, { id: tier }] of tiers.entries()) {
        const found = nest.find((one) => one.tier === tier)!;
        expect(bytes.get(id)![index]! / (repeat * found.held)).toBeCloseTo(1, 9);
      }
    }
  });

  it('are missing where a size is, and where the mapper is not there', () => {
    const design = sampleDesign('tpu-v4', 'llama-3.1-8b');
    const tiers = design.accelerator.tiers.map((tier) =>
      tier.id === 'sram' ? { ...tier, capacityBytes: null } : tier,
    );
    const array = explainTiers(at('array', withTiers(design, tiers)));
    const product = explainDesign(design).operators.find(({ kind }) => kind === 'gemm')!;
    expect(array.bytes.get(product.id)![1]).toBeNaN();
    expect(array.bytes.get(product.id)![2]).toBeGreaterThan(0);
    expect(explainTiers(at('mapped', design)).bytes.get(product.id)![1]).toBeNaN();
  });
});
