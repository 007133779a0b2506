import type { ProductMapper } from './product-mapper';

/**
 * What the engine asks about questions that take a search. The solvers themselves are built on this room: they are handed in
 * from above, and loaded only where a design needs them.
 */
export interface Solvers {
  /** What level `mapped` asks. Null: none was given, or it is not there yet; times are missing then. */
  readonly mapper: ProductMapper | null;
}

export const NO_SOLVERS: Solvers = { mapper: null };
