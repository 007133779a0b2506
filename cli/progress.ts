import type { RunProgress } from '../workers/leased-run';
import type { CliIo } from './io';

const EVERY_MS = 100;
/** Moves to the start of the line and clears it. */
const CLEAR = '\r\u001b[K';

export interface ProgressLine {
  readonly show: (progress: RunProgress) => void;
  readonly clear: () => void;
}

/** Progress on standard error, rewritten in place; nothing where no one watches. */
export function progressLine(io: CliIo): ProgressLine {
  if (!io.stderr.isTerminal) return { show: () => undefined, clear: () => undefined };
  const begun = io.now();
  let last = -Infinity;
  return {
    show: ({ done, total }) => {
      const now = io.now();
      if (now - last < EVERY_MS) return;
      last = now;
      const seconds = Math.max((now - begun) / 1000, 1e-3);
      const left = done > 0 ? `, ${Math.ceil((seconds / done) * (total - done))} s left` : '';
      const percent = ((100 * done) / total).toFixed(1);
      io.stderr.write(`${CLEAR}${percent} % of ${total} designs, ${Math.round(done / seconds)} a second${left}`);
    },
    clear: () => io.stderr.write(CLEAR),
  };
}
