import type { ProductMapper } from '../../models/evaluate/mapped/product-mapper';
import type { GetState, SetState } from './slice';

/** The mapper of the page. Its answers may be that it is still searching: designs are then evaluated anew when it is done. */
export interface PageMapper extends ProductMapper {
  /** The answer to a question about designs that are tried and left; null while a nest that it needs is searched for. */
  readonly whole: <T>(question: (mapper: ProductMapper) => T) => T | null;
}

/** The mapper of level `mapped`. It is no part of the first load: it comes when a design needs it, or a picture wants it. */
export interface MapperSlice {
  /** Null until it is there. */
  readonly mapper: PageMapper | null;
  /** Counts the times that it was worth asking the mapper again. */
  readonly mappings: number;
  /** Loads the mapper, once; designs on screen that need it are then evaluated anew. */
  readonly wantMapper: () => void;
}

export interface MapperDeps {
  readonly loadMapper: (onAnswers: () => void) => Promise<PageMapper>;
}

/** The slice, and what it asks of the others when the mapper is there. */
type Seen = MapperSlice & {
  readonly evaluateAgain: () => void;
  readonly evaluatePinnedAgain: () => void;
};

export function createMapperSlice(set: SetState<Seen>, get: GetState<Seen>, { loadMapper }: MapperDeps): MapperSlice {
  let loading = false;
  const again = (): void => {
    get().evaluateAgain();
    get().evaluatePinnedAgain();
    set({ mappings: get().mappings + 1 });
  };
  const load = async (): Promise<void> => {
    try {
      set({ mapper: await loadMapper(again) });
      again();
    } catch {
      // What did not come, as without a network, is asked for again with the next change.
    }
    loading = false;
  };
  return {
    mapper: null,
    mappings: 0,
    wantMapper: () => {
      if (loading || get().mapper !== null) return;
      loading = true;
      void load();
    },
  };
}

export const selectMapper = ({ mapper }: MapperSlice): PageMapper | null => mapper;
