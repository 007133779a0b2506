import { ALL_LOWERINGS } from '../workload/lowering/registry';
import type { Models } from './models';
import { arrayModel } from './stages/array';

/** Every model. What starts with the usual ones alone, as a sweep's thread, does not import this. */
export const ALL_MODELS: Models = { lowerings: ALL_LOWERINGS, array: arrayModel, standIns: null };
