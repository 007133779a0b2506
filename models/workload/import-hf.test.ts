import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kvElementsPerTokenOf } from './cache';
import { CONFIG_TEXTS, configText } from './fixtures.test-support';
import { expandLayers } from './expand-layers';
import { importHuggingFaceConfig, type ImportedWorkload } from './import-hf';
import { MAX_CONFIG_CHARACTERS } from './import-hf/json';
import { findLlmPreset } from './presets';

const PAGE = 'safetensors total of the model page, as listed in public in September 2026';

/** Published totals of the language models and where they were read. "Rough": the name or card has two digits. */
const PUBLISHED: Readonly<Record<string, readonly [parameters: number, source: string]>> = {
  'MiniMaxAI--MiniMax-M2.5': [228_689_764_864, `${PAGE}, for MiniMax-M2.7 of the same architecture`],
  'Qwen--Qwen3-30B-A3B': [30_532_122_624, 'tensors of the checkpoint added up, as listed in public repositories'],
  'Qwen--Qwen3-32B': [32_762_123_264, PAGE],
  'Qwen--Qwen3-8B': [8_190_735_360, PAGE],
  'Qwen--Qwen3-VL-8B-Instruct': [8_190_735_360, 'the language model is Qwen3-8B'],
  'Qwen--Qwen3.5-27B': [27e9, 'model card, rough: language model, 27B'],
  'deepseek-ai--DeepSeek-V3': [671.03e9, 'DeepSeek-V3 report, arXiv 2412.19437: 671B without the prediction module'],
  'google--gemma-4-26B-A4B': [25.2e9, 'model card: 25.2B'],
  'meta-llama--Llama-4-Scout-17B-16E-Instruct': [108_641_793_536, `${PAGE}, vision tower (0.8 %) included`],
  'meta-llama--Meta-Llama-3.1-70B': [70_553_706_496, PAGE],
  'meta-llama--Meta-Llama-3.1-8B': [8_030_261_248, PAGE],
  'mistralai--Mixtral-8x7B-v0.1': [46_702_792_704, 'tensors of the checkpoint, as listed in public repositories'],
  'nvidia--Nemotron-H-56B-Base-8K': [56e9, 'model card, rough: 56B'],
  'openai--gpt-oss-20b': [20_914_757_184, PAGE],
};

function imported(text: string): ImportedWorkload {
  const result = importHuggingFaceConfig(text);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** A config file with some fields of its language model replaced; `undefined` removes a field. */
function withFields(model: string, fields: Readonly<Record<string, unknown>>): string {
  const config = JSON.parse(configText(model).replace(/\bInfinity\b/, '1e999')) as Record<string, unknown>;
  const language = (config['text_config'] as Record<string, unknown> | undefined) ?? config;
  Object.assign(language, fields);
  return JSON.stringify(config);
}

describe('published config files', () => {
  it('are all here', () => {
    expect(Object.keys(CONFIG_TEXTS).sort()).toEqual(Object.keys(PUBLISHED).sort());
  });

  it.each(Object.keys(PUBLISHED))('%s has the published parameters within 1 percent', (model) => {
    const result = imported(configText(model));
    const [published] = PUBLISHED[model]!;
    expect(Math.abs(result.totalParameters / published - 1)).toBeLessThan(0.01);
    expect(result.knownModelType).toBe(true);
    expect(result.notes.filter((note) => note.startsWith('Not interpreted'))).toEqual([]);
  });

  it.each([
    ['meta-llama--Meta-Llama-3.1-8B', 'llama-3.1-8b'],
    ['meta-llama--Meta-Llama-3.1-70B', 'llama-3.1-70b'],
    ['meta-llama--Llama-4-Scout-17B-16E-Instruct', 'llama-4-scout'],
    ['mistralai--Mixtral-8x7B-v0.1', 'mixtral-8x7b-v0.1'],
    ['Qwen--Qwen3-8B', 'qwen3-8b'],
    ['Qwen--Qwen3-32B', 'qwen3-32b'],
    ['Qwen--Qwen3-30B-A3B', 'qwen3-30b-a3b'],
    ['Qwen--Qwen3.5-27B', 'qwen3.5-27b'],
    ['google--gemma-4-26B-A4B', 'gemma-4-26b-a4b'],
    ['deepseek-ai--DeepSeek-V3', 'deepseek-v3'],
    ['openai--gpt-oss-20b', 'gpt-oss-20b'],
    ['nvidia--Nemotron-H-56B-Base-8K', 'nemotron-h-56b'],
    ['MiniMaxAI--MiniMax-M2.5', 'minimax-m2.5'],
  ])('%s reads as the preset %s', (model, preset) => {
    const expected = findLlmPreset(preset)?.build();
    expect({ ...imported(configText(model)).workload, name: '' }).toEqual({ ...expected, name: '' });
  });

  it('DeepSeek-V3 caches 70,272 bytes a token at 2 bytes', () => {
    expect(kvElementsPerTokenOf(imported(configText('deepseek-ai--DeepSeek-V3')).workload) * 2).toBe(70_272);
  });

  it('notes the parts that are left out', () => {
    expect(imported(configText('deepseek-ai--DeepSeek-V3')).notes.join(' ')).toMatch(/Multi-token-prediction/);
    expect(imported(configText('Qwen--Qwen3-VL-8B-Instruct')).notes.join(' ')).toMatch(/vision_config/);
  });

  it('takes its name from the file', () => {
    const text = configText('Qwen--Qwen3-8B');
    const name = (fileName?: string) => {
      const result = importHuggingFaceConfig(text, fileName);
      return result.ok ? result.workload.name : '';
    };
    expect(name('Qwen--Qwen3-8B.json')).toBe('Qwen/Qwen3-8B');
    expect(name('config.json')).toBe('qwen3');
    expect(name()).toBe('qwen3');
  });
});

describe('variants of the layers', () => {
  const kinds = (text: string) =>
    expandLayers(imported(text).workload.groups)
      .map((layer) => layer.mixer.kind[0])
      .join('');
  const experts = (text: string) =>
    expandLayers(imported(text).workload.groups)
      .map((layer) => (layer.ffn.moe === null ? 'd' : 'e'))
      .join('');

  it('Qwen windows start at max_window_layers, and only when they are switched on', () => {
    const window = { num_hidden_layers: 4, max_window_layers: 2, sliding_window: 512 };
    expect(kinds(withFields('Qwen--Qwen3-8B', window))).toBe('ffff');
    expect(kinds(withFields('Qwen--Qwen3-8B', { ...window, use_sliding_window: true }))).toBe('ffss');
  });

  it('a Mistral window holds in all layers; a Llama window is noted and not used', () => {
    const fields = { num_hidden_layers: 3, sliding_window: 512 };
    expect(kinds(withFields('mistralai--Mixtral-8x7B-v0.1', fields))).toBe('sss');
    const llama = imported(withFields('meta-llama--Meta-Llama-3.1-8B', fields));
    expect(llama.notes.join(' ')).toMatch(/sliding_window is not used/);
  });

  it('Gemma 3 has a full layer every sliding_window_pattern layers, and defaults of its own', () => {
    const gemma = {
      model_type: 'gemma3',
      text_config: { hidden_size: 2560, intermediate_size: 10240, num_hidden_layers: 34, sliding_window: 1024 },
      vision_config: { hidden_size: 1152 },
    };
    const result = imported(JSON.stringify(gemma));
    expect(kinds(JSON.stringify(gemma))).toBe('sssssfsssssfsssssfsssssfsssssfssss');
    expect(result.workload.tiedEmbeddings).toBe(true);
    expect(result.totalParameters).toBeCloseTo(3.88e9, -8);
    expect(result.notes.join(' ')).toMatch(/num_attention_heads is absent: 8/);
  });

  it('Llama 4 rotates where no_rope_layers has 1, and may interleave dense layers', () => {
    const model = 'meta-llama--Llama-4-Scout-17B-16E-Instruct';
    const fields = { num_hidden_layers: 4, no_rope_layers: [1, 0, 1, 1], interleave_moe_layer_step: 2 };
    expect(kinds(withFields(model, fields))).toBe('cfcc');
    expect(experts(withFields(model, fields))).toBe('dede');
    const dense = expandLayers(imported(withFields(model, fields)).workload.groups)[0]!.ffn.dense;
    expect(dense?.width).toBe(16384);
  });

  it('experts follow first_k_dense_replace, moe_layer_freq, decoder_sparse_step and mlp_only_layers', () => {
    const layers = { num_hidden_layers: 6 };
    const v3 = (fields: object) => experts(withFields('deepseek-ai--DeepSeek-V3', { ...layers, ...fields }));
    const qwen = (fields: object) => experts(withFields('Qwen--Qwen3-30B-A3B', { ...layers, ...fields }));
    expect(v3({})).toBe('dddeee');
    expect(v3({ moe_layer_freq: 2 })).toBe('dddded');
    expect(v3({ moe_layer_freq: [0, 1, 1, 1, 0, 1], first_k_dense_replace: 0 })).toBe('deeede');
    expect(qwen({ decoder_sparse_step: 2 })).toBe('dedede');
    expect(qwen({ mlp_only_layers: [0, 5] })).toBe('deeeed');
    const types = ['dense', 'sparse', 'sparse', 'sparse', 'dense', 'sparse'];
    expect(qwen({ mlp_layer_types: types })).toBe('deeede');
  });

  it('reads GPT-2 and OPT, with learned positions', () => {
    const gpt2 = { model_type: 'gpt2', n_embd: 768, n_layer: 12, n_head: 12, n_positions: 1024, vocab_size: 50257 };
    expect(imported(JSON.stringify(gpt2)).totalParameters).toBe(124_439_808);
    const opt = {
      model_type: 'opt',
      hidden_size: 768,
      num_hidden_layers: 12,
      num_attention_heads: 12,
      ffn_dim: 3072,
      max_position_embeddings: 2048,
      vocab_size: 50272,
    };
    expect({ ...imported(JSON.stringify(opt)).workload, name: '' }).toEqual({
      ...findLlmPreset('opt-125m')?.build(),
      name: '',
      maxContext: 2048,
    });
  });

  it('an absent tie follows the model type', () => {
    const tied = (model: string) =>
      imported(withFields(model, { tie_word_embeddings: undefined })).workload.tiedEmbeddings;
    expect(tied('meta-llama--Meta-Llama-3.1-8B')).toBe(false);
    expect(tied('google--gemma-4-26B-A4B')).toBe(true);
  });
});

describe('unknown model types', () => {
  const unknown = (fields: object) =>
    importHuggingFaceConfig(withFields('meta-llama--Meta-Llama-3.1-8B', { model_type: 'newmodel', ...fields }));

  it('are read as Llama-like from the usual fields, and say so', () => {
    const result = unknown({ num_memory_heads: 3, fancy_block_size: 7, colour: 'red' });
    expect(result).toMatchObject({ ok: true, knownModelType: false, totalParameters: 8_030_261_248 });
    const notes = result.ok ? result.notes.join(' ') : '';
    expect(notes).toMatch(/newmodel is not known/);
    expect(notes).toMatch(/Not interpreted: num_memory_heads, fancy_block_size\./);
  });

  it.each([
    ['multi_query', true],
    ['mamba_d_state', 16],
    ['kv_lora_rank', 512],
    ['layer_types', Array.from({ length: 32 }, () => 'linear_attention')],
    ['sliding_window', 4096],
    ['is_encoder_decoder', true],
    ['num_kv_shared_layers', 10],
    ['index_topk', 2048],
    ['gating', true],
    ['num_attention_heads_per_layer', Array.from({ length: 32 }, () => 48)],
    ['odd_numbers', Array.from({ length: 32 }, (_, layer) => layer % 2)],
  ])('are refused with %s', (field, value) => {
    expect(unknown({ [field]: value })).toMatchObject({ ok: false, field });
  });

  it('are refused without the fields of a Llama', () => {
    expect(unknown({ rms_norm_eps: undefined })).toMatchObject({ ok: false, field: 'model_type' });
  });
});

describe('damaged files', () => {
  const FIELDS: readonly (readonly [model: string, field: string])[] = [
    ['meta-llama--Meta-Llama-3.1-8B', 'hidden_size'],
    ['meta-llama--Meta-Llama-3.1-8B', 'num_hidden_layers'],
    ['meta-llama--Meta-Llama-3.1-8B', 'num_attention_heads'],
    ['meta-llama--Meta-Llama-3.1-8B', 'vocab_size'],
    ['Qwen--Qwen3-8B', 'head_dim'],
    ['Qwen--Qwen3-8B', 'num_key_value_heads'],
    ['openai--gpt-oss-20b', 'sliding_window'],
    ['Qwen--Qwen3-30B-A3B', 'num_experts'],
    ['deepseek-ai--DeepSeek-V3', 'kv_lora_rank'],
    ['deepseek-ai--DeepSeek-V3', 'moe_intermediate_size'],
    ['nvidia--Nemotron-H-56B-Base-8K', 'ssm_state_size'],
  ];
  const BAD: readonly unknown[] = [-1, 0.5, 1e300, 'x', {}, [], true, 'NaN'];

  it.each(FIELDS)('%s names a bad %s', (model, field) => {
    for (const value of BAD) {
      const result = importHuggingFaceConfig(withFields(model, { [field]: value }));
      expect(result).toMatchObject({ ok: false, field });
      expect(result.ok ? '' : result.reason).toContain(field);
      expect(result.ok ? '' : result.reason).toMatch(/\.$/);
    }
  });

  it('names a nested field with its path', () => {
    const result = importHuggingFaceConfig(withFields('Qwen--Qwen3-VL-8B-Instruct', { hidden_size: -1 }));
    expect(result).toMatchObject({ ok: false, field: 'text_config.hidden_size' });
  });

  it('names missing fields, sizes that do not divide and lists of the wrong length', () => {
    const field = (model: string, fields: object) => {
      const result = importHuggingFaceConfig(withFields(model, { ...fields }));
      return result.ok ? 'ok' : result.field;
    };
    expect(field('meta-llama--Meta-Llama-3.1-8B', { hidden_size: undefined })).toBe('hidden_size');
    expect(field('meta-llama--Meta-Llama-3.1-8B', { model_type: undefined })).toBe('model_type');
    expect(field('meta-llama--Meta-Llama-3.1-8B', { num_attention_heads: 33 })).toBe('num_attention_heads');
    expect(field('meta-llama--Meta-Llama-3.1-8B', { num_key_value_heads: 5 })).toBe('num_key_value_heads');
    expect(field('openai--gpt-oss-20b', { layer_types: ['full_attention'] })).toBe('layer_types');
    expect(field('Qwen--Qwen3-30B-A3B', { num_experts_per_tok: 999 })).toBe('num_experts_per_tok');
    expect(field('Qwen--Qwen3-30B-A3B', { num_local_experts: 5 })).not.toBe('ok');
    expect(field('nvidia--Nemotron-H-56B-Base-8K', { hybrid_override_pattern: 'MM' })).toBe('hybrid_override_pattern');
    expect(field('meta-llama--Meta-Llama-3.1-8B', { hidden_act: 'mystery' })).toBe('hidden_act');
  });

  it('refuses sizes that are allowed one by one and absurd together', () => {
    const sizes = { hidden_size: 1_000_000, num_experts: 65_536, moe_intermediate_size: 10_000_000, head_dim: 128 };
    const result = importHuggingFaceConfig(withFields('Qwen--Qwen3-30B-A3B', sizes));
    expect(result).toMatchObject({ ok: false, field: 'hidden_size' });
  });

  it('refuses what is not an object, too large or too deep before parsing it', () => {
    expect(importHuggingFaceConfig('')).toMatchObject({ ok: false, field: 'file' });
    expect(importHuggingFaceConfig('[1]')).toMatchObject({ ok: false, field: 'file' });
    expect(importHuggingFaceConfig(' '.repeat(MAX_CONFIG_CHARACTERS + 1))).toMatchObject({ ok: false, field: 'file' });
    const deep = importHuggingFaceConfig('{"a":'.repeat(100_000));
    expect(deep.ok ? '' : deep.reason).toMatch(/deep/);
  });

  it('reads bare NaN and Infinity as Python writes them, but not as sizes', () => {
    const text = configText('meta-llama--Meta-Llama-3.1-8B');
    const withToken = (token: string) => text.replace('"hidden_size": 4096', `"hidden_size": ${token}`);
    for (const token of ['NaN', 'Infinity', '-Infinity']) {
      const result = importHuggingFaceConfig(withToken(token));
      expect(result).toMatchObject({ ok: false, field: 'hidden_size' });
      expect(result.ok ? '' : result.reason).toContain(token);
      expect(importHuggingFaceConfig(text.replace('{', `{"x": ${token}, "y": "NaN [[ Infinity",`)).ok).toBe(true);
    }
  });
});

describe('any input', () => {
  const models = Object.keys(CONFIG_TEXTS);

  function isAnswer(text: string): void {
    const result = importHuggingFaceConfig(text, 'any.json');
    if (result.ok) expect(Number.isSafeInteger(result.totalParameters) && result.totalParameters > 0).toBe(true);
    else expect(result.reason.length).toBeGreaterThan(10);
  }

  it('arbitrary text and JSON never throw', () => {
    fc.assert(fc.property(fc.string(), (text) => isAnswer(text)));
    fc.assert(fc.property(fc.json(), (text) => isAnswer(text)));
  });

  it('a config file with a field replaced by anything never throws', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.integer(), fc.constant(1e308), fc.constant(''));
    const pick = fc.tuple(fc.constantFrom(...models), fc.nat(), value);
    fc.assert(
      fc.property(pick, ([model, at, replacement]) => {
        const config = JSON.parse(configText(model).replace(/\bInfinity\b/, '1e999')) as Record<string, unknown>;
        const language = (config['text_config'] as Record<string, unknown> | undefined) ?? config;
        const names = Object.keys(language);
        isAnswer(withFields(model, { [names[at % names.length]!]: replacement }));
      }),
      { numRuns: 1000 },
    );
  });

  it('a config file with characters cut out never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.nat(), fc.integer({ min: 1, max: 40 }), (model, at, length) => {
        const text = configText(model);
        const start = at % text.length;
        isAnswer(text.slice(0, start) + text.slice(start + length));
      }),
    );
  });
});
