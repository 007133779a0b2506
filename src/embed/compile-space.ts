import type { Space } from '../../models/design/types';
import { compileWith, loweringsOf, type Program } from '../../models/evaluate/program';
import { loadLowerings } from '../../models/workload/lowering/load';

/** Compiles a space with the lowerings that it needs, and loads no others. */
export async function compileSpace(space: Space): Promise<Program> {
  return compileWith(space, await loadLowerings(loweringsOf(space)));
}
