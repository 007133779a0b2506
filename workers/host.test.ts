import { expose, proxy, wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkerHost, type HostApi } from './host';
import { defineJob } from './job';

const countJob = defineJob<number, Float64Array>({
  id: 'count',
  parse: (input) => (typeof input === 'number' ? { ok: true, value: input } : { ok: false, reason: 'Not a number.' }),
  async run(to, { progress, shouldStop, nextSlice }) {
    for (let i = 1; i <= to && !shouldStop(); i++) {
      progress(i);
      await nextSlice();
    }
    return new Float64Array(4).fill(to);
  },
});
const throwingJob = defineJob<unknown, null>({
  id: 'throws',
  parse: (value) => ({ ok: true, value }),
  run: () => Promise.reject(new RangeError('no such thing')),
});

let channel: MessageChannel;
let remote: Remote<HostApi>;
beforeEach(() => {
  channel = new MessageChannel();
  expose(new WorkerHost([countJob, throwingJob]), channel.port1);
  remote = wrap<HostApi>(channel.port2);
});
afterEach(() => {
  channel.port1.close();
  channel.port2.close();
});
const ignore = () => proxy(() => undefined);

it('answers with what the job returns, after progress', async () => {
  const seen: number[] = [];
  const onProgress = proxy((done: number) => {
    seen.push(done);
  });
  expect(await remote.run(1, 'count', 5, onProgress)).toEqual({ kind: 'done', value: new Float64Array(4).fill(5) });
  await vi.waitFor(() => {
    expect(seen).toEqual([1, 2, 3, 4, 5]); // progress has its own port: no order with the result
  });
});

it('transfers buffers instead of copying them', async () => {
  const answer = await new WorkerHost([countJob]).run(1, 'count', 1, () => undefined);
  const local = answer.kind === 'done' ? (answer.value as Float64Array) : null;
  channel.port1.close();
  const { port1, port2 } = new MessageChannel();
  expose({ get: () => answer }, port1);
  await wrap<{ get(): unknown }>(port2).get();
  expect(local).toHaveLength(0);
  port1.close();
  port2.close();
});

it('stops a running job between two slices, and only that one', async () => {
  const stopped = remote.run(1, 'count', Infinity, ignore());
  const other = remote.run(2, 'count', 20, ignore());
  await remote.cancel(1);
  expect(await stopped).toEqual({ kind: 'stopped' });
  expect(await other).toMatchObject({ kind: 'done' });
});

it('takes a cancellation of what is over or never was', async () => {
  await remote.cancel(7);
  expect(await remote.run(7, 'count', 2, ignore())).toMatchObject({ kind: 'done' });
  await remote.cancel(7);
});

it('says why it refuses', async () => {
  expect(await remote.run(1, 'count', 'x', ignore())).toEqual({ kind: 'refused', reason: 'Not a number.' });
  expect(await remote.run(2, 'toString', 1, ignore())).toMatchObject({ kind: 'refused' });
});

it('lets errors through with their message', async () => {
  await expect(remote.run(1, 'throws', 1, ignore())).rejects.toMatchObject({ message: 'no such thing' });
});
