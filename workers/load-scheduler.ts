import type { ScratchpadScheduler } from '../models/evaluate/scratchpad-scheduler';

/** Loads what metrics of schedules ask: few spaces want them, and it would be most of what a thread starts with. */
export async function loadScratchpadScheduler(): Promise<ScratchpadScheduler> {
  const { createScratchpadScheduler } = await import('../models/scheduling/scratchpad-scheduler');
  return createScratchpadScheduler();
}
