import type { GetState, SetState } from './store';
import type { Snapshot } from './design-slice';

/** A pinned design that the one on screen is compared with. */
export interface BaselineSlice {
  readonly baseline: Snapshot | null;
  readonly pin: () => void;
  readonly unpin: () => void;
}

export function createBaselineSlice(set: SetState, get: GetState): BaselineSlice {
  return {
    baseline: null,
    pin: () => set({ baseline: get().snapshot }),
    unpin: () => set({ baseline: null }),
  };
}
