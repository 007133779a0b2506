import { describe, expect, it } from 'vitest';
import { layerKinds } from '../../layer-kinds';
import type { DecoderWorkload } from '../../types';
import { lowerChunkedStep, stepTokens, type ChunkedStep } from './chunked';
import { LLAMA_2_7B, modelOf, moeFfn, rowsOf, RULES, total } from './genz.test-support';
import { expectedTokensPerRound, speculativeRoundSeconds } from './speculative';

const MIB = 2 ** 20;
const BF16 = 2;

function stepOf(workload: DecoderWorkload, step: ChunkedStep, tensor = 1) {
  const split = { tensor, pipeline: 1, expert: 1 };
  const { rows, values } = lowerChunkedStep(workload, layerKinds(workload, []), split, step, RULES);
  return rowsOf(rows, values).filter(({ get }) => get('REPEAT') !== 0);
}

const decoding = (...contexts: readonly number[]) =>
  contexts.map((context) => ({ kind: 'independent', requests: 1, context }) as const);

describe('a step that mixes prompts and decoding requests', () => {
  it('adds up to the totals that the tool reports for Llama-2-7B', () => {
    const step = { sequences: 1, prompts: [{ past: 1024, tokens: 511 }], decoding: decoding(1600, 1601, 1602) };
    const rows = stepOf(LLAMA_2_7B, step);
    expect(2 * total(rows, ['gemm', 'scores', 'values'], 'MACS')).toBe(7339792924672);
    expect((total(rows, ['gemm'], 'B') * BF16) / MIB).toBe(12852);
    expect((total(rows, ['scores', 'values'], 'B') * BF16) / MIB).toBe(3169);
  });

  it('holds the embedding without using it when no prompt is there', () => {
    const rows = stepOf(LLAMA_2_7B, { sequences: 1, prompts: [], decoding: decoding(1024) });
    const unused = rows.filter(({ row }) => row.kind === 'stored');
    expect(unused.map(({ row, get }) => [row.name, (get('B') * BF16) / MIB])).toEqual([['embeddings', 250]]);
  });

  it('reads the cache of beams once, and counts a token for each', () => {
    const beams = { kind: 'beams', promptBeams: 1, outputBeams: 4, promptContext: 1024, outputContext: 128 } as const;
    const step: ChunkedStep = { sequences: 1, prompts: [{ past: 0, tokens: 500 }], decoding: [beams] };
    expect(stepTokens(step)).toEqual({ prompt: 500, all: 504 });
    const cached = total(stepOf(LLAMA_2_7B, step), ['scores', 'values'], 'B');
    expect(cached).toBe(2 * 32 * 4096 * (500 + 1024 + 128));
  });

  it('uses, of a model with shared experts, those that the tokens can reach', () => {
    const workload = modelOf({
      hiddenSize: 2048,
      layers: 28,
      heads: 16,
      kvHeads: 2,
      vocabularySize: 102400,
      ffn: moeFfn(64, 6, 1408, 2816),
    });
    const rows = stepOf(workload, { sequences: 1, prompts: [], decoding: decoding(1000, 1000, 1000, 1000) }, 2);
    expect(2 * total(rows, ['gemm', 'scores', 'values'], 'MACS')).toBe(10120331264);
    expect((total(rows, ['stored'], 'B') * BF16) / MIB).toBe(9440);
  });
});

describe('speculative decoding', () => {
  it('expects the tokens that the tool reports', () => {
    expect(expectedTokensPerRound(8, 0.7)).toBeCloseTo(3.19882131, 12);
    expect(expectedTokensPerRound(4, 0.9)).toBe(4);
    expect(expectedTokensPerRound(5, 0.6)).toBeCloseTo(2.38336, 12);
  });

  it('takes one verification and a draft step a token; a pipeline adds a stage a micro-batch', () => {
    expect(speculativeRoundSeconds(4, 1, 4, 1, 1)).toBe(8);
    expect(speculativeRoundSeconds(4, 1, 4, 2, 2)).toBe(12);
  });
});
