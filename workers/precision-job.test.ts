import { expect, it } from 'vitest';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { exactSolver } from '../models/precision/exact-frontier';
import { WorkerHost } from './host';
import { createPrecisionJob, type PrecisionInput, type PrecisionOutcome } from './precision-job';
import { PRECISION_JOB_ID } from './precision-job-id';

const host = new WorkerHost([createPrecisionJob(exactSolver)]);
const INPUT: PrecisionInput = {
  design: designFromPresets('h100-sxm', 'llama-3.1-8b'),
  question: {
    cost: 'tpot',
    choices: { weights: ['fp8_e4m3'], activations: ['fp8_e4m3'], keyValues: [] },
    layerRuns: 2,
  },
  budgets: { count: 3 },
};

async function outcomeOf(input: unknown, jobNumber: number): Promise<PrecisionOutcome> {
  const answer = await host.run(jobNumber, PRECISION_JOB_ID, structuredClone(input), () => undefined);
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  return structuredClone(answer.value) as PrecisionOutcome;
}

it('answers every budget with a design', async () => {
  const outcome = await outcomeOf(INPUT, 1);
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(outcome.answers.map(({ solution }) => solution.status)).toEqual(['optimal', 'optimal', 'optimal']);
  expect(outcome.answers.at(-1)?.evaluatedCost).toBeLessThan(outcome.problem.baseCost);
});

it('asks the mapper at level mapped', async () => {
  const small = designFromPresets('tpu-v5e', 'qwen3-0.6b');
  const design = { ...small, assumptions: { ...small!.assumptions, level: 'mapped' } };
  const question = {
    cost: 'tpot',
    choices: { weights: ['int8'], activations: ['int8'], keyValues: [] },
    layerRuns: 1,
  } as const;
  const outcome = await outcomeOf({ design, question, budgets: { count: 2 } }, 9);
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(outcome.uniform.every(({ metrics }) => metrics.tpot > 0)).toBe(true);
  expect(outcome.answers.at(-1)!.evaluatedCost).toBeLessThan(outcome.problem.baseCost);
});

it('takes budgets that are given', async () => {
  const outcome = await outcomeOf({ ...INPUT, budgets: [1, 1.01] }, 2);
  expect(outcome.ok && outcome.answers.map(({ budget }) => budget)).toEqual([1, 1.01]);
});

it.each([
  [{ ...INPUT, design: {} }, 'must be'],
  [{ ...INPUT, budgets: [0.5] }, 'budgets'],
])('refuses what is not valid', async (input, reason) => {
  const answer = await host.run(3, PRECISION_JOB_ID, input, () => undefined);
  expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) as string });
});
