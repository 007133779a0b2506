import { describe, expect, it } from 'vitest';
import { resolveRules } from '../../rules';
import { layerKinds } from '../../layer-kinds';
import { countParameters } from '../../parameters';
import { findLlmPreset, LLM_PRESETS } from '../../presets';
import type { DecoderWorkload } from '../../types';
import { ROW, SCALAR, STORED, LIVE } from '../rows';
import { MODULES } from '../../types';
import type { LoweringInput, Parallelism, DecoderStructure, Tokens } from '../types';
import { defaultLowering } from '.';

const RULES = resolveRules({ base: 'ridgeline@1', level: 'roofline', overrides: { expectedExperts: false } });
const SINGLE: Parallelism = { tensor: 1, pipeline: 1, expert: 1 };
const TOKENS: Tokens = { prefillBatch: 2, decodeBatch: 3, promptTokens: 700, outputTokens: 5, beams: 1 };

interface Lowered {
  readonly structure: DecoderStructure;
  readonly row: (phase: string, name: string, column: keyof typeof ROW) => number;
  readonly sum: (phase: string, column: keyof typeof ROW, keep?: (name: string) => boolean) => number;
  readonly input: LoweringInput;
}

function lower(workload: DecoderWorkload, tokens: Partial<Tokens> = {}, split: Parallelism = SINGLE): Lowered {
  const layers = layerKinds(workload, []);
  const structure: DecoderStructure = {
    kind: 'decoder',
    workload,
    layers,
    ...defaultLowering.describe(workload, layers, RULES),
  };
  const out = new Float64Array(structure.rows.length * ROW.WIDTH + SCALAR.WIDTH);
  const input: LoweringInput = {
    structure,
    tokens: { ...TOKENS, ...tokens },
    prefill: split,
    decode: split,
    rules: RULES,
  };
  defaultLowering.fill(input, out, 0);
  const at = (index: number, column: keyof typeof ROW) => out[index * ROW.WIDTH + ROW[column]]!;
  return {
    structure,
    input,
    row: (phase, name, column) =>
      at(
        structure.rows.findIndex((r) => r.phase === phase && r.name === name),
        column,
      ),
    sum: (phase, column, keep = () => true) =>
      structure.rows.reduce(
        (total, r, i) => total + (r.phase === phase && keep(r.name) ? at(i, 'REPEAT') * at(i, column) : 0),
        0,
      ),
  };
}

describe('weights read by the products of a prefill pass', () => {
  const timed = LLM_PRESETS.map((preset) => ({ id: preset.id, workload: preset.build() })).filter(
    ({ workload }) => lower(workload).structure.unmodelled.length === 0,
  );

  it.each(timed)('are all matrices of $id, the embedding table apart', ({ workload }) => {
    const { sum, structure } = lower(workload);
    const weights = structure.rows.filter((row) => row.kind === 'gemm').map((row) => row.name);
    const { matrices, byModule } = countParameters(workload);
    const head = workload.tiedEmbeddings ? workload.vocabularySize * workload.hiddenSize : 0;
    const expected = matrices - byModule.embedding.matrices + head;
    expect(sum('prefill', 'B', (name) => weights.includes(name))).toBe(expected);
  });
});

describe('Llama-3.1-8B by hand', () => {
  const { row } = lower(findLlmPreset('llama-3.1-8b')!.build());

  it('projects queries, keys and values in one product and writes the cache once', () => {
    expect(row('prefill', 'QKV projection', 'REPEAT')).toBe(32);
    expect(row('prefill', 'QKV projection', 'MACS')).toBe(2 * 700 * 4096 * (4096 + 2 * 1024));
    expect(row('prefill', 'QKV projection', 'BESIDES')).toBe(2 * 700 * 2 * 1024);
  });

  it('counts only visible pairs, one group for each request and KV head', () => {
    expect(row('prefill', 'Attention scores', 'MACS')).toBe(2 * 32 * 128 * ((700 * 701) / 2));
    expect(row('prefill', 'Attention scores', 'GROUPS')).toBe(2 * 8);
    expect(row('prefill', 'Attention scores', 'M')).toBe(4 * 700);
  });

  it('reads the whole cache in every decode step, one key more each step', () => {
    expect(row('decode', 'Attention scores', 'STEPS')).toBe(4);
    expect(row('decode', 'Attention scores', 'B')).toBe(3 * 8 * 128 * 701);
    expect(row('decode', 'Attention scores', 'B_SLOPE')).toBe(3 * 8 * 128);
  });

  it('computes logits for the last prompt token only', () => {
    expect(row('prefill', 'Head', 'MACS')).toBe(2 * 4096 * 128256);
  });
});

describe('latent attention', () => {
  it('of DeepSeek-V3 does 241.8 operations a cached byte in decode (2-byte cache)', () => {
    const { row } = lower(findLlmPreset('deepseek-v3')!.build(), { promptTokens: 100_000 });
    const macs = row('decode', 'Attention scores', 'MACS') + row('decode', 'Attention values', 'MACS');
    const elements = row('decode', 'Attention scores', 'B') + row('decode', 'Attention values', 'B');
    expect((2 * macs) / (2 * elements)).toBeCloseTo(241.8, 1);
  });
});

describe('splitting over ranks', () => {
  it('leaves the MACs of a pass the same in sum', () => {
    const workload = findLlmPreset('mixtral-8x7b-v0.1')!.build();
    const whole = lower(workload).sum('prefill', 'MACS');
    const split = lower(workload, {}, { tensor: 4, pipeline: 1, expert: 2 });
    const router = 2 * 700 * 4096 * 8 * 32;
    // The router is computed by every tensor rank; everything else is shared out evenly.
    expect(split.sum('prefill', 'MACS') * 8).toBe(whole + 3 * router);
  });

  it('stores every weight once over all ranks, but for what is replicated', () => {
    const workload = findLlmPreset('llama-3.1-8b')!.build();
    const stored = (tensor: number) => {
      const { input, structure } = lower(workload, {}, { ...SINGLE, tensor });
      const owners = structure.layers.kinds.length + 2;
      const out = new Float64Array(2 * (owners * STORED.WIDTH + LIVE.WIDTH));
      defaultLowering.store(input, out, 0);
      let weights = 0;
      for (let owner = 0; owner < owners; owner++) {
        const layers = owner < 2 ? 1 : structure.layers.kinds[owner - 2]!.count;
        MODULES.forEach((_, i) => (weights += layers * out[owner * STORED.WIDTH + STORED.WEIGHTS + i]!));
      }
      return weights;
    };
    expect(stored(1)).toBe(countParameters(workload).total);
    const norms = 65 * 4096;
    expect(stored(8) * 8).toBe(countParameters(workload).total + 7 * norms);
  });
});
