import type { ProductMapper } from '../../models/evaluate/product-mapper';
import type { GetState, SetState } from './slice';
import type { Snapshot } from './snapshot';

/** The mapper of level `mapped`. It is no part of the first load: it comes when a design needs it, or a picture wants it. */
export interface MapperSlice {
  /** Null until it is there. */
  readonly mapper: ProductMapper | null;
  /** Loads the mapper, once; designs on screen that need it are then evaluated anew. */
  readonly wantMapper: () => void;
}

export interface MapperDeps {
  readonly loadMapper: () => Promise<ProductMapper>;
}

/** The slice, and what it asks of the others when the mapper is there. */
type Seen = MapperSlice & {
  readonly snapshot: Snapshot;
  readonly evaluateAgain: () => void;
  readonly evaluateBaselineAgain: () => void;
};

export function createMapperSlice(set: SetState<Seen>, get: GetState<Seen>, { loadMapper }: MapperDeps): MapperSlice {
  let loading = false;
  const load = async (): Promise<void> => {
    try {
      set({ mapper: await loadMapper() });
      get().evaluateAgain();
      get().evaluateBaselineAgain();
    } catch {
      // What did not come, as without a network, is asked for again with the next change.
    }
    loading = false;
  };
  return {
    mapper: null,
    wantMapper: () => {
      if (loading || get().mapper !== null) return;
      loading = true;
      void load();
    },
  };
}

export const selectMapper = ({ mapper }: MapperSlice): ProductMapper | null => mapper;
