import { expect, it } from 'vitest';
import { WorkerHost } from './host';
import { createScheduleJob } from './schedule-job';
import { SCHEDULE_JOB_ID } from './schedule-job-ids';

const graph = {
  ops: [
    { id: 'left', in: ['x'], out: ['a'] },
    { id: 'right', in: ['x'], out: ['b'] },
    { id: 'join', in: ['a', 'b'], out: ['y'] },
  ],
  tensors: {
    x: { size: 4, kind: 'input' },
    a: { size: 4, kind: 'act' },
    b: { size: 3, kind: 'act' },
    y: { size: 1, kind: 'output' },
  },
};

/** A clock on which every look takes a millisecond. */
function host() {
  let milliseconds = 0;
  return new WorkerHost([createScheduleJob(() => milliseconds++)]);
}

const ask = { graph, scratchpadBytes: 8, want: 'schedule', milliseconds: 1000 };
const run = (input: unknown, on = host()) => on.run(1, SCHEDULE_JOB_ID, input, () => undefined);

it('finds the schedule that moves the fewest bytes', async () => {
  // The input leaves for nothing and comes back, or the smaller branch is written and fetched.
  const value = { kind: 'schedule', isDone: true, lowerBound: 6, upperBound: 6 };
  expect(await run(ask)).toMatchObject({ kind: 'done', value });
});

it('answers when its time is over, and goes on where it was when asked again', async () => {
  const one = host();
  const first = await run({ ...ask, milliseconds: 0 }, one);
  expect(first).toMatchObject({ kind: 'done', value: { kind: 'schedule', isDone: false } });
  expect(await run(ask, one)).toMatchObject({ kind: 'done', value: { isDone: true, upperBound: 6 } });
});

it('draws the curve and the baselines', async () => {
  const curve = await run({ ...ask, want: 'curve' });
  expect(curve).toMatchObject({
    kind: 'done',
    value: { isDone: true, stairs: [{ fromBytes: 8, bytes: 6 }, { bytes: 0 }] },
  });
  const compared = await run({ ...ask, want: 'baselines' });
  expect(compared).toMatchObject({ kind: 'done', value: { kind: 'baselines' } });
});

it('says why a graph can not be scheduled', async () => {
  const small = await run({ ...ask, scratchpadBytes: 7 });
  expect(small).toMatchObject({ value: { kind: 'fault', reason: expect.stringContaining('"left" needs 8 bytes') } });
  expect(await run({ ...ask, graph: {} })).toMatchObject({
    value: { kind: 'fault', reason: expect.stringContaining('ops') },
  });
});

it.each([null, {}, { ...ask, want: 'else' }, { ...ask, milliseconds: -1 }])('refuses %j', async (input) => {
  expect(await run(input)).toMatchObject({ kind: 'refused' });
});
