import { describe, expect, it, vi } from 'vitest';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { importHuggingFaceConfig } from '../../../models/workload/import-hf';
import { importConfig, MAX_FILE_BYTES } from './import-config';

const LLAMA = {
  model_type: 'llama',
  hidden_size: 2048,
  intermediate_size: 8192,
  num_hidden_layers: 16,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  rms_norm_eps: 1e-5,
  vocab_size: 128256,
  tie_word_embeddings: true,
};
const load = () => Promise.resolve(importHuggingFaceConfig);
const file = (text: string, name = 'config.json') => ({ name, size: text.length, text: () => Promise.resolve(text) });

describe('a dropped config.json', () => {
  it('becomes the model of the design', async () => {
    const outcome = await importConfig(file(JSON.stringify(LLAMA), 'Llama-3.2-1B.json'), defaultDesign(), load);
    expect(outcome).toMatchObject({ ok: true, design: { workload: { name: 'Llama-3.2-1B', hiddenSize: 2048 } } });
    expect(outcome).toMatchObject({ design: { origin: { workload: null } } });
  });

  it('is not read at all when it is too large', async () => {
    const text = vi.fn(() => Promise.resolve('{}'));
    const outcome = await importConfig({ name: 'big.json', size: MAX_FILE_BYTES + 1, text }, defaultDesign(), load);
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringMatching(/^big\.json has .* is read\.$/) });
    expect(text).not.toHaveBeenCalled();
  });

  it.each([
    ['text that is not JSON', 'hello'],
    ['a list', '[]'],
    ['deep nesting', '['.repeat(100_000)],
    ['no type', '{}'],
    ['an impossible size', JSON.stringify({ ...LLAMA, hidden_size: -1 })],
  ])('with %s is refused in words', async (_, text) => {
    const outcome = await importConfig(file(text), defaultDesign(), load);
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringContaining('config.json was not imported. ') });
  });

  it('that cannot be read says so', async () => {
    const broken = { name: 'config.json', size: 1, text: () => Promise.reject(new Error('gone')) };
    expect(await importConfig(broken, defaultDesign(), load)).toEqual({
      ok: false,
      reason: 'config.json could not be read.',
    });
  });
});
