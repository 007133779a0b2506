import { browserPort } from '../../workers/browser-port';
import { WorkerPool } from '../../workers/pool';
import { sweepRehearsal, sweepTask } from '../../workers/sweep';
import type { SweepRunner } from './sweep-types';

const MOST_THREADS = 8;

function startWorker() {
  const worker = new Worker(new URL('../../workers/sweep.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sweep',
  });
  return browserPort(worker);
}

/** Sweeps on the machine's threads; they are started when first needed. */
export function browserSweepRunner(hardwareThreads = navigator.hardwareConcurrency): SweepRunner {
  const threads = Math.max(1, Math.min(hardwareThreads, MOST_THREADS));
  let pool: WorkerPool | undefined;
  const running = () => (pool ??= new WorkerPool({ spawn: startWorker, size: threads }));
  return {
    run: (request, unfinished, options) => running().run(sweepTask(request, unfinished), options),
    warm: (request) => running().warm(request === null ? undefined : sweepRehearsal(request)),
    threads,
  };
}
