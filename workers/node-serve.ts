import { expose } from 'comlink';
import { parentPort } from 'node:worker_threads';
import { WorkerHost } from './host';
import type { Job } from './job';
import { nodeEndpoint } from './node-port';

/** Offers jobs to whoever started this thread. To be called once, from the thread's entry file. */
export function serveThread(jobs: readonly Job[]): void {
  if (parentPort === null) throw new Error('This file is the entry of a worker thread; it does nothing by itself.');
  expose(new WorkerHost(jobs), nodeEndpoint(parentPort));
}
