import type { Design } from '../../models/design/types';
import { levelOf } from '../../models/workload/rules';
import type { DesignDeps } from './design-slice';
import { needsModels, type ModelsSlice } from './models-slice';
import type { MapperSlice } from './mapper-slice';
import type { GetState, SetState } from './slice';
import type { Snapshot } from './snapshot';

/** A pinned design that the one on screen is compared with. */
export interface BaselineSlice {
  readonly baseline: Snapshot | null;
  readonly pin: () => void;
  /** Pins a design that is not the one on screen, such as a point of a frontier. */
  readonly pinDesign: (design: Design) => void;
  readonly unpin: () => void;
  /** Evaluates the pinned design once more: what it needed has come. */
  readonly evaluateBaselineAgain: () => void;
}

/** The slice, and what it reads of the design's. */
type Seen = BaselineSlice & ModelsSlice & Pick<MapperSlice, 'mapper' | 'wantMapper'> & { readonly snapshot: Snapshot };

export function createBaselineSlice(set: SetState<Seen>, get: GetState<Seen>, { evaluate }: DesignDeps): BaselineSlice {
  let pinned = 0;
  const snapshotOf = (design: Design): Snapshot => {
    if (levelOf(design.assumptions) === 'mapped') get().wantMapper();
    if (needsModels(design)) void get().wantModels();
    // Keys of the design's own snapshots count upwards from one.
    const report = evaluate(design, get().mapper, get().models);
    return { design, report, reported: design, key: --pinned };
  };
  return {
    baseline: null,
    pin: () => set({ baseline: get().snapshot }),
    pinDesign: (design) => set({ baseline: snapshotOf(design) }),
    unpin: () => set({ baseline: null }),
    evaluateBaselineAgain: () => {
      const { baseline } = get();
      if (baseline === null) return;
      const { design } = baseline;
      if (levelOf(design.assumptions) === 'mapped' || needsModels(design)) set({ baseline: snapshotOf(design) });
    },
  };
}
