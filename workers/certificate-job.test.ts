import { describe, expect, it } from 'vitest';
import { readGraph } from '../models/scheduling/read-graph';
import { Scheduler } from '../models/scheduling/scheduler';
import { createCertificateJob } from './certificate-job';
import { highsProgrammeSolver } from './highs-programme';
import { type HostAnswer, WorkerHost } from './host';
import { CERTIFICATE_JOB_ID } from './schedule-job-ids';

/** Two branches that do not fit beside each other. */
const graph = {
  ops: [
    { id: 'a', in: ['x'], out: ['p'] },
    { id: 'b', in: ['x'], out: ['q'] },
    { id: 'c', in: ['q'], out: ['r'] },
    { id: 'd', in: ['p', 'r'], out: ['y'] },
  ],
  tensors: {
    x: { size: 6, kind: 'input' },
    p: { size: 4, kind: 'act' },
    q: { size: 8, kind: 'act' },
    r: { size: 4, kind: 'act' },
    y: { size: 4, kind: 'output' },
  },
};
const question = { graph, scratchpadBytes: 14, model: 'compact', seconds: 10, known: null };
const host = new WorkerHost([createCertificateJob(highsProgrammeSolver())]);
const ask = (input: unknown): Promise<HostAnswer> => host.run(1, CERTIFICATE_JOB_ID, input, () => undefined);

describe('the certificate job', () => {
  it('proves what the search found', async () => {
    const read = readGraph(graph);
    if (!read.ok) throw new Error(read.reason);
    const scheduler = new Scheduler(read.value, 14);
    while (!scheduler.isDone) scheduler.step(100);
    const { best, lowerBound } = scheduler;
    const answer = await ask({ ...question, known: best });
    expect(lowerBound).toBeGreaterThan(0);
    expect(answer).toMatchObject({ value: { ok: true, value: { status: 'optimal', bytes: lowerBound, lowerBound } } });
  });

  it('leaves a start aside that is no schedule', async () => {
    const known = {
      order: [0, 9],
      episodes: [{ tensor: 77, lower: 0, upper: 99, offset: 0 }],
      spilledBytes: 0,
      retrievedBytes: 0,
    };
    expect(await ask({ ...question, known })).toMatchObject({ value: { ok: true, value: { status: 'optimal' } } });
  });

  it('answers in a sentence where there is nothing to prove', async () => {
    expect(await ask({ ...question, scratchpadBytes: 13 })).toMatchObject({
      value: { ok: false, reason: expect.stringContaining('needs 14') },
    });
    expect(await ask({ ...question, graph: { ops: [], tensors: {} } })).toMatchObject({ value: { ok: false } });
    expect(await ask({ ...question, model: 'other' })).toMatchObject({ kind: 'refused' });
  });
});
