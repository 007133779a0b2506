import { useEffect } from 'react';
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

/** Says whether a field's text is not valid, and takes that back when the field goes. */
export function useInvalidDraft(field: string): (isInvalid: boolean) => void {
  const { getState } = useScratchpadStore();
  useEffect(() => () => getState().setInvalidDraft(field, false), [getState, field]);
  return (isInvalid) => getState().setInvalidDraft(field, isInvalid);
}
