import type { Design } from '../../models/design/types';
import type { DesignDeps, Snapshot } from './design-slice';
import type { GetState, SetState } from './slice';

/** A pinned design that the one on screen is compared with. */
export interface BaselineSlice {
  readonly baseline: Snapshot | null;
  readonly pin: () => void;
  /** Pins a design that is not the one on screen, such as a point of a frontier. */
  readonly pinDesign: (design: Design) => void;
  readonly unpin: () => void;
}

/** The slice, and what it reads of the design's. */
type Seen = BaselineSlice & { readonly snapshot: Snapshot };

export function createBaselineSlice(set: SetState<Seen>, get: GetState<Seen>, { evaluate }: DesignDeps): BaselineSlice {
  let pinned = 0;
  return {
    baseline: null,
    pin: () => set({ baseline: get().snapshot }),
    // Keys of the design's own snapshots count upwards from one.
    pinDesign: (design) => set({ baseline: { design, report: evaluate(design), key: --pinned } }),
    unpin: () => set({ baseline: null }),
  };
}
