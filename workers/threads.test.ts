import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DensitySink } from '../models/space/sinks/density-sink';
import { nodePort } from './node-port';
import { WorkerPool } from './pool';
import { sweepTask } from './sweep';
import { metricsOf, SweepSinks } from './sweep-want';
import { TOY_WANT, ToyEngine } from './toy-sweep.test-support';

const ROOT = new URL('../', import.meta.url);
const CACHE = fileURLToPath(new URL('node_modules/.cache/', ROOT)); // where a built file still finds its packages

let folder: string;
beforeAll(() => {
  mkdirSync(CACHE, { recursive: true });
  folder = mkdtempSync(join(CACHE, 'threads-test-'));
  const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', ROOT));
  const entry = 'workers/toy-thread.test-support.ts';
  const options = ['--ssr', entry, '--outDir', folder, '--logLevel', 'error'];
  execFileSync(process.execPath, [vite, 'build', ...options], { cwd: ROOT });
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('sweeps on real threads, to the same bits as in this one', async () => {
  const size = 200_000;
  const sinks = new SweepSinks(TOY_WANT, 0, size, DensitySink);
  const program = new ToyEngine().compile({ toySize: size }, metricsOf(TOY_WANT));
  if (program.ok) program.value.runRange(0, size, sinks.all, () => false);
  const expected = sinks.snapshot();

  const thread = readdirSync(folder).find((name) => name.startsWith('toy-thread'))!;
  const pool = new WorkerPool({ spawn: () => nodePort(new Worker(join(folder, thread))), size: 2 });
  const done: number[] = [];
  const request = { space: { toySize: size }, size, want: TOY_WANT };
  const outcome = await pool.run(sweepTask(request), { onProgress: (progress) => done.push(progress.done) });
  pool.dispose();

  expect(outcome).toMatchObject({ kind: 'done', done: size });
  expect(isDeepStrictEqual(outcome.result, expected)).toBe(true); // as toEqual, in a hundredth of the time
  expect(done.at(-1)).toBe(size);
});
