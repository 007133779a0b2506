import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerCache, stateElementsPerRequest } from './cache';
import { describeWorkload } from './describe';
import { expandLayers } from './expand-layers';
import { groupLayers } from './group-layers';
import { activeLayerParameters, countParameters, layerParameters, mixerWeights, totalWeights } from './parameters';
import { findLlmPreset, LLM_PRESETS } from './presets';
import type { Layer, StateSpace } from './types';

function build(id: string) {
  const preset = findLlmPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset.build();
}

describe('countParameters', () => {
  it('matches a hand-worked Llama layer: 4096 wide, 32 heads of 128 over 8, FFN 14336', () => {
    const layer = build('llama-3.1-8b').groups[0]!.layers[0]!;
    const weights = layerParameters(layer, 4096);
    expect(weights.attention).toEqual({ matrices: 4096 * (2 * 4096 + 2 * 1024), vectors: 2 * 4096 });
    expect(weights.ffn).toEqual({ matrices: 3 * 4096 * 14336, vectors: 0 });
  });

  it('matches a hand-worked Mamba-2 mixer of Nemotron-H', () => {
    const mixer = build('nemotron-h-56b').groups[0]!.layers[0]!.mixer;
    const channels = 16384 + 2 * 8 * 256;
    expect(mixerWeights(mixer, 8192)).toEqual({
      matrices: 8192 * (2 * 16384 + 2 * 8 * 256 + 256) + 16384 * 8192,
      vectors: channels * 5 + 3 * 256 + 16384,
    });
  });

  it('matches the published Mamba-1 layer: mamba-130m has 24 of 768, 129,135,360 parameters in all', () => {
    const mixer: StateSpace = {
      kind: 'stateSpace',
      variant: 'mamba1',
      innerSize: 1536,
      heads: 1536,
      headDim: 1,
      stateSize: 16,
      groups: 1,
      convolutionWidth: 4,
      timeStepRank: 48,
    };
    const layer: Layer = { mixer, ffn: { dense: null, moe: null }, norms: 1, normKind: 'rms' };
    const groups = [{ repeat: 24, layers: [layer] }];
    const sizes = { hiddenSize: 768, vocabularySize: 50280, tiedEmbeddings: true, maxContext: null };
    expect(countParameters({ kind: 'decoder', name: 'mamba-130m', ...sizes, groups }).total).toBe(129_135_360);
  });

  it('sums to its parts: layers and ends, all and active', () => {
    for (const preset of LLM_PRESETS) {
      const workload = preset.build();
      const count = countParameters(workload);
      const byModule = totalWeights(count.byModule);
      expect(count.total).toBe(byModule.matrices + byModule.vectors);
      expect(count.activePerToken).toBeLessThanOrEqual(count.total);
      const layers = expandLayers(workload.groups);
      const sum = (of: typeof layerParameters) =>
        layers.reduce((total, layer) => total + totalWeights(of(layer, workload.hiddenSize)).matrices, 0);
      const ends = count.byModule.embedding.matrices + count.byModule.head.matrices;
      expect(sum(layerParameters) + ends).toBe(count.matrices);
      expect(sum(activeLayerParameters) + ends).toBe(count.activeMatrices);
    }
  });
});

describe('caches', () => {
  it('keep a constant state in state-space and linear layers', () => {
    const nemotron = build('nemotron-h-56b');
    expect(stateElementsPerRequest(nemotron)).toBe(54 * (16384 * 256 + (16384 + 2 * 8 * 256) * 3));
    const qwen = build('qwen3.5-27b');
    expect(stateElementsPerRequest(qwen)).toBe(48 * (48 * 128 * 128 + (2 * 16 * 128 + 48 * 128) * 3));
    expect(stateElementsPerRequest(build('llama-3.1-8b'))).toBe(0);
  });

  it('keep keys that double as values once', () => {
    const global = expandLayers(build('gemma-4-26b-a4b').groups)[5]!;
    expect(layerCache(global)).toEqual({ kvElementsPerToken: 2 * 512, kvTokenLimit: null, stateElements: 0 });
  });
});

describe('groupLayers', () => {
  const kinds = ['full', 'none'] as const;
  const layer = (kind: number): Layer => {
    const attention = expandLayers(build('llama-3.2-1b').groups)[0]!;
    return kinds[kind] === 'none' ? { ...attention, mixer: { kind: 'none' } } : attention;
  };

  it('loses no layer and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1 }), { maxLength: 80 }), (numbers) => {
        const layers = numbers.map(layer);
        expect(expandLayers(groupLayers(layers))).toEqual(layers);
      }),
    );
  });

  it('finds the shortest pattern', () => {
    expect(groupLayers([0, 0, 0, 0].map(layer)).map(({ repeat }) => repeat)).toEqual([4]);
    const alternating = groupLayers([0, 1, 0, 1, 0, 1].map(layer));
    expect(alternating.map(({ repeat, layers }) => [repeat, layers.length])).toEqual([[3, 2]]);
    const denseFirst = groupLayers([1, 0, 0, 0].map(layer));
    expect(denseFirst.map(({ repeat, layers }) => [repeat, layers.length])).toEqual([
      [1, 1],
      [3, 1],
    ]);
    expect(build('gemma-3-27b-it').groups.map(({ repeat, layers }) => [repeat, layers.length])).toEqual([
      [10, 6],
      [2, 1],
    ]);
  });
});

describe('describeWorkload', () => {
  it('says what a hybrid is made of', () => {
    const workload = build('qwen3.5-27b');
    const summary = describeWorkload(workload, 2, 4);
    expect(summary.layersByKind.map(({ label, layers }) => `${layers} ${label}`)).toEqual([
      '48 linear attention',
      '16 full attention',
    ]);
    expect(summary.kvBytesPerToken).toBe(16 * 2 * 4 * 256 * 2);
  });

  it('counts windows once full', () => {
    const summary = describeWorkload(build('gpt-oss-20b'), 1, 1);
    expect(summary.kvBytesPerToken).toBe(24 * 1024);
    expect(summary.kvBytesPerTokenAtLongContext).toBe(12 * 1024);
    expect(summary.moeLayers).toBe(24);
  });
});
