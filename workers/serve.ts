import { expose } from 'comlink';
import { WorkerHost } from './host';
import type { Job } from './job';

/** Offers jobs to whoever started this browser worker. To be called once, from the worker's entry file. */
export function serveBrowser(jobs: readonly Job[]): void {
  expose(new WorkerHost(jobs));
}
