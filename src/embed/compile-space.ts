import type { Space } from '../../models/design/types';
import { compileWith, modelsOf, type Program } from '../../models/evaluate/program';
import { loadModels } from '../../models/evaluate/load-models';

/** Compiles a space with the models that it needs, and loads no others. */
export async function compileSpace(space: Space): Promise<Program> {
  return compileWith(space, await loadModels(modelsOf(space)));
}
