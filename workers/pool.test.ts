import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { DensitySink } from '../models/space/sinks/density-sink';
import { defineJob } from './job';
import type { LeasedTask, RunOutcome, RunProgress } from './leased-run';
import { nodePort } from './node-port';
import { WorkerPool, type PoolOptions } from './pool';
import { systemClock, type WorkerPort } from './port';
import { sweepTask } from './sweep';
import { SweepSinks, metricsOf, type SweepResult } from './sweep-want';
import { FakeWorker, mortalWorker, TOY_WANT, ToyEngine, toyWorker } from './toy-sweep.test-support';

const SIZE = 40_321;
const request = { space: { toySize: SIZE }, size: SIZE, want: TOY_WANT };

const pools: WorkerPool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});
function poolOf(spawn: () => WorkerPort, size: number, more: Partial<PoolOptions> = {}): WorkerPool {
  const pool = new WorkerPool({ spawn, size, ...more });
  pools.push(pool);
  return pool;
}

/** As `toEqual`, in a hundredth of the time. */
function same(a: SweepResult, b: SweepResult): boolean {
  return isDeepStrictEqual(a, b);
}

/** The whole sweep in this thread, in one go. */
function expected(): SweepResult {
  const sinks = new SweepSinks(TOY_WANT, 0, SIZE, DensitySink);
  const program = new ToyEngine().compile(request.space, metricsOf(TOY_WANT));
  if (program.ok) program.value.runRange(0, SIZE, sinks.all, () => false);
  return sinks.snapshot();
}

describe('a sweep', () => {
  it.each([1, 2, 3])('is bit-equal to one thread with %i workers', async (workers) => {
    const outcome = await poolOf(toyWorker, workers).run(sweepTask(request));
    expect(outcome).toMatchObject({ kind: 'done', done: SIZE, remaining: [] });
    expect(same(outcome.result, expected())).toBe(true);
    expect(outcome.result.frontier!.indices.length).toBeGreaterThan(3);
  });

  it('reports counted designs, never backwards, up to all of them', async () => {
    const seen: RunProgress[] = [];
    await poolOf(toyWorker, 2).run(sweepTask(request), { onProgress: (progress) => seen.push(progress) });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(new Set(done).size).toBe(done.length);
    expect(seen.at(-1)).toEqual({ done: SIZE, total: SIZE });
  });

  it('compiles once per worker, not per lease', async () => {
    let compiled = 0;
    const spawn = () => toyWorker({ onCompile: () => compiled++ });
    await poolOf(spawn, 2).run(sweepTask(request));
    expect(compiled).toBe(2);
  });

  it('uses the workers that were started ahead', async () => {
    let spawned = 0;
    const pool = poolOf(() => {
      spawned++;
      return toyWorker();
    }, 2);
    pool.warm();
    expect(spawned).toBe(2);
    await pool.run(sweepTask(request));
    expect(spawned).toBe(2);
  });

  it('of nothing is done at once', async () => {
    const empty = { ...request, space: { toySize: 0 }, size: 0 };
    expect(await poolOf(toyWorker, 2).run(sweepTask(empty))).toMatchObject({ kind: 'done', done: 0 });
  });

  it('without columns keeps none', async () => {
    const outcome = await poolOf(toyWorker, 2).run(sweepTask({ ...request, want: { ...TOY_WANT, columns: [] } }));
    expect(same(outcome.result, { ...expected(), columns: null })).toBe(true);
  });

  it('refuses what the job cannot read, with the reason', async () => {
    const bad = { ...request, space: { toySize: 'many' } };
    const outcome = await poolOf(toyWorker, 2).run(sweepTask(bad));
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'toySize: a number is expected.', done: 0 });
    const beyond = await poolOf(toyWorker, 1).run(sweepTask({ ...request, space: { toySize: 10 } }));
    expect(beyond).toMatchObject({ kind: 'refused' });
  });
});

describe('cancel', () => {
  /** Cancels at the first progress; says how many blocks were evaluated after that. */
  async function cancelEarly(workers: number) {
    let blocks = 0;
    const pool = poolOf(() => toyWorker({ onBlock: () => blocks++ }), workers);
    const abort = new AbortController();
    const seen: RunProgress[] = [];
    let blocksThen = NaN;
    const onProgress = (progress: RunProgress) => {
      seen.push(progress);
      blocksThen = blocks;
      abort.abort();
    };
    const big = { space: { toySize: 1e9 }, size: 1e9, want: { ...TOY_WANT, columns: [] } };
    const outcome = await pool.run(sweepTask(big), { onProgress, signal: abort.signal });
    return { pool, outcome, seen, after: () => blocks - blocksThen };
  }

  it('answers at once and lets each worker end its slice only', async () => {
    const { pool, outcome, seen, after } = await cancelEarly(2);
    expect(outcome.kind).toBe('cancelled');
    expect(after()).toBe(0); // answered before any worker got to do anything more
    const left = outcome.remaining.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(outcome.done + left).toBe(1e9);

    const before = after();
    const next = await pool.run(sweepTask(request));
    expect(same(next.result, expected())).toBe(true);
    const ownBlocks = Math.ceil(SIZE / 1000) + 64; // leases cut blocks short: not many more than the designs need
    expect(after() - before).toBeLessThanOrEqual(ownBlocks + 2 * 2);
    expect(seen).toHaveLength(1); // and nothing late was heard of the cancelled run
  });

  it('before the start does nothing', async () => {
    let spawned = 0;
    const spawn = () => {
      spawned++;
      return toyWorker();
    };
    const outcome = await poolOf(spawn, 2).run(sweepTask(request), { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ kind: 'cancelled', done: 0, remaining: [{ from: 0, to: SIZE }] });
    expect(spawned).toBe(0);
  });

  it('comes with a newer run, which is not disturbed', async () => {
    const pool = poolOf(toyWorker, 2);
    const older = pool.run(sweepTask(request));
    const newer = pool.run(sweepTask(request));
    expect((await older).kind).toBe('cancelled');
    expect(same((await newer).result, expected())).toBe(true);
  });

  it('keeps what was finished, and the rest can be run later', async () => {
    const pool = poolOf(toyWorker, 2);
    const abort = new AbortController();
    const onProgress = ({ done }: RunProgress) => {
      if (done > SIZE / 2) abort.abort();
    };
    const first = await pool.run(sweepTask(request), { onProgress, signal: abort.signal });
    expect(first.done).toBeGreaterThan(0);
    const kept = structuredClone(first.result);
    const seen: RunProgress[] = [];
    const second = await pool.run(sweepTask(request, first), { onProgress: (progress) => seen.push(progress) });
    expect(second).toMatchObject({ kind: 'done', done: SIZE });
    expect(same(second.result, expected())).toBe(true);
    expect(seen[0]!.done).toBeGreaterThan(first.done);
    expect(same(first.result, kept)).toBe(true);
  });
});

describe('a crash', () => {
  it('of one worker is made good by a fresh one', async () => {
    const workers: FakeWorker[] = [];
    const spawn = () => {
      const worker = workers.length === 0 ? mortalWorker((from) => from > 0) : toyWorker();
      workers.push(worker);
      return worker;
    };
    const outcome = await poolOf(spawn, 2).run(sweepTask(request));
    expect(outcome).toMatchObject({ kind: 'done', done: SIZE });
    expect(same(outcome.result, expected())).toBe(true);
    expect(workers).toHaveLength(3);
    expect(workers[0]!.terminated).toBe(true);
  });

  it('that a range always brings about is told, all finished designs are kept, and Retry does the rest', async () => {
    const deadly = 20_000;
    const spawn = () => mortalWorker((from, to) => from <= deadly && deadly < to);
    const outcome = await poolOf(spawn, 2).run(sweepTask(request));
    if (outcome.kind !== 'crashed') throw new Error(`expected a crash, not ${outcome.kind}`);
    expect(outcome.message).toBe('Out of memory');
    expect(outcome.range.from <= deadly && deadly < outcome.range.to).toBe(true);
    const { ok, infeasible, missing } = outcome.result.counts;
    expect(outcome.done).toBeGreaterThan(0);
    expect(ok + infeasible + missing).toBe(outcome.done);

    const retried = await poolOf(toyWorker, 2).run(sweepTask(request, outcome));
    expect(retried).toMatchObject({ kind: 'done', done: SIZE });
    expect(same(retried.result, expected())).toBe(true);
  });

  it('by silence is noticed', async () => {
    const timers = new Set<() => void>();
    const clock = {
      now: systemClock.now,
      after: (_: number, callback: () => void) => {
        timers.add(callback);
        return () => timers.delete(callback);
      },
    };
    let spawned = 0;
    const spawn = () => {
      if (++spawned === 2) return toyWorker();
      const silent = { run: () => new Promise<never>(() => undefined), cancel: () => undefined };
      queueMicrotask(() => {
        queueMicrotask(() => {
          for (const callback of [...timers]) callback();
        });
      });
      return new FakeWorker(() => silent);
    };
    const outcome = await poolOf(spawn, 1, { clock }).run(sweepTask(request));
    expect(outcome.kind).toBe('done');
    expect(spawned).toBe(2);
    expect(timers.size).toBe(0);
  });

  it('at the start of every worker is told, not waited for', async () => {
    const spawn = (): WorkerPort => {
      throw new Error('Workers are not allowed here');
    };
    const outcome = await poolOf(spawn, 2).run(sweepTask(request));
    expect(outcome).toMatchObject({ kind: 'crashed', message: 'Workers are not allowed here', done: 0 });
    expect(outcome.remaining).toEqual([{ from: 0, to: SIZE }]);
  });

  it('of the job itself is told at once: a second try would throw again', async () => {
    let runs = 0;
    const job = defineJob<unknown, never>({
      id: 'faulty',
      parse: (value) => ({ ok: true, value }),
      run: () => {
        runs++;
        return Promise.reject(new Error('a bug'));
      },
    });
    const task = { ...sweepTask(request), jobId: 'faulty' };
    const outcome = await poolOf(() => toyWorker({}, [job]), 1).run(task);
    expect(outcome).toMatchObject({ kind: 'crashed', message: 'a bug' });
    expect(runs).toBe(1);
  });
});

describe('worker threads', () => {
  /** Sums the indices of a lease; a lease with index 5000 ends the thread. */
  const script = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ id, path, argumentList }) => {
      if (path[0] !== 'run') return;
      const { from, to } = argumentList[2].value;
      if (from <= 5000 && 5000 < to) process.exit(3);
      let sum = 0;
      for (let i = from; i < to; i++) sum += i;
      parentPort.postMessage({ id, type: 'RAW', value: { kind: 'done', value: sum } });
    });`;

  function sumTask(from: number, to: number): LeasedTask<number> {
    let sum = 0;
    return {
      jobId: 'sum',
      ranges: [{ from, to }],
      total: to - from,
      input: (range) => range,
      gather: {
        add: (part) => {
          sum += part as number;
        },
        result: () => sum,
      },
    };
  }
  const spawn = () => nodePort(new Worker(script, { eval: true }));

  it('do leases', async () => {
    const outcome: RunOutcome<number> = await poolOf(spawn, 2).run(sumTask(10_000, 30_000));
    expect(outcome).toMatchObject({ kind: 'done', result: (20_000 * 39_999) / 2 });
  });

  it('are noticed when they end by themselves', async () => {
    const outcome = await poolOf(spawn, 1).run(sumTask(0, 30_000));
    expect(outcome).toMatchObject({ kind: 'crashed', message: 'The worker ended by itself with code 3.' });
  });
});
