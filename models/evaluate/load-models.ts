import { loadLowerings } from '../workload/lowering/load';
import type { ModelId, Models } from './models';

/** Loads the models that are needed besides the usual ones: most designs need none, and start without their bytes. */
export async function loadModels(needed: ReadonlySet<ModelId>): Promise<Models> {
  const [lowerings, array] = await Promise.all([
    loadLowerings(needed),
    needed.has('array') ? import('./stages/array').then(({ arrayModel }) => arrayModel) : null,
  ]);
  return { lowerings, array, standIns: null };
}
