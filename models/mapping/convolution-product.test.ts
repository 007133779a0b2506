/** Convolutions as loop nests of their own: windows share inputs where their loops run, nowhere else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../design/fields';
import type { Design } from '../design/types';
import { explainMapping, type OperatorMapping } from '../evaluate/explain/explain-mapping';
import { explainDesign } from '../evaluate/explain/explain';
import { memoryTraffic } from '../evaluate/mapped/memory-traffic';
import { elementsOf } from '../evaluate/mapped/product-elements';
import type { Machine, MachineTier, Product, ProductMapping } from '../evaluate/mapped/product-mapper';
import { productsOf } from '../evaluate/mapped/row-products';
import { Runner } from '../evaluate/runner';
import { compileDesign } from '../evaluate/compile';
import { BYTES } from '../evaluate/stages/bytes';
import { sampleDesign } from '../evaluate/sample-designs.test-support';
import { TIER_OPERANDS } from '../hardware/types';
import type { ConvolutionLayer } from '../workload/layer-table/types';
import { ROW } from '../workload/lowering/rows';
import { createProductMapper } from './product-mapper';

const SRAM: MachineTier = {
  ...{ id: 'sram', label: 'SRAM', scope: 'chip', isMain: false, bits: 512 * 1024, bitsPerCycle: 512 },
  ...{ readJoulesPerBit: 1e-13, writeJoulesPerBit: 1e-13, holds: TIER_OPERANDS },
};
const MACHINE: Machine = {
  ...{ rows: 8, columns: 8, cores: 1, loadOverlap: true, drainOverlap: true },
  ...{ loadingCounts: false, loadingBelowMinimum: false },
  tiers: [SRAM, { ...SRAM, id: 'dram', isMain: true, bits: Infinity, bitsPerCycle: 128, readJoulesPerBit: 4e-12 }],
};

function network(layer: Partial<ConvolutionLayer>, values: Readonly<Record<string, boolean>> = {}): Design {
  const convolution: ConvolutionLayer = {
    ...{ kind: 'convolution', name: 'layer', repeat: 1, batch: 1, groups: 1, bias: false },
    ...{ inputHeight: 16, inputWidth: 16, inputChannels: 8, outputChannels: 16 },
    ...{ kernelHeight: 3, kernelWidth: 3, strideHeight: 1, strideWidth: 1, dilationHeight: 1, dilationWidth: 1 },
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
    ...layer,
  };
  const sample = sampleDesign('tpu-v4', 'resnet-50');
  const design: Design = {
    ...sample,
    workload: { kind: 'layers', name: 'one', layers: [convolution] },
    assumptions: { ...sample.assumptions, level: 'mapped' },
  };
  return Object.entries(values).reduce((changed, [id, value]) => fieldOf(changed, id).set(changed, value), design);
}

/** The product that a network of one convolution asks the mapper for. */
function productOf(design: Design): Product {
  const runner = new Runner(compileDesign(design));
  runner.evaluate(0);
  const { structure, rules, outputs } = runner.context;
  const { rows, bytes } = outputs;
  const index = structure.rows.findIndex(({ kind }) => kind === 'gemm');
  const from = rows.at + index * ROW.WIDTH;
  const sizes = bytes.at + index * BYTES.WIDTH;
  return productsOf(structure.rows[index]!, rules, rows.data, from, bytes.data, sizes)[0]!.product;
}

function mapped(product: Product, machine = MACHINE): ProductMapping {
  const answer = createProductMapper().map(product, machine);
  if (answer.kind !== 'mapped') throw new Error(answer.reason);
  return answer;
}

const main = ({ traffic }: ProductMapping) => traffic.find(({ tier }) => tier === 'dram')!;

describe('a convolution', () => {
  it('is a nest over G, B, K, C, OY, OX, FY and FX, all of whose loops are done', () => {
    const product = productOf(network({ strideHeight: 2, strideWidth: 2, inputChannels: 12, outputChannels: 24 }));
    const { loops, spatial, cycles } = mapped(product);
    const done = (dim: string) =>
      [...loops.filter((loop) => loop.dim === dim), ...spatial.filter((loop) => loop.dim === dim)].reduce(
        (size, loop) => size * ('size' in loop ? loop.size : loop.factor),
        1,
      );
    const sizes = { G: 1, B: 1, K: 24, C: 12, OY: 8, OX: 8, FY: 3, FX: 3 };
    for (const [dim, size] of Object.entries(sizes)) expect([dim, done(dim)]).toEqual([dim, expect.closeTo(size, 9)]);
    expect(cycles.ideal).toBeCloseTo((24 * 12 * 64 * 9) / 64, 9);
  });

  it.each([
    ['strided', { strideHeight: 2, strideWidth: 2 }, 16 * 16],
    ['dilated', { dilationHeight: 2, dilationWidth: 2 }, 16 * 16],
    ['whose windows have gaps', { kernelHeight: 1, kernelWidth: 2, strideWidth: 4 }, 16 * 8],
    ['without padding', { padding: { top: 0, bottom: 0, left: 0, right: 0 } }, 16 * 16],
  ] as const)('%s reads each element on the image from main memory once, where all fits', (_, change, image) => {
    const none = { top: 0, bottom: 0, left: 0, right: 0 };
    const layer = 'kernelHeight' in change ? { ...change, padding: none } : change;
    const product = productOf(network(layer));
    const roomy: Machine = { ...MACHINE, tiers: [{ ...SRAM, bits: 2 ** 30 }, MACHINE.tiers[1]!] };
    const { readBytes } = main(mapped(product, roomy));
    // Two bytes an element, eight channels.
    const places = (elementsOf(product).input * product.input.bits) / 8;
    expect(places / (2 * 8)).toBeCloseTo(image, 9);
    expect(readBytes.input / places).toBeCloseTo(1, 2);
  });

  it('without window reuse is its unfolded product, whose inputs are read for every window', () => {
    const shared = productOf(network({}));
    const apart = productOf(network({}, { 'assumptions.windowReuse': false }));
    expect(apart.windows).toBeUndefined();
    expect(apart.input.bits).toBe(16);
    expect(main(mapped(apart)).readBytes.input).toBeGreaterThan(8 * main(mapped(shared)).readBytes.input);
  });

  it('depthwise has one input channel and one filter a group', () => {
    const product = productOf(network({ groups: 8, inputChannels: 8, outputChannels: 8 }));
    expect(product).toMatchObject({ groups: 8, n: 1, k: 9, windows: { channels: 1, images: 1 } });
    expect(mapped(product).cycles.withoutStalls).toBe((8 * 256 * 9) / 64);
  });

  it('of one element a window is a product of pixels by channels', () => {
    const product = productOf(network({ kernelHeight: 1, kernelWidth: 1, strideHeight: 2, strideWidth: 2 }));
    expect(product.windows).toBeUndefined();
  });

  it('never moves less than its bound, at any memory', () => {
    const sizes = fc.record({
      outputHeight: fc.constantFrom(4, 8, 14),
      inputChannels: fc.constantFrom(1, 8, 16),
      outputChannels: fc.constantFrom(8, 32),
      kernelHeight: fc.constantFrom(1, 3, 4),
      kernelWidth: fc.constantFrom(2, 3),
      strideHeight: fc.constantFrom(1, 2),
      dilationWidth: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(sizes, fc.constantFrom(8, 64, 4096), ({ outputHeight, ...layer }, kibibytes) => {
        // Of loops that do not divide evenly the model counts mean tiles.
        const inputHeight = (outputHeight - 1) * layer.strideHeight + layer.kernelHeight;
        const design = network({ ...layer, inputHeight, padding: { top: 0, bottom: 0, left: 0, right: 0 } });
        const product = productOf(design);
        const bits = kibibytes * 1024 * 8;
        const answer = mapped(product, { ...MACHINE, tiers: [{ ...SRAM, bits }, MACHINE.tiers[1]!] });
        const dram = { ...design.accelerator.tiers.at(-1)!, id: 'dram' };
        const tiers = [{ ...dram, id: 'sram', label: 'SRAM', kind: 'sram' as const, capacityBytes: bits / 8 }, dram];
        const array = { rows: 8, columns: 8, cores: 1 } as Extract<
          Design['accelerator']['matrix'],
          { readonly kind: 'array' }
        >;
        for (const { ratio } of memoryTraffic(answer, product, tiers, array))
          expect(ratio).toBeGreaterThanOrEqual(0.999);
      }),
      { numRuns: 40 },
    );
  });
});

describe('ResNet-50 at level mapped', () => {
  const sample = sampleDesign('tpu-v4', 'resnet-50');
  const design: Design = { ...sample, assumptions: { ...sample.assumptions, level: 'mapped' } };
  const mapper = createProductMapper();

  it('maps its distinct shapes only, windows as convolutions', () => {
    const report = explainMapping(design, mapper);
    if (report.kind !== 'mapping') throw new Error('the sample has an array');
    const dims = ({ answer }: OperatorMapping) =>
      answer.kind === 'mapped' ? [...answer.loops, ...answer.spatial].map(({ dim }) => dim) : [];
    const windows = report.operators.filter(({ product }) => product.windows !== undefined);
    expect(report.operators.every(({ answer }) => answer.kind === 'mapped')).toBe(true);
    expect(windows.map(({ name }) => name)).toContain('conv1');
    for (const operator of windows) expect(dims(operator)).toEqual(expect.arrayContaining(['K', 'OX']));
    const again = explainMapping(design, mapper);
    if (again.kind !== 'mapping') throw new Error('the sample has an array');
    again.operators.forEach(({ answer }, index) => expect(answer).toBe(report.operators[index]!.answer));
  });

  it('takes at least its time at peak and at most a fifth more than on the folds of the array', () => {
    const array = explainDesign({ ...sample, assumptions: { ...sample.assumptions, level: 'array' } });
    const mappedReport = explainDesign(design, { mapper });
    expect(mappedReport.metrics.inferenceUtilisation).toBeLessThanOrEqual(1);
    expect(mappedReport.metrics.batchLatency).toBeLessThan(1.2 * array.metrics.batchLatency);
  });
});
