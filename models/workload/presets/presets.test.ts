import { describe, expect, it } from 'vitest';
import { kvElementsAt, kvElementsPerTokenOf } from '../cache';
import { expandLayers } from '../expand-layers';
import { countParameters } from '../parameters';
import matrixParameters from '../fixtures/matrix-parameters.json';
import { LLM_PRESETS, findLlmPreset } from './index';
import { LLM_PRESET_PROVENANCE } from './provenance';

const INDEPENDENT: Readonly<Record<string, { readonly total: number; readonly active: number }>> = matrixParameters;

function build(id: string) {
  const preset = findLlmPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset.build();
}

describe('presets', () => {
  it('are at least 30, each with its own id and provenance, Llama 3.1 8B first', () => {
    const ids = LLM_PRESETS.map((preset) => preset.id);
    expect(ids.length).toBeGreaterThanOrEqual(30);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe('llama-3.1-8b');
    expect(Object.keys(LLM_PRESET_PROVENANCE).sort()).toEqual([...ids].sort());
    expect(findLlmPreset('no such model')).toBeUndefined();
  });

  it.each(Object.keys(INDEPENDENT))('%s has as many matrix elements as the table of models computed', (id) => {
    const workload = build(id);
    const positions = (workload.learnedPositions ?? 0) * workload.hiddenSize;
    const count = countParameters(workload);
    expect(count.matrices - positions).toBe(INDEPENDENT[id]?.total);
    expect(count.activeMatrices - positions).toBe(INDEPENDENT[id]?.active);
    expect(Math.abs((count.total - positions) / INDEPENDENT[id]!.total - 1)).toBeLessThan(0.01);
  });

  it.each(LLM_PRESETS.map((preset) => preset.id))('%s has the published parameters within 1 percent', (id) => {
    const published = LLM_PRESET_PROVENANCE[id]?.publishedParameters ?? null;
    if (published !== null) expect(Math.abs(countParameters(build(id)).total / published - 1)).toBeLessThan(0.01);
    expect(LLM_PRESET_PROVENANCE[id]?.publishedParametersSource === null).toBe(published === null);
  });

  it('a build is fresh', () => {
    expect(build('gpt2')).not.toBe(build('gpt2'));
    expect(build('gpt2')).toEqual(build('gpt2'));
  });
});

describe('caches', () => {
  const GIB = 1024 * 1024 * 1024;

  /** Table of a public fix to a cache estimator (unslothai/unsloth PR 4757), fp16, in GiB though labelled GB. */
  it.each([
    ['gemma-3-27b-it', 131_072, 10.41],
    ['qwen3.5-27b', 262_144, 16.0],
    ['deepseek-v3', 163_840, 10.72],
    ['qwen3-0.6b', 40_960, 4.38],
  ])('%s at %d tokens keeps %d GiB at 2 bytes', (id, tokens, gib) => {
    expect((kvElementsAt(build(id), tokens) * 2) / GIB).toBeCloseTo(gib, 1);
  });

  it('of Kimi K2.5 is that of Kimi K2 at twice the context', () => {
    expect((kvElementsAt(build('kimi-k2'), 262_144) * 2) / GIB).toBeCloseTo(17.16, 1);
  });

  it('DeepSeek-V3 keeps 70,272 bytes a token at 2 bytes (arXiv 2412.19437)', () => {
    expect(kvElementsPerTokenOf(build('deepseek-v3')) * 2).toBe(70_272);
    expect(countParameters(build('deepseek-v3')).total / 1e9).toBeCloseTo(671.03, 2);
  });

  it('a window bounds what its layers keep', () => {
    const workload = build('gpt-oss-20b');
    const perLayer = 2 * 8 * 64;
    expect(kvElementsAt(workload, 100)).toBe(24 * 100 * perLayer);
    expect(kvElementsAt(workload, 1000)).toBe((12 * 1000 + 12 * 128) * perLayer);
  });

  it('Nemotron-H has 54 Mamba-2, 54 FFN and 10 attention layers', () => {
    const kinds = expandLayers(build('nemotron-h-56b').groups).map((layer) => layer.mixer.kind);
    const count = (kind: string) => kinds.filter((other) => other === kind).length;
    expect([count('stateSpace'), count('none'), count('full')]).toEqual([54, 54, 10]);
  });
});
