import type { Design } from '../../models/design/types';
import type { GetState, SetState, StoreDeps } from './store';
import type { Snapshot } from './design-slice';

/** A pinned design that the one on screen is compared with. */
export interface BaselineSlice {
  readonly baseline: Snapshot | null;
  readonly pin: () => void;
  /** Pins a design that is not the one on screen, such as a point of a frontier. */
  readonly pinDesign: (design: Design) => void;
  readonly unpin: () => void;
}

export function createBaselineSlice(set: SetState, get: GetState, { evaluate }: StoreDeps): BaselineSlice {
  let pinned = 0;
  return {
    baseline: null,
    pin: () => set({ baseline: get().snapshot }),
    // Keys of the design's own snapshots count upwards from one.
    pinDesign: (design) => set({ baseline: { design, report: evaluate(design), key: --pinned } }),
    unpin: () => set({ baseline: null }),
  };
}
