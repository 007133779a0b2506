import { beforeEach, describe, expect, it } from 'vitest';
import { defaultDesign } from '../../models/design/presets/default-design';
import type { Axis } from '../../models/design/types';
import type { Report } from '../../models/evaluate/explain/report';
import { WorkerHost, type HostApi } from '../../workers/host';
import type { RunOutcome } from '../../workers/leased-run';
import { parseSweepSpace } from '../../workers/parse-space';
import { WorkerPool, type RunOptions } from '../../workers/pool';
import { sweepTask, type SweepRequest, type UnfinishedSweep } from '../../workers/sweep';
import { createSweepEngine } from '../../workers/sweep-engine';
import { createSweepJob } from '../../workers/sweep-job';
import { SweepSinks, type SweepResult } from '../../workers/sweep-want';
import { FakeWorker } from '../../workers/toy-sweep.test-support';
import { ALL_MODELS } from '../../models/evaluate/all-models';
import { createRidgelineStore, type RidgelineStore } from './store';
import { answerOf, type SweepRunner } from './sweep-types';

interface Call {
  readonly request: SweepRequest;
  readonly unfinished: UnfinishedSweep | undefined;
  readonly options: RunOptions;
  readonly end: (outcome: RunOutcome<SweepResult>) => void;
}

const BATCHES: Axis = { field: 'deployment.decodeBatch', values: [1, 2, 4, 8] };
const CHIP_AXES: readonly Axis[] = [BATCHES, { field: 'matrix.rows', values: [64, 128, 256] }];

let calls: Call[];
let time: number;
let store: RidgelineStore;

function storeWith(sweepRunner: SweepRunner): RidgelineStore {
  return createRidgelineStore({
    initialDesign: defaultDesign(),
    evaluate: () => ({}) as Report,
    initialModels: ALL_MODELS,
    loadModels: () => Promise.resolve(ALL_MODELS),
    loadMapper: () => Promise.reject(new Error('this test maps nothing')),
    sweepRunner,
    now: () => time,
  });
}

function setAxes(axes: readonly Axis[]): void {
  for (const axis of axes) store.getState().setAxis(axis.field, axis);
}

beforeEach(() => {
  calls = [];
  time = 0;
  store = storeWith({
    run: (request, unfinished, options) =>
      new Promise((resolve) => calls.push({ request, unfinished, options, end: resolve })),
    warm: () => undefined,
    threads: 2,
  });
});

/** An outcome of the kind asked for, with empty sinks of the right shape. */
function outcome({ request }: Call, kind: 'done' | 'cancelled', done = request.size): RunOutcome<SweepResult> {
  const result = new SweepSinks(request.want, 0, request.size, null).snapshot();
  return { kind, result, done, remaining: done < request.size ? [{ from: done, to: request.size }] : [] };
}

const sweep = () => store.getState().sweep;

describe('a sweep', () => {
  it('runs the space on screen and keeps it with the result', async () => {
    setAxes(CHIP_AXES);
    const running = store.getState().startSweep();
    expect(sweep()).toMatchObject({ kind: 'running', progress: { done: 0, total: 12 }, before: null });
    calls[0]!.end(outcome(calls[0]!, 'done'));
    await running;
    expect(sweep()).toMatchObject({ kind: 'done', answer: { done: 12, sweep: { space: { axes: CHIP_AXES } } } });
  });

  it('keeps the newer result when an older sweep ends last', async () => {
    setAxes([BATCHES]);
    const older = store.getState().startSweep();
    setAxes(CHIP_AXES);
    const newer = store.getState().startSweep();
    expect(calls[0]!.options.signal!.aborted).toBe(true);
    calls[1]!.end(outcome(calls[1]!, 'done'));
    await newer;
    calls[0]!.end(outcome(calls[0]!, 'done'));
    await older;
    expect(sweep()).toMatchObject({ kind: 'done', answer: { done: 12 } });
  });

  it('is not changed by progress that comes late', async () => {
    setAxes([BATCHES]);
    const running = store.getState().startSweep();
    calls[0]!.options.onProgress!({ done: 2, total: 4 });
    expect(sweep()).toMatchObject({ kind: 'running', progress: { done: 2 } });
    calls[0]!.end(outcome(calls[0]!, 'done'));
    await running;
    time = 1000;
    calls[0]!.options.onProgress!({ done: 3, total: 4 });
    expect(sweep().kind).toBe('done');
  });

  it('draws progress at most once in a while', () => {
    setAxes([BATCHES]);
    void store.getState().startSweep();
    const report = (done: number) => calls[0]!.options.onProgress!({ done, total: 4 });
    report(1);
    report(2);
    expect(sweep()).toMatchObject({ progress: { done: 1 } });
    time = 50;
    report(3);
    expect(sweep()).toMatchObject({ progress: { done: 3 } });
  });

  it('that can not start says so, and is not running', async () => {
    store = storeWith({
      run: () => Promise.reject(new Error('no network')),
      warm: () => undefined,
      threads: 2,
    });
    setAxes([BATCHES]);
    await store.getState().startSweep();
    expect(store.getState().sweep).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no network') });
  });

  it('keeps the part that was done when it is cancelled, and goes on from there', async () => {
    setAxes([BATCHES]);
    const running = store.getState().startSweep();
    store.getState().cancelSweep();
    expect(calls[0]!.options.signal!.aborted).toBe(true);
    calls[0]!.end(outcome(calls[0]!, 'cancelled', 3));
    await running;
    expect(sweep()).toMatchObject({ kind: 'cancelled', answer: { done: 3 }, remaining: [{ from: 3, to: 4 }] });

    const again = store.getState().resumeSweep();
    expect(sweep()).toMatchObject({ kind: 'running', progress: { done: 3, total: 4 } });
    expect(calls[1]!.unfinished!.remaining).toEqual([{ from: 3, to: 4 }]);
    calls[1]!.end(outcome(calls[1]!, 'done'));
    await again;
    expect(sweep().kind).toBe('done');
  });

  it('keeps the answer before until there is a new one, or none can be had', async () => {
    setAxes([BATCHES]);
    const first = store.getState().startSweep();
    calls[0]!.end(outcome(calls[0]!, 'done'));
    await first;
    const answer = answerOf(sweep());
    void store.getState().startSweep();
    expect(answerOf(sweep())).toBe(answer);
    store.getState().setObjectives(['tpot']);
    await store.getState().startSweep();
    expect(sweep()).toEqual({ kind: 'refused', reason: 'Choose 2 to 5 objectives.', before: answer });
    expect(calls[1]!.options.signal!.aborted).toBe(true);
  });
});

/** A runner over real leases, whose one worker dies of every lease that `deadly` picks. */
function mortalRunner(deadly: (from: number) => boolean, leased: number[]): SweepRunner {
  const spawn = () =>
    new FakeWorker((self): HostApi => {
      const host = new WorkerHost([createSweepJob(createSweepEngine(parseSweepSpace))]);
      return {
        run: (jobNumber, id, input, onProgress) => {
          const { from } = input as { from: number };
          leased.push(from);
          if (!deadly(from)) return host.run(jobNumber, id, input, onProgress);
          self.fail('Out of memory');
          return new Promise(() => undefined);
        },
        cancel: (jobNumber) => host.cancel(jobNumber),
      };
    });
  const pool = new WorkerPool({ spawn, size: 1 });
  return {
    run: (request, unfinished, options) => pool.run(sweepTask(request, unfinished), options),
    warm: () => undefined,
    threads: 1,
  };
}

describe('a sweep whose worker dies', () => {
  it('keeps what was done, and Retry leases only what is missing', async () => {
    const bandwidths = Array.from({ length: 1000 }, (_, i) => (i + 1) * 1e10);
    const axes: readonly Axis[] = [BATCHES, { field: 'tier.dram.bandwidth', values: bandwidths }];
    const leased: number[] = [];
    let isDeadly = true;
    store = storeWith(mortalRunner((from) => isDeadly && from > 0, leased));
    setAxes(axes);
    await store.getState().startSweep();
    const crashed = sweep();
    if (crashed.kind !== 'crashed') throw new Error(`the sweep ended as ${crashed.kind}`);
    expect(crashed.message).toBe('Out of memory');
    expect(crashed.answer.done).toBe(crashed.remaining[0]!.from);
    expect(crashed.answer.done).toBeGreaterThan(0);

    isDeadly = false;
    leased.length = 0;
    await store.getState().resumeSweep();
    expect(Math.min(...leased)).toBe(crashed.answer.done);
    const resumed = answerOf(sweep())!;
    expect(sweep().kind).toBe('done');

    store = storeWith(mortalRunner(() => false, []));
    setAxes(axes);
    await store.getState().startSweep();
    expect(resumed.result).toEqual(answerOf(sweep())!.result);
  });
});
