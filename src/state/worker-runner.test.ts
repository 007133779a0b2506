import { describe, expect, it, onTestFinished } from 'vitest';
import { WorkerHost } from '../../workers/host';
import { defineJob, type JobContext } from '../../workers/job';
import type { Clock } from '../../workers/port';
import { FakeWorker } from '../../workers/toy-sweep.test-support';
import { workerRunner } from './worker-runner';

const JOB_ID = 'double';
type Work = (value: number, context: JobContext) => number | Promise<number>;

/** A runner over workers in this thread that do `work` with numbers. */
function runnerOf(work: Work, clock?: Clock) {
  const workers: FakeWorker[] = [];
  const job = defineJob<number, number>({
    id: JOB_ID,
    parse: (input) =>
      typeof input === 'number' ? { ok: true, value: input } : { ok: false, reason: 'must be a number' },
    run: async (value, context) => work(value, context),
  });
  const runner = workerRunner<unknown, number>({
    jobId: JOB_ID,
    startWorker: () => {
      const worker = new FakeWorker(() => new WorkerHost([job]));
      workers.push(worker);
      return worker;
    },
    silenceMs: 1000,
    ...(clock === undefined ? {} : { clock }),
  });
  onTestFinished(() => runner.dispose());
  return { runner, workers };
}

const forever = () => new Promise<never>(() => undefined);

describe('a worker runner', () => {
  it('answers, with progress, from one worker that starts with the first question', async () => {
    const { runner, workers } = runnerOf(async (value, context) => {
      context.progress(1);
      // What is told last may come after the answer, and then nobody is told.
      await context.nextSlice();
      return 2 * value;
    });
    expect(workers).toHaveLength(0);
    const seen: number[] = [];
    expect(await runner.run(21, (done) => seen.push(done))).toEqual({ ok: true, value: 42 });
    expect(await runner.run(4)).toEqual({ ok: true, value: 8 });
    expect(seen).toEqual([1]);
    expect(workers).toHaveLength(1);
  });

  it('says why there is no answer', async () => {
    const { runner } = runnerOf(() => {
      throw new Error('it broke');
    });
    expect(await runner.run('four')).toEqual({ ok: false, reason: 'must be a number' });
    expect(await runner.run(4)).toEqual({ ok: false, reason: 'it broke' });
  });

  it('can be told to stop', async () => {
    const { runner } = runnerOf(async (value, context) => {
      while (!context.shouldStop()) await context.nextSlice();
      return value;
    });
    const answer = runner.run(1);
    runner.cancel();
    expect(await answer).toEqual({ ok: false, reason: 'It was stopped.' });
  });

  it('takes back one question and answers the others', async () => {
    const { runner } = runnerOf(async (value, context) => {
      while (value === 1 && !context.shouldStop()) await context.nextSlice();
      return value;
    });
    const question = new AbortController();
    const superseded = runner.run(1, undefined, question.signal);
    const next = runner.run(2);
    question.abort();
    expect(await superseded).toEqual({ ok: false, reason: 'It was stopped.' });
    expect(await next).toEqual({ ok: true, value: 2 });
    // Taken back before it was put; and after its answer nothing is left to stop.
    expect(await runner.run(1, undefined, question.signal)).toEqual({ ok: false, reason: 'It was stopped.' });
    const answered = new AbortController();
    expect(await runner.run(3, undefined, answered.signal)).toEqual({ ok: true, value: 3 });
    answered.abort();
    expect(await runner.run(4)).toEqual({ ok: true, value: 4 });
  });

  it('gives up a silent worker', async () => {
    const waits: (() => void)[] = [];
    const clock: Clock = {
      now: () => 0,
      after: (_, callback) => {
        waits.push(callback);
        return () => undefined;
      },
    };
    const { runner, workers } = runnerOf(forever, clock);
    const answer = runner.run(1);
    waits.at(-1)!();
    expect(await answer).toEqual({ ok: false, reason: 'The worker gave no sign of life for 1 s.' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('ends its worker when it is disposed of, and starts another one when it is asked again', async () => {
    const { runner, workers } = runnerOf((value) => (value === 0 ? forever() : value));
    const answer = runner.run(0);
    runner.dispose();
    expect(await answer).toMatchObject({ ok: false });
    expect(await runner.run(3)).toEqual({ ok: true, value: 3 });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });
});
