import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerProblem, tableProblem } from './check';
import { layerCounts } from './counts';
import { tableTotals } from './totals';
import { gemmView } from './gemm';
import type { ConvolutionLayer, MatmulLayer, PoolingLayer, TableLayer } from './types';
import {
  heightAxis,
  outputSize,
  touchedInput,
  touchedPlaces,
  uniqueInputElements,
  windowCount,
  windowCountCeil,
  type WindowAxis,
} from './windows';

const NO_PADDING = { top: 0, bottom: 0, left: 0, right: 0 };

function convolution(sizes: Partial<ConvolutionLayer> = {}): ConvolutionLayer {
  return {
    kind: 'convolution',
    name: 'conv',
    repeat: 1,
    batch: 1,
    inputHeight: 8,
    inputWidth: 8,
    inputChannels: 4,
    outputChannels: 6,
    kernelHeight: 3,
    kernelWidth: 3,
    strideHeight: 1,
    strideWidth: 1,
    padding: NO_PADDING,
    dilationHeight: 1,
    dilationWidth: 1,
    groups: 1,
    bias: false,
    ...sizes,
  };
}

const MATMUL: MatmulLayer = {
  kind: 'matmul',
  name: 'product',
  repeat: 1,
  m: 5,
  n: 7,
  k: 3,
  batch: 2,
  operand: 'weights',
  bias: true,
  attention: null,
};

const axis = fc.record<WindowAxis>({
  input: fc.integer({ min: 1, max: 40 }),
  kernel: fc.integer({ min: 1, max: 9 }),
  stride: fc.integer({ min: 1, max: 7 }),
  dilation: fc.integer({ min: 1, max: 6 }),
  padBefore: fc.integer({ min: 0, max: 6 }),
  padAfter: fc.integer({ min: 0, max: 6 }),
});

/** Where the windows' taps stand, padding included: the definition that the closed forms must agree with. */
function tapsByDefinition({ kernel, stride, dilation }: WindowAxis, outputs: number): ReadonlySet<number> {
  const places = new Set<number>();
  for (let output = 0; output < outputs; output++) {
    for (let tap = 0; tap < kernel; tap++) places.add(output * stride + tap * dilation);
  }
  return places;
}

describe('windows', () => {
  it('count as the definition does: every start at which the whole window fits', () => {
    fc.assert(
      fc.property(axis, (a) => {
        const padded = a.padBefore + a.input + a.padAfter;
        let fitting = 0;
        for (let start = 0; start + a.dilation * (a.kernel - 1) < padded; start += a.stride) fitting++;
        expect(windowCount(a)).toBe(fitting);
      }),
    );
  });

  it('give the sizes of well-known layers', () => {
    const stem = convolution({
      inputHeight: 224,
      inputWidth: 224,
      kernelHeight: 7,
      kernelWidth: 7,
      strideHeight: 2,
      strideWidth: 2,
      padding: { top: 3, bottom: 3, left: 3, right: 3 },
    });
    expect(outputSize(stem)).toEqual({ height: 112, width: 112 });
    expect(outputSize(convolution({ dilationHeight: 3, dilationWidth: 2 }))).toEqual({ height: 2, width: 4 });
  });

  it('rounded up, hang over the edge by less than a window and never start behind the image', () => {
    expect(windowCountCeil({ input: 112, kernel: 3, stride: 2, dilation: 1, padBefore: 0, padAfter: 0 })).toBe(56);
    // PyTorch drops a window that would start in the right padding.
    expect(windowCountCeil({ input: 3, kernel: 2, stride: 3, dilation: 1, padBefore: 0, padAfter: 1 })).toBe(1);
    fc.assert(
      fc.property(axis, (a) => {
        const extra = windowCountCeil(a) - windowCount(a);
        const inside = (windowCount(a) - 1) * a.stride < a.padBefore + a.input;
        if (inside) expect([0, 1]).toContain(extra);
        if (extra === 1) expect((windowCountCeil(a) - 1) * a.stride).toBeLessThan(a.padBefore + a.input);
      }),
    );
  });

  it('touch as many places as a set of them has', () => {
    fc.assert(
      fc.property(axis, fc.integer({ min: 1, max: 20 }), (a, outputs) => {
        expect(touchedPlaces(outputs, a.kernel, a.stride, a.dilation)).toBe(tapsByDefinition(a, outputs).size);
      }),
    );
  });

  it('read as many input elements as a set of them has, padding left out', () => {
    fc.assert(
      fc.property(axis, (a) => {
        const inside = [...tapsByDefinition(a, windowCount(a))].filter(
          (place) => place >= a.padBefore && place < a.padBefore + a.input,
        );
        expect(touchedInput(a)).toBe(inside.length);
      }),
    );
  });

  it('share their halos: a 3x3 layer reads its input once, a strided 1x1 layer a quarter of it', () => {
    const same = convolution({ padding: { top: 1, bottom: 1, left: 1, right: 1 } });
    expect(uniqueInputElements(same)).toBe(8 * 8 * 4);
    const strided = convolution({ kernelHeight: 1, kernelWidth: 1, strideHeight: 2, strideWidth: 2 });
    expect(uniqueInputElements(strided)).toBe(4 * 4 * 4);
    expect(heightAxis(same).padBefore).toBe(1);
  });
});

describe('counts', () => {
  it('of a convolution', () => {
    expect(layerCounts(convolution({ bias: true, batch: 2 }))).toEqual({
      macs: 2 * 36 * 6 * 36,
      parameters: 6 * 36 + 6,
      inputElements: 2 * 8 * 8 * 4,
      outputElements: 2 * 36 * 6,
      vectorOps: 0,
    });
  });

  it('of a depthwise convolution: one channel each', () => {
    const depthwise = convolution({ groups: 4, outputChannels: 4 });
    expect(layerCounts(depthwise)).toMatchObject({ macs: 36 * 4 * 9, parameters: 4 * 9 });
    expect(gemmView(depthwise)).toEqual({ m: 36, n: 1, k: 9, groups: 4, weights: true });
  });

  it('of products with weights and of products of activations', () => {
    expect(layerCounts(MATMUL)).toMatchObject({
      macs: 210,
      parameters: 2 * (21 + 7),
      inputElements: 30,
      outputElements: 70,
    });
    const computed: MatmulLayer = { ...MATMUL, operand: 'activations', bias: false };
    expect(layerCounts(computed)).toMatchObject({ macs: 210, parameters: 0, inputElements: 2 * (15 + 21) });
    expect(gemmView(computed)).toEqual({ m: 5, n: 7, k: 3, groups: 2, weights: false });
  });

  it('of layers without products', () => {
    const base = { name: 'layer', repeat: 1 };
    const layers: readonly [TableLayer, object][] = [
      [
        { ...base, kind: 'elementwise', operation: 'add', inputElements: 20, outputElements: 10, parameters: 0 },
        { vectorOps: 20, inputElements: 20, outputElements: 10 },
      ],
      [
        { ...base, kind: 'normalisation', normalisation: 'batch', elements: 8, parameters: 4 },
        { vectorOps: 16, parameters: 4 },
      ],
      [
        { ...base, kind: 'normalisation', normalisation: 'layer', elements: 8, parameters: 4 },
        { vectorOps: 40, parameters: 4 },
      ],
      [
        { ...base, kind: 'softmax', rows: 3, columns: 4 },
        { vectorOps: 60, outputElements: 12 },
      ],
      [
        { ...base, kind: 'lookup', tableRows: 100, width: 8, lookups: 3 },
        { parameters: 800, inputElements: 3, outputElements: 24 },
      ],
      [
        { ...base, kind: 'movement', operation: 'transpose', inputElements: 6, outputElements: 6 },
        { vectorOps: 0, inputElements: 6 },
      ],
    ];
    for (const [layer, counts] of layers) {
      expect(layerCounts(layer)).toMatchObject({ macs: 0, ...counts });
      expect(gemmView(layer)).toBeNull();
      expect(layerProblem(layer)).toBeNull();
    }
  });

  it('of pooling, rounded down or up', () => {
    const pooling: PoolingLayer = {
      ...convolution({ strideHeight: 2, strideWidth: 2 }),
      kind: 'pooling',
      operation: 'max',
      ceilMode: false,
    };
    expect(layerCounts(pooling)).toMatchObject({ outputElements: 3 * 3 * 4, vectorOps: 36 * 9 });
    expect(layerCounts({ ...pooling, ceilMode: true })).toMatchObject({ outputElements: 4 * 4 * 4 });
  });

  it('agree between a convolution and its matrix products', () => {
    const sizes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      inputHeight: fc.integer({ min: 9, max: 20 }),
      groups: fc.integer({ min: 1, max: 4 }),
      strideWidth: fc.integer({ min: 1, max: 3 }),
      dilationHeight: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(sizes, (s) => {
        const layer = convolution({ ...s, inputChannels: 12, outputChannels: 24 });
        const view = gemmView(layer)!;
        const counts = layerCounts(layer);
        expect(view.groups * view.m * view.n * view.k).toBe(counts.macs);
        expect(view.groups * view.n * view.k).toBe(counts.parameters);
        expect(uniqueInputElements(layer)).toBeLessThanOrEqual(counts.inputElements);
      }),
    );
  });

  it('of a table count repeats', () => {
    const table = { kind: 'layers', name: 'two', layers: [{ ...MATMUL, repeat: 3 }, convolution()] } as const;
    const totals = tableTotals(table);
    expect(totals).toMatchObject({ macs: 3 * 210 + 36 * 6 * 36, layers: 4 });
    expect(totals.peakActivationElements).toBe(256 + 216);
  });
});

describe('checks', () => {
  it.each([
    [convolution({ groups: 3 }), '4 input and 6 output channels do not fall into 3 groups'],
    [convolution({ kernelHeight: 9 }), 'the window is larger than the padded input'],
    [convolution({ strideWidth: 0 }), 'strideWidth is 0'],
    [convolution({ padding: { ...NO_PADDING, left: -1 } }), 'padding left is -1'],
    [convolution({ inputHeight: 1e9, kernelHeight: 1e8 }), 'the kernel is 100000000 wide'],
    [{ ...MATMUL, m: 1.5 }, 'm is 1.5'],
    [{ ...MATMUL, repeat: 0 }, 'repeat is 0'],
    [{ ...MATMUL, m: 2 ** 40, n: 2 ** 40 }, 'too large to be counted exactly'],
  ] as readonly (readonly [TableLayer, string])[])('name what is wrong with layer %$', (layer, words) => {
    expect(layerProblem(layer)).toContain(words);
    expect(tableProblem({ kind: 'layers', name: 'bad', layers: [MATMUL, layer] })).toContain(words);
  });

  it('pass a sound layer and refuse an empty table', () => {
    expect(layerProblem(convolution())).toBeNull();
    expect(tableProblem({ kind: 'layers', name: 'empty', layers: [] })).toBe('The table has no layers.');
  });
});
