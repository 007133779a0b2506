import { expect, it } from 'vitest';
import { SEARCHING, type Machine, type Product, type ProductAnswer } from '../../models/evaluate/mapped/product-mapper';
import { createProductMapper } from '../../models/mapping/product-mapper';
import { TIER_OPERANDS } from '../../models/hardware/types';
import { WorkerHost } from '../../workers/host';
import type { MappingJobInput } from '../../workers/mapping-job-id';
import { createMappingJob } from '../../workers/mapping-job';
import { FakeWorker } from '../../workers/toy-sweep.test-support';
import { MAPPING_JOB_ID } from '../../workers/mapping-job-id';
import { createPageMapper } from './page-mapper';
import { workerRunner } from './worker-runner';

const TIER: Machine['tiers'][number] = {
  ...{ id: 'sram', label: 'SRAM', scope: 'chip', isMain: false, bits: 1e6, bitsPerCycle: 512 },
  ...{ readJoulesPerBit: NaN, writeJoulesPerBit: NaN, holds: TIER_OPERANDS },
};
const MACHINE: Machine = {
  ...{ rows: 8, columns: 8, cores: 1, loadOverlap: true, drainOverlap: true, loadingCounts: false },
  loadingBelowMinimum: false,
  tiers: [TIER, { ...TIER, id: 'dram', isMain: true, bits: Infinity, bitsPerCycle: Infinity }],
};
const product = (m: number): Product => {
  const operand = { bits: 8, place: 'off' } as const;
  return { groups: 1, m, n: 16, k: 16, partialBits: 32, input: operand, weight: operand, output: operand };
};

/** A page mapper over a worker in this thread, and a promise of its next call. */
function pageMapper() {
  let told: () => void = () => undefined;
  const next = () => new Promise<void>((resolve) => (told = resolve));
  const runner = workerRunner<MappingJobInput, readonly ProductAnswer[]>({
    jobId: MAPPING_JOB_ID,
    startWorker: () => new FakeWorker(() => new WorkerHost([createMappingJob()])),
    silenceMs: 1000,
  });
  return { mapper: createPageMapper(runner, () => told()), next };
}

it('answers that it is searching, and says when it has found the same as a mapper at once', async () => {
  const { mapper, next } = pageMapper();
  const called = next();
  expect([4, 5, 4].map((m) => mapper.map(product(m), MACHINE))).toEqual([SEARCHING, SEARCHING, SEARCHING]);
  await called;
  const direct = createProductMapper();
  for (const m of [4, 5]) expect(mapper.map(product(m), { ...MACHINE })).toEqual(direct.map(product(m), MACHINE));
});

it('gives up what it is at for what is asked next', async () => {
  const { mapper, next } = pageMapper();
  mapper.map(product(6), MACHINE);
  await Promise.resolve();
  const called = next();
  mapper.map(product(7), MACHINE);
  await called;
  expect(mapper.map(product(7), MACHINE).kind).toBe('mapped');
});

it('answers a question of many parts when all of them are there', async () => {
  const { mapper, next } = pageMapper();
  const kinds = () =>
    mapper.whole((whole) => {
      const first = whole.map(product(8), MACHINE);
      return first.kind === 'mapped' ? [first, whole.map(product(9), MACHINE)].map(({ kind }) => kind) : [];
    });
  for (const _ of [8, 9]) {
    const called = next();
    expect(kinds()).toBeNull();
    await called;
  }
  expect(kinds()).toEqual(['mapped', 'mapped']);
});

it('finds nests on its own thread where no worker answers', async () => {
  let told = () => undefined as void;
  const called = new Promise<void>((resolve) => (told = resolve));
  const broken = createPageMapper(
    {
      run: () => Promise.resolve({ ok: false, reason: 'there are no workers' }),
      cancel: () => undefined,
      dispose: () => undefined,
    },
    () => told(),
  );
  expect(broken.map(product(9), MACHINE)).toBe(SEARCHING);
  await called;
  expect(broken.map(product(9), MACHINE).kind).toBe('mapped');
});
