import { describe, expect, it } from 'vitest';
import type { Design } from '../design/types';
import { sampleDesign } from './sample-designs.test-support';
import { evaluateSingle } from './single';

/** TPOT as the mean of single steps, each evaluated at its own context: what the closed form must agree with. */
function meanOfSteps(design: Design): number {
  const outputTokens = design.deployment.outputTokens as number;
  const overrides = { ...design.assumptions.overrides, meanTimePerToken: false };
  let sum = 0;
  for (let tokens = 2; tokens <= outputTokens; tokens++) {
    const deployment = { ...design.deployment, outputTokens: tokens };
    sum += evaluateSingle({ ...design, deployment, assumptions: { ...design.assumptions, overrides } }).metrics.tpot;
  }
  return sum / (outputTokens - 1);
}

const split = (tensor: number, pipeline: number, expert: number) => ({ tensor, pipeline, expert });

function design(model: string, level: 'roofline' | 'array', change: Partial<Design['deployment']>): Design {
  const base = sampleDesign('tpu-v4', model);
  return {
    ...base,
    deployment: { ...base.deployment, ...change },
    assumptions: { ...base.assumptions, level },
  };
}

describe.each(['roofline', 'array'] as const)('mean TPOT at level %s is the mean over the steps', (level) => {
  it.each([
    ['full attention', 'llama-3.1-8b', { promptTokens: 500, outputTokens: 60, decodeBatch: 64 }],
    ['a window that fills up', 'gemma-2-9b', { promptTokens: 4070, outputTokens: 60, decodeBatch: 8 }],
    ['chunks that end twice', 'llama-4-scout', { promptTokens: 8180, outputTokens: 30, decodeBatch: 4 }],
    ['experts', 'mixtral-8x7b-v0.1', { promptTokens: 100, outputTokens: 20, decodeBatch: 16 }],
    [
      'a pipeline with one layer a stage',
      'llama-3.1-8b',
      {
        promptTokens: 300,
        outputTokens: 20,
        decodeBatch: 40,
        prefillParallelism: split(2, 32, 1),
        decodeParallelism: split(2, 32, 1),
      },
    ],
    [
      'a pipeline of windowed layers, one a stage',
      'gemma-2-9b',
      {
        promptTokens: 4090,
        outputTokens: 20,
        decodeBatch: 40,
        prefillParallelism: split(1, 42, 1),
        decodeParallelism: split(1, 42, 1),
      },
    ],
  ])('with %s', (_name, model, change) => {
    const sample = design(model, level, change);
    expect(evaluateSingle(sample).metrics.tpot / meanOfSteps(sample)).toBeCloseTo(1, 9);
  });
});

describe('TPOT', () => {
  it('is missing for a single output token, and latency is then TTFT', () => {
    const { metrics } = evaluateSingle(design('llama-3.1-8b', 'roofline', { outputTokens: 1 }));
    expect(metrics.tpot).toBeNaN();
    expect(metrics.latency).toBe(metrics.ttft);
  });
});
