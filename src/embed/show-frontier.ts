import type { Space } from '../../models/design/types';
import { formatQuantity } from '../../models/units';
import { frontierPicture } from './frontier-picture';
import { MOST_DESIGNS } from './limits';
import { showMessage, type Shell } from './shell';
import { showPicture } from './show-picture';
import { sweepSpace } from './sweep-space';

const countText = (count: number) => formatQuantity(count, 'count').text;

/** Evaluates the space of a link and shows its frontier. */
export async function showFrontier(shell: Shell, space: Space, signal: AbortSignal): Promise<void> {
  const swept = await sweepSpace(space, {
    now: () => performance.now(),
    pause: nextMacrotask,
    shouldStop: () => signal.aborted,
    onProgress: (done, total) => {
      shell.message.textContent = `Evaluated ${countText(done)} of ${countText(total)} designs`;
    },
  });
  if (signal.aborted || swept.kind === 'stopped') return;
  if (swept.kind === 'done') showPicture(shell, frontierPicture(swept.data), signal);
  else {
    const limit = `An embedded chart evaluates at most ${countText(MOST_DESIGNS)} designs; this link holds ${countText(swept.size)}. Open it in Ridgeline.`;
    showMessage(shell, 'This space is too large for an embedded chart', limit, 'status');
  }
}

/** Lets the page draw and answer; a timer would wait longer than a slice takes. */
function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
