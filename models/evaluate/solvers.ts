import type { ProductMapper } from './mapped/product-mapper';
import type { ScratchpadScheduler } from './scratchpad-scheduler';

/**
 * What the engine asks about questions that take a search. The solvers themselves are built on this room: they are handed in
 * from above, and loaded only where a design needs them. Null: none was given, or it is not there yet.
 */
export interface Solvers {
  /** What level `mapped` asks; times are missing without one. */
  readonly mapper: ProductMapper | null;
  /** What metrics of schedules ask; they are missing without one. */
  readonly scheduler: ScratchpadScheduler | null;
}

export const NO_SOLVERS: Solvers = { mapper: null, scheduler: null };
