import { useStore } from 'zustand';
import { scratchpadOf } from '../../state/scratchpad/scratchpad-of';
import type { ScratchpadState, ScratchpadStore } from '../../state/scratchpad/scratchpad-state';
import { useRidgelineStore } from '../store-context';

export function useScratchpadStore(): ScratchpadStore {
  return scratchpadOf(useRidgelineStore());
}

/** A part of the tab's state; the view is drawn anew when that part changes. */
export function useScratchpad<T>(selector: (state: ScratchpadState) => T): T {
  return useStore(useScratchpadStore(), selector);
}
