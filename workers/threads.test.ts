import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { nodePort } from './node-port';
import { WorkerPool } from './pool';
import { sweepTask } from './sweep';
import { metricsOf, SweepSinks } from './sweep-want';
import { TOY_WANT, ToyEngine } from './toy-sweep.test-support';

/** The entry of a thread with all that it imports, as a URL to start it from. */
async function bundledThread(): Promise<URL> {
  const entry = new URL('./toy-thread.test-support.ts', import.meta.url).pathname;
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, write: false, rolldownOptions: { output: { codeSplitting: false } } },
  })) as Rolldown.RolldownOutput;
  return new URL(`data:text/javascript,${encodeURIComponent(output.output[0].code)}`);
}

it('sweeps on real threads, to the same bits as in this one', async () => {
  const size = 200_000;
  const sinks = new SweepSinks(TOY_WANT, 0, size);
  const program = new ToyEngine().compile({ toySize: size }, metricsOf(TOY_WANT));
  if (program.ok) program.value.runRange(0, size, sinks.all, () => false);
  const expected = sinks.snapshot();

  const thread = await bundledThread();
  const pool = new WorkerPool({ spawn: () => nodePort(new Worker(thread)), size: 2 });
  const done: number[] = [];
  const request = { space: { toySize: size }, size, want: TOY_WANT };
  const outcome = await pool.run(sweepTask(request), { onProgress: (progress) => done.push(progress.done) });
  pool.dispose();

  expect(outcome).toMatchObject({ kind: 'done', done: size });
  expect(isDeepStrictEqual(outcome.result, expected)).toBe(true); // as toEqual, in a hundredth of the time
  expect(done.at(-1)).toBe(size);
});
