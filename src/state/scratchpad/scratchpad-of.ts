import type { RidgelineStore } from '../store';
import { browserScratchpadRunners } from './schedule-runners';
import { createScratchpadStore, type ScratchpadStore } from './scratchpad-store';

/** The tab's own store, made when it is first opened and kept beside the page's. */
export function scratchpadOf(store: RidgelineStore): ScratchpadStore {
  const there = store.getState().scratchpad;
  if (there !== undefined) return there;
  const scratchpad = createScratchpadStore({ runners: browserScratchpadRunners(), now: () => performance.now() });
  store.setState({ scratchpad });
  return scratchpad;
}
