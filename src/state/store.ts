import { createStore, type StoreApi } from 'zustand/vanilla';
import { createDesignSlice, type DesignDeps, type DesignSlice } from './design-slice';
import { createFormatsSlice, type FormatsSlice } from './formats-slice';
import { createModelsSlice, type ModelsDeps, type ModelsSlice } from './models-slice';
import { createMapperSlice, type MapperDeps, type MapperSlice } from './mapper-slice';
import type { ScratchpadStore } from './scratchpad/scratchpad-state';
import { createPinsSlice, type PinsSlice } from './pins-slice';
import { createSpaceSlice, type SpaceSlice } from './space-slice';
import { createSweepSlice, type SweepDeps, type SweepSlice } from './sweep-slice';
import { createUiSlice, type UiSlice } from './ui-slice';

export interface RidgelineState
  extends DesignSlice, FormatsSlice, ModelsSlice, MapperSlice, PinsSlice, SpaceSlice, SweepSlice, UiSlice {
  /** Comes with the Scratchpad tab when that is first opened. */
  readonly scratchpad?: ScratchpadStore;
}

export type RidgelineStore = StoreApi<RidgelineState>;

/** What the store is given from outside, so that tests can give something else. */
export interface StoreDeps extends DesignDeps, ModelsDeps, MapperDeps, SweepDeps {}

export function createRidgelineStore(deps: StoreDeps): RidgelineStore {
  return createStore<RidgelineState>()((set, get) => ({
    ...createDesignSlice(set, get, deps),
    ...createFormatsSlice(set, get),
    ...createModelsSlice(set, get, deps),
    ...createMapperSlice(set, get, deps),
    ...createPinsSlice(set, get, deps),
    ...createSpaceSlice(set, get),
    ...createSweepSlice(set, get, deps),
    ...createUiSlice(set),
  }));
}
