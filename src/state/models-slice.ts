import type { Design } from '../../models/design/types';
import { modelsOf, spaceOf } from '../../models/evaluate/program';
import type { Models } from '../../models/evaluate/models';
import type { GetState, SetState } from './slice';

/** Lowerings and the model of level `array`. What few designs need is no part of the first load: it comes after it. */
export interface ModelsSlice {
  /** Those that are there, and what says so in place of those that are not. */
  readonly models: Models;
  /** Loads all of them, once; designs on screen that need them are then evaluated anew. */
  readonly wantModels: () => Promise<void>;
}

export interface ModelsDeps {
  readonly initialModels: Models;
  readonly loadModels: () => Promise<Models>;
}

/** The slice, and what it asks of the others when they are there. */
type Seen = ModelsSlice & { readonly evaluateAgain: () => void; readonly evaluatePinnedAgain: () => void };

export function createModelsSlice(
  set: SetState<Seen>,
  get: GetState<Seen>,
  { initialModels, loadModels }: ModelsDeps,
): ModelsSlice {
  let loading: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    try {
      set({ models: await loadModels() });
      get().evaluateAgain();
      get().evaluatePinnedAgain();
    } catch {
      // What did not come, as without a network, is asked for again with the next change.
      loading = null;
    }
  };
  return { models: initialModels, wantModels: () => (loading ??= load()) };
}

/** Whether a design needs models that the first load may lack. */
export function needsModels(design: Design): boolean {
  return [...modelsOf(spaceOf(design))].some((id) => id !== 'default');
}
