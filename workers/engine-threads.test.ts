import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import type { Axis, Space } from '../models/design/types';
import { compile } from '../models/evaluate/compile';
import { DensitySink } from '../models/space/sinks/density-sink';
import { nodePort } from './node-port';
import { parseSweepSpace } from './parse-space';
import { WorkerPool } from './pool';
import { sweepTask, type SweepRequest } from './sweep';
import { createSweepEngine } from './sweep-engine';
import { metricsOf, SweepSinks, type SweepResult, type SweepWant } from './sweep-want';

const ROOT = new URL('../', import.meta.url);
const CACHE = fileURLToPath(new URL('node_modules/.cache/', ROOT)); // where a built file still finds its packages

const AXES: readonly Axis[] = [
  { field: 'tier.dram.bandwidth', values: Array.from({ length: 24 }, (_, i) => (i + 2) * 1e11) },
  { field: 'deployment.decodeBatch', values: [1, 2, 4, 8, 16, 32, 64, 128, 256] },
  { field: 'deployment.prefillBatch', tiedTo: 'deployment.decodeBatch', factor: 1 },
  { field: 'format.weight', values: ['bf16', 'int8', 'fp8_e4m3'] },
  { field: 'deployment.promptTokens', values: Array.from({ length: 16 }, (_, i) => 256 * (i + 1)) },
  { field: 'assumptions.base', values: ['ridgeline@1', 'genz-0.0.16'] },
];

const WANT: SweepWant = {
  columns: ['tpot', 'ttft', 'memoryUse'],
  frontier: [
    { metric: 'tpot', better: 'lower' },
    { metric: 'decodeThroughput', better: 'higher' },
    { metric: 'ttft', better: 'lower' },
  ],
  constraints: [{ metric: 'ttft', max: 2 }],
  density: { x: { metric: 'tpot', scale: 'log' }, y: { metric: 'decodeThroughput', scale: 'log' } },
};

function testSpace(): Space {
  const base = designFromPresets('tpu-v4', 'llama-3.1-8b');
  if (base === null) throw new Error('the presets of this test are gone');
  const dram = base.accelerator.tiers.find(({ kind }) => kind === 'dram')!.id;
  const axes = AXES.map((axis) => ({ ...axis, field: axis.field.replace('tier.dram', `tier.${dram}`) }));
  return { base, axes, constraints: WANT.constraints, objectives: WANT.frontier.map(({ metric }) => metric) };
}

async function inThisThread({ space, size, want }: SweepRequest): Promise<SweepResult> {
  const program = createSweepEngine(parseSweepSpace).compile(space, metricsOf(want));
  if (!program.ok) throw new Error(program.reason);
  const sinks = new SweepSinks(want, 0, size, DensitySink);
  await program.value.prepare();
  program.value.runRange(0, size, sinks.all, () => false);
  return sinks.snapshot();
}

let folder: string;
beforeAll(() => {
  mkdirSync(CACHE, { recursive: true });
  folder = mkdtempSync(join(CACHE, 'engine-threads-test-'));
  const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', ROOT));
  const options = ['--ssr', 'workers/node-entry.ts', '--outDir', folder, '--logLevel', 'error'];
  execFileSync(process.execPath, [vite, 'build', ...options], { cwd: ROOT });
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the engine on real threads', () => {
  const entry = () =>
    join(
      folder,
      readdirSync(folder).find((name) => name.startsWith('node-entry'))!,
    );

  it('gives the same bits on one, two and three threads as in this one', async () => {
    const space = testSpace();
    const request: SweepRequest = { space, size: compile(space).size, want: WANT };
    const expected = await inThisThread(request);
    expect(expected.counts.ok).toBeGreaterThan(1000);
    expect(expected.frontier!.indices.length).toBeGreaterThan(0);

    for (const threads of [1, 2, 3]) {
      const pool = new WorkerPool({ spawn: () => nodePort(new Worker(entry())), size: threads });
      const outcome = await pool.run(sweepTask(request));
      pool.dispose();
      expect(outcome.kind).toBe('done');
      expect(isDeepStrictEqual(outcome.result, expected)).toBe(true); // as toEqual, in a hundredth of the time
    }
  });

  it('refuses a space that is not valid, in one sentence', async () => {
    const space = { ...testSpace(), axes: [{ field: 'deployment.decodeBatch', values: [-1] }] };
    const pool = new WorkerPool({ spawn: () => nodePort(new Worker(entry())), size: 1 });
    const outcome = await pool.run(sweepTask({ space, size: 1, want: WANT }));
    pool.dispose();
    expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('axes[0].values[0]: must be') });
  });

  it('carries no presets', () => {
    expect(readFileSync(entry(), 'utf8')).not.toMatch(/llama-3\.1-8b|tpu-v4/);
  });
});
