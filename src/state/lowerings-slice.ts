import type { Design } from '../../models/design/types';
import { loweringsOf, spaceOf } from '../../models/evaluate/program';
import type { Lowerings } from '../../models/workload/lowering/lowerings';
import type { GetState, SetState } from './slice';

/** What turns models into operators. Those that few designs need are no part of the first load: they come after it. */
export interface LoweringsSlice {
  /** Those that are there, with one that says so in place of each that is not. */
  readonly lowerings: Lowerings;
  /** Loads all of them, once; designs on screen that need them are then evaluated anew. */
  readonly wantLowerings: () => Promise<void>;
}

export interface LoweringsDeps {
  readonly initialLowerings: Lowerings;
  readonly loadLowerings: () => Promise<Lowerings>;
}

/** The slice, and what it asks of the others when they are there. */
type Seen = LoweringsSlice & { readonly evaluateAgain: () => void; readonly evaluateBaselineAgain: () => void };

export function createLoweringsSlice(
  set: SetState<Seen>,
  get: GetState<Seen>,
  { initialLowerings, loadLowerings }: LoweringsDeps,
): LoweringsSlice {
  let loading: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    try {
      set({ lowerings: await loadLowerings() });
      get().evaluateAgain();
      get().evaluateBaselineAgain();
    } catch {
      // What did not come, as without a network, is asked for again with the next change.
      loading = null;
    }
  };
  return { lowerings: initialLowerings, wantLowerings: () => (loading ??= load()) };
}

/** Whether a design is lowered in a way that the first load may lack. */
export function needsLowerings(design: Design): boolean {
  return !loweringsOf(spaceOf(design)).has('default');
}
