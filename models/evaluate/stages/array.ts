import type { ArrayModel } from '../array-model';
import { arrayRowCycles, writeRuns } from './array-cycles';
import { addAttention, writeTiled } from './array-traffic';
import { addDivision, entriesOfWeights } from './array-vector-work';

/** The model of level `array`. What starts at level `roofline`, as a sweep's thread, does not import this. */
export const arrayModel: ArrayModel = {
  rowCycles: arrayRowCycles,
  writeRuns,
  entriesOfWeights,
  addDivision,
  writeTiled,
  addAttention,
};
