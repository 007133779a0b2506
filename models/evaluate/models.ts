import { DEFAULT_ONLY, type Lowerings } from '../workload/lowering/lowerings';
import type { LoweringId } from '../workload/lowering/types';
import type { ArrayModel } from './array-model';

/** The models at hand: those that every design needs, and those that were loaded besides. */
export interface Models {
  readonly lowerings: Lowerings;
  /** Null: not loaded. */
  readonly array: ArrayModel | null;
  /** Lower a design that needs anything else until that is loaded; null: it can not be compiled. */
  readonly standIns: Lowerings | null;
}

export type ModelId = LoweringId | 'array';

/** What a design at level `roofline` needs whose assumptions and workload are the usual ones. */
export const USUAL_MODELS: Models = { lowerings: DEFAULT_ONLY, array: null, standIns: null };
