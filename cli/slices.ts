import type { CliIo } from './io';

/** What can be stopped between any two of its steps. */
export interface Sliceable {
  readonly isDone: boolean;
  step(budget: number): void;
}

const SLICE_STEPS = 50;
/** Signals are looked for this often. */
const BREATH_MS = 100;

/** Works until the search is done, the time is over or the user asks to stop; says which. */
export async function runSlices(
  io: CliIo,
  search: Sliceable,
  milliseconds: number,
): Promise<'done' | 'time' | 'stopped'> {
  const end = io.now() + milliseconds;
  let isStopped = false;
  const release = io.onInterrupt(() => (isStopped = true));
  try {
    for (let breath = io.now() + BREATH_MS; !search.isDone;) {
      search.step(SLICE_STEPS);
      if (isStopped) return 'stopped';
      if (io.now() >= end) return search.isDone ? 'done' : 'time';
      if (io.now() < breath) continue;
      await new Promise((resolve) => setImmediate(resolve));
      breath = io.now() + BREATH_MS;
    }
    return 'done';
  } finally {
    release();
  }
}
