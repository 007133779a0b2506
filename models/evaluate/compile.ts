import type { Design, Space } from '../design/types';
import { ALL_MODELS } from './all-models';
import { compileWith, spaceOf, type Program } from './program';

/** `compileWith` for who has all models at hand. */
export function compile(space: Space): Program {
  return compileWith(space, ALL_MODELS);
}

/** Compiles one design. */
export function compileDesign(design: Design): Program {
  return compile(spaceOf(design));
}
