import { recordChange } from '../history';
import type { RidgelineStore } from '../store';
import { browserScratchpadRunners } from './schedule-runners';
import type { ScratchpadStore } from './scratchpad-state';
import { createScratchpadStore } from './scratchpad-store';

/** The tab's own store, made when it is first opened and kept beside the page's. What is chosen lies in the page's work. */
export function scratchpadOf(store: RidgelineStore): ScratchpadStore {
  const there = store.getState().scratchpad;
  if (there !== undefined) return there;
  const chosen = () => store.getState().history.present.scratchpad ?? null;
  const scratchpad = createScratchpadStore({
    runners: browserScratchpadRunners(),
    now: () => performance.now(),
    choice: chosen(),
    record: (choice) => {
      const { history } = store.getState();
      store.setState({ history: recordChange(history, { ...history.present, scratchpad: choice }) });
    },
  });
  store.setState({ scratchpad });
  // Undo and opened links choose too.
  store.subscribe(() => scratchpad.getState().follow(chosen()));
  return scratchpad;
}
