import { expect, it, vi } from 'vitest';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { drawGraphJob } from '../../../workers/draw-graph-job';
import { graphJob } from '../../../workers/graph-job';
import { WorkerHost } from '../../../workers/host';
import { createScheduleJob } from '../../../workers/schedule-job';
import { DRAW_GRAPH_JOB_ID, READ_GRAPH_JOB_ID, SCHEDULE_JOB_ID } from '../../../workers/schedule-job-ids';
import type { WorkerRunner } from '../worker-runner';
import type { ScratchpadRunners } from './schedule-runners';
import type { ScratchpadStore } from './scratchpad-state';
import { createScratchpadStore } from './scratchpad-store';

/** Runs jobs in place. */
function runnerOf<Input, Output>(jobId: string, host: WorkerHost): WorkerRunner<Input, Output> {
  let jobs = 0;
  return {
    async run(input) {
      const answer = await host.run(++jobs, jobId, input, () => undefined);
      if (answer.kind === 'done') return { ok: true, value: answer.value as Output };
      return { ok: false, reason: answer.kind === 'refused' ? answer.reason : 'It was stopped.' };
    },
    cancel: () => host.cancel(jobs),
    dispose: vi.fn(),
  };
}

/** Ten milliseconds go by at every look at the clock: a slice of work is a hundred states. */
function scratchpad() {
  let clock = 0;
  const now = () => (clock += 10);
  const runner = <Input, Output>(jobId: string) => {
    return runnerOf<Input, Output>(jobId, new WorkerHost([graphJob, drawGraphJob, createScheduleJob(now)]));
  };
  const runners: ScratchpadRunners = {
    draw: runner(DRAW_GRAPH_JOB_ID),
    graph: runner(READ_GRAPH_JOB_ID),
    schedule: runner(SCHEDULE_JOB_ID),
    baselines: runner(SCHEDULE_JOB_ID),
    curve: runner(SCHEDULE_JOB_ID),
    certificate: { run: () => new Promise(() => undefined), cancel: vi.fn(), dispose: vi.fn() },
  };
  const record = vi.fn();
  const store = createScratchpadStore({ runners, now, choice: null, record });
  const settled = (status: string) =>
    vi.waitFor(() => expect(store.getState().schedule.status).toBe(status), { timeout: 10_000 });
  return { store, settled, runners, record };
}

const DESIGN = defaultDesign();

function firstAnswer(store: ScratchpadStore): Promise<void> {
  return new Promise((resolve) => {
    const forget = store.subscribe(({ schedule }) => {
      if (schedule.answer === null) return;
      forget();
      resolve();
    });
  });
}

it('schedules the workload of the design in its scratchpad', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  const { answer } = store.getState().schedule;
  expect(answer?.question.scratchpadBytes).toBe(2 ** 27);
  expect(answer?.output.lowerBound).toBe(answer?.output.upperBound);
});

it('starts with the longest prompt that fits, and with another one in another scratchpad', async () => {
  const { store, settled, record } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  expect(store.getState()).toMatchObject({ choice: null, options: { tokens: 1344 }, shortenedFrom: 2048 });
  expect(store.getState().schedule.answer?.output.upperBound).toBeGreaterThan(0);
  store.getState().look(DESIGN, 2 ** 29);
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(store.getState()).toMatchObject({ options: { tokens: null }, shortenedFrom: null });
  store.getState().look(DESIGN, 100);
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(store.getState().options.phase).toBe('decode');
  expect(record).not.toHaveBeenCalled();
});

it('records what is chosen, with what it started with, and follows what is undone', async () => {
  const { store, settled, record } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  store.getState().setOwnBytes(2 ** 28);
  const chosen = store.getState().choice;
  expect(record).toHaveBeenCalledExactlyOnceWith(chosen);
  expect(chosen).toMatchObject({ source: { kind: 'design' }, options: { tokens: 1344 }, ownBytes: 2 ** 28 });
  const { loaded } = store.getState();
  store.getState().setOwnBytes(2 ** 29);
  store.getState().follow(chosen);
  expect(store.getState()).toMatchObject({ ownBytes: 2 ** 28, loaded, isReading: false });
  store.getState().follow(null);
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(store.getState()).toMatchObject({ choice: null, ownBytes: null, shortenedFrom: 2048 });
  expect(record).toHaveBeenCalledTimes(2);
});

it('shortens a prompt to what fits when it is asked to', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  store.getState().setOptions({ attention: 'heads', tokens: null });
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(await store.getState().shortenToFit(2 ** 27)).toBeNull();
  expect(store.getState().options).toMatchObject({ attention: 'heads', tokens: 1536 });
  expect(await store.getState().shortenToFit(1)).toBe('Not even a single token fits into this scratchpad.');
  const shortened = store.getState().shortenToFit(2 ** 26);
  store.getState().setOptions({ phase: 'decode', tokens: 5 });
  expect(await shortened).toBeNull();
  expect(store.getState().options).toMatchObject({ phase: 'decode', tokens: 5 });
});

it('shows examples where there is something to see, and nothing that was proven of another question', async () => {
  const { store, settled, runners } = scratchpad();
  store.getState().choose({ kind: 'example', example: 'cells' });
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  const { schedule, ownBytes, loaded } = store.getState();
  expect(ownBytes).toBe(loaded!.leastBytes);
  expect(schedule.answer!.output.upperBound).toBeGreaterThan(0);
  store.getState().certify('compact');
  expect(store.getState().certificate.status).toBe('running');
  store.getState().setOwnBytes(ownBytes! - 1);
  expect(store.getState().certificate).toMatchObject({ status: 'idle', question: null });
  expect(runners.certificate.dispose).toHaveBeenCalledOnce();
  store.getState().certify('compact');
  expect(store.getState().certificate.status).toBe('idle');
  store.getState().setOwnBytes(ownBytes);
  store.getState().choose({ kind: 'design' });
  expect(store.getState().ownBytes).toBeNull();
});

it('keeps step and mark on the same graph, and forgets them on another', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  store.getState().show({ step: 7, pinned: 2, zoom: 2 });
  store.getState().setOptions({ tokens: 512 });
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(store.getState().view).toMatchObject({ step: 7, pinned: 2, zoom: 2 });
  store.getState().choose({ kind: 'example', example: 'cells' });
  await vi.waitFor(() => expect(store.getState().loaded?.graph.name).toBe('Two NASNet-A cells'));
  expect(store.getState().view).toMatchObject({ step: 0, pinned: null, zoom: 2 });
});

it('tries again where an answer was lost', async () => {
  const { store, settled, runners } = scratchpad();
  const lostOnce = (runner: { readonly run: unknown }) =>
    vi.spyOn(runner as typeof runners.draw, 'run').mockResolvedValueOnce({ ok: false, reason: 'The worker is gone.' });
  // The start asks a second time, for a step of decode.
  lostOnce(runners.draw).mockResolvedValueOnce({ ok: false, reason: 'The worker is gone.' });
  store.getState().look(DESIGN, 2 ** 27);
  await vi.waitFor(() => expect(store.getState().graphProblem).toMatchObject({ isLost: true }));
  lostOnce(runners.schedule);
  store.getState().readAgain();
  await settled('failed');
  expect(store.getState()).toMatchObject({ graphProblem: null, schedule: { problem: 'The worker is gone.' } });
  store.getState().goOn('schedule');
  await settled('done');
  expect(store.getState().schedule).toMatchObject({ problem: null, answer: { output: { kind: 'schedule' } } });
});

it('starts anew for another size, and keeps the last answer meanwhile', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  const before = store.getState().schedule.answer;
  const { leastBytes } = store.getState().loaded!;
  store.getState().setOwnBytes(leastBytes);
  expect(store.getState().schedule).toMatchObject({ status: 'running', answer: before });
  await settled('done');
  expect(store.getState().schedule.answer?.question.scratchpadBytes).toBe(leastBytes);
});

it('asks nothing of a scratchpad that is too small', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  store.getState().setOwnBytes(store.getState().loaded!.leastBytes - 1);
  expect(store.getState().schedule.status).toBe('idle');
  expect(store.getState().schedule.answer).not.toBeNull();
});

it('ends a search with what it has, and goes on from there', async () => {
  const { store, settled } = scratchpad();
  store.getState().choose({ kind: 'example', example: 'heads' });
  store.getState().look(DESIGN, 2 ** 19);
  await firstAnswer(store);
  store.getState().stop('schedule');
  await settled('stopped');
  const { output } = store.getState().schedule.answer!;
  expect(output).toMatchObject({ kind: 'schedule', isDone: false });
  store.getState().goOn('schedule');
  expect(store.getState().schedule.status).toBe('running');
  store.getState().stop('schedule');
});

it('keeps the last graph when the next one is at fault', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  const { loaded } = store.getState();
  store.getState().choose({ kind: 'text', name: 'bad', text: '[]' });
  await vi.waitFor(() =>
    expect(store.getState().graphProblem?.reason).toBe('A graph is an object with ops and tensors.'),
  );
  expect(store.getState().loaded).toBe(loaded);
});

it('keeps a question that is being worked on while nobody looks', async () => {
  const { store, settled, runners } = scratchpad();
  store.getState().choose({ kind: 'example', example: 'heads' });
  store.getState().look(DESIGN, 2 ** 19);
  await firstAnswer(store);
  store.getState().leave();
  const { elapsedMs } = store.getState().schedule;
  expect(runners.schedule.dispose).not.toHaveBeenCalled();
  store.getState().look(DESIGN, 2 ** 19);
  await settled('done');
  expect(store.getState().schedule.elapsedMs).toBeGreaterThan(elapsedMs);
});

it('draws the graph anew when its options change, and keeps it when they change nothing', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  const first = store.getState().loaded;
  store.getState().setOptions({ attention: 'fused' });
  await vi.waitFor(() => expect(store.getState().loaded).not.toBe(first));
  const fused = store.getState().loaded;
  await settled('done');
  store.getState().look({ ...DESIGN, deployment: { ...DESIGN.deployment } }, 2 ** 27);
  expect(store.getState().isReading).toBe(true);
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(store.getState().loaded).toBe(fused);
});

it('compares with rules and draws the curve once the schedule is there', async () => {
  const { store } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await vi.waitFor(() => expect(store.getState().curve.status).toBe('done'), { timeout: 10_000 });
  const { baselines, curve, schedule } = store.getState();
  expect(baselines.answer?.output.baselines.length).toBe(8);
  const { question, output } = schedule.answer!;
  const stair = curve.answer?.output.stairs.findLast(({ fromBytes }) => fromBytes <= question.scratchpadBytes);
  expect(stair?.bytes).toBe(output.upperBound);
});

it('ends a proof with its worker', async () => {
  const { store, settled, runners } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
  store.getState().certify('compact');
  expect(store.getState().certificate).toMatchObject({ status: 'running', model: 'compact' });
  store.getState().stopCertifying();
  expect(runners.certificate.dispose).toHaveBeenCalledOnce();
  expect(store.getState().certificate.status).toBe('stopped');
});

it('takes nothing back when a search begins anew', async () => {
  const { store, settled, runners } = scratchpad();
  const { run } = runners.schedule;
  const bounds = [
    { isDone: false, lowerBound: 10, upperBound: 100 },
    { isDone: true, lowerBound: 5, upperBound: 200 },
  ];
  vi.spyOn(runners.schedule, 'run').mockImplementation(async (input) => {
    const answer = await run(input);
    if (!answer.ok || answer.value.kind !== 'schedule') return answer;
    return { ok: true, value: { ...answer.value, ...bounds.shift()! } };
  });
  store.getState().choose({ kind: 'example', example: 'cells' });
  store.getState().look(DESIGN, 384 * 1024);
  await settled('done');
  expect(store.getState().schedule.answer?.output).toMatchObject({ lowerBound: 10, upperBound: 100 });
});

it('asks nothing while nobody looks, not even of a graph that has just been read', async () => {
  const { store, settled } = scratchpad();
  store.getState().look(DESIGN, 2 ** 27);
  store.getState().leave();
  await vi.waitFor(() => expect(store.getState().isReading).toBe(false));
  expect(store.getState().loaded).not.toBeNull();
  expect(store.getState().schedule.status).toBe('idle');
  store.getState().look(DESIGN, 2 ** 27);
  await settled('done');
});
