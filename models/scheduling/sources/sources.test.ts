import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../../design/presets/design-from-presets';
import type { Design } from '../../design/types';
import { attentionFile, convolutionalFile } from '../../workload/onnx/networks.test-support';
import { importOnnx } from '../../workload/onnx/import';
import { tableTotals } from '../../workload/layer-table/totals';
import type { LayerTable } from '../../workload/layer-table/types';
import { MODEL_PRESETS } from '../../workload/presets/models';
import { readGraph } from '../read-graph';
import { designGraph, type DesignGraphOptions } from './design-graph';
import { ATTENTION_DRAWINGS, DRAWING_DEFAULTS, type DrawnGraph } from './graph-json';

const DEFAULTS: DesignGraphOptions = { ...DRAWING_DEFAULTS, phase: 'prefill', batch: null, tokens: null };

function design(model: string, format = 'int8'): Design {
  return { ...designFromPresets('tpu-v4', model)!, formats: [{ match: {}, format }] };
}

function draw(of: Design, options: Partial<DesignGraphOptions> = {}): DrawnGraph {
  const drawn = designGraph(of, { ...DEFAULTS, ...options });
  if (!drawn.ok) throw new Error(drawn.reason);
  return drawn.value;
}

const sizeOf = ({ graph }: DrawnGraph, tensor: string) => graph.tensors[tensor]?.size;
const inputsOf = ({ graph }: DrawnGraph, operator: string) => graph.ops.find(({ id }) => id === operator)?.in;

describe('graphs of designs', () => {
  it.each(MODEL_PRESETS.map(({ id }) => id))('can be scheduled: %s, drawn in every way', (id) => {
    for (const attention of ATTENTION_DRAWINGS) {
      for (const phase of ['prefill', 'decode'] as const) {
        for (const weights of [false, true]) {
          const { graph, notes } = draw(design(id, 'mxfp4'), { attention, phase, weights });
          expect(readGraph(graph)).toMatchObject({ ok: true });
          expect(notes.length).toBeGreaterThan(0);
        }
      }
    }
  });

  it('have the 72 operators of ResNet-50, 16 of them additions of a shortcut', () => {
    const { graph } = draw(design('resnet-50'));
    expect(graph.ops).toHaveLength(72);
    expect(graph.ops.filter((op) => op.in.length === 2)).toHaveLength(16);
    const unsaid = design('resnet-50').workload as LayerTable;
    const layers = unsaid.layers.map(({ inputs: _, ...layer }) => layer);
    const guessed = draw({ ...design('resnet-50'), workload: { ...unsaid, layers } });
    expect(guessed.graph).toEqual(graph);
    expect(guessed.notes.join(' ')).toMatch(/20 layers take inputs that were guessed/);
  });

  it.each(['resnet-50', 'vgg-16', 'mobilenet-v2', 'vit-b-16'])(
    'carry all parameters of %s where weights pass',
    (id) => {
      const of = design(id);
      const { graph } = draw(of, { weights: true, blocks: null });
      const weights = Object.values(graph.tensors).filter(({ kind }) => kind === 'weight');
      const sum = weights.reduce((total, { size }) => total + size, 0);
      expect(sum).toBe(tableTotals(of.workload as LayerTable).parameters);
    },
  );

  it('grow in proportion to the batch, weights apart', () => {
    const one = draw(design('vit-b-16'), { weights: true, batch: 1 }).graph.tensors;
    const three = draw(design('vit-b-16'), { weights: true, batch: 3 }).graph.tensors;
    for (const [name, { size, kind }] of Object.entries(one)) {
      expect(three[name]).toEqual({ size: kind === 'weight' ? size : 3 * size, kind });
    }
  });

  it('draw each of 12 heads of ViT apart, of equal sizes in sum', () => {
    const apart = draw(design('vit-b-16'), { attention: 'heads' });
    const whole = draw(design('vit-b-16'));
    expect(apart.graph.ops.length - whole.graph.ops.length).toBe(5 * 11);
    expect(12 * sizeOf(apart, 'encoder.attention.query[0].3')!).toBe(sizeOf(whole, 'encoder.attention.query[0]'));
    expect(inputsOf(apart, 'encoder.attention.scores[0].3')).toEqual([
      'encoder.attention.query[0].3',
      'encoder.attention.key[0].3',
    ]);
    expect(inputsOf(apart, 'encoder.attention.output[0]')).toHaveLength(12);
  });

  it('repeat a block as often as asked, and all of it otherwise', () => {
    const count = (blocks: number | null) => draw(design('bert-base'), { blocks }).graph.ops.length;
    expect(count(2) - count(1)).toBe(count(3) - count(2));
    expect(count(null)).toBe(count(12));
  });

  it('leave scores inside attention where it is fused', () => {
    const { graph } = draw(design('vit-b-16'), { attention: 'fused' });
    expect(Object.keys(graph.tensors).filter((name) => /scores|softmax/.test(name))).toEqual([]);
    expect(graph.ops.find(({ id }) => id.includes('scores'))?.in).toHaveLength(3);
  });
});

describe('graphs of decoders', () => {
  it('share keys and values of Llama-3.1-8B among the four heads of a group', () => {
    const drawn = draw(design('llama-3.1-8b'), { attention: 'heads', tokens: 100, batch: 2 });
    expect(inputsOf(drawn, 'layer0.attention.scores.7')).toEqual([
      'layer0.attention.query.7',
      'layer0.attention.key.1',
    ]);
    expect(sizeOf(drawn, 'layer0.attention.key.1')).toBe(2 * 100 * 128);
    expect(sizeOf(drawn, 'layer0.attention.scores.7')).toBe(2 * 100 * 100);
    expect(drawn.graph.tensors['layer0.attention.key.1']!.kind).toBe('output');
  });

  it('read the cache of all tokens but their own in decode', () => {
    const drawn = draw(design('llama-3.1-8b'), { phase: 'decode', tokens: 1000, batch: 4 });
    expect(drawn.graph.tensors['layer0.cache.key']).toEqual({ size: 4 * 999 * 8 * 128, kind: 'input' });
    expect(sizeOf(drawn, 'layer0.attention.scores')).toBe(4 * 32 * 1000);
    expect(sizeOf(drawn, 'input')).toBe(4 * 4096);
  });

  it('see no more than the window of sliding attention', () => {
    const drawn = draw(design('mistral-7b-v0.1'), { phase: 'decode', tokens: 10_000, batch: 1 });
    expect(sizeOf(drawn, 'layer0.attention.scores')).toBe(32 * 4096);
  });

  it('keep one latent tensor of DeepSeek-V3', () => {
    const drawn = draw(design('deepseek-v3'), { phase: 'decode', tokens: 11, batch: 1 });
    expect(drawn.graph.tensors['layer0.cache.latent']).toEqual({ size: 10 * 576, kind: 'input' });
    expect(inputsOf(drawn, 'layer0.attention.context')).toContain('layer0.cache.latent');
  });

  it('add attention and feed-forward part of Phi-2 in one, as they stand side by side', () => {
    const drawn = draw(design('phi-2'));
    expect(inputsOf(drawn, 'layer0.ffn.add')).toEqual(['input', 'layer0.attention.output', 'layer0.ffn.down']);
  });

  it('end with the logits of one token for each sequence where all layers are drawn', () => {
    const drawn = draw(design('gpt2'), { blocks: null, tokens: 7, batch: 3 });
    expect(drawn.graph.tensors['head']).toEqual({ size: 3 * 50257, kind: 'output' });
  });

  it('are refused in a sentence where they are too large', () => {
    const drawn = designGraph(design('gpt3-175b'), { ...DEFAULTS, attention: 'heads', blocks: null });
    expect(drawn).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/operators; at most 10000 can be scheduled\.$/),
    });
    expect(designGraph(design('gpt2'), { ...DEFAULTS, tokens: 0.5 })).toMatchObject({ ok: false });
  });
});

describe('graphs of ONNX models', () => {
  const imported = (file: Uint8Array, sizes = {}): Design => {
    const outcome = importOnnx(file, { sizes });
    if (!outcome.ok) throw new Error(outcome.reason);
    return { ...design('resnet-50'), workload: outcome.value.table };
  };

  it('have the branches of the file', () => {
    const drawn = draw(imported(convolutionalFile()));
    expect(inputsOf(drawn, 'e')).toEqual(['c', 'depthwise']);
    expect(sizeOf(drawn, 'c')).toBe(16 * 16 * 16);
    expect(sizeOf(drawn, 'input')).toBe(3 * 32 * 32);
    expect(drawn.graph.ops.map(({ id }) => id)).toEqual(['stem', 'depthwise', 'e', 'f', 'g', 'head']);
  });

  it('follow tensors through reshapes, and not through their shapes', () => {
    const drawn = draw(imported(attentionFile(), { sequence: 6 }));
    expect(inputsOf(drawn, 'q')).toEqual(['words']);
    expect(inputsOf(drawn, 'residual')).toEqual(['output', 'words']);
    expect(inputsOf(drawn, 'scores')).toHaveLength(2);
  });
});
