import type { Design, Space } from '../design/types';
import { ALL_LOWERINGS } from '../workload/lowering/registry';
import { compileWith, spaceOf, type Program } from './program';

/** `compileWith` for who has all lowerings at hand. */
export function compile(space: Space): Program {
  return compileWith(space, ALL_LOWERINGS);
}

/** Compiles one design. */
export function compileDesign(design: Design): Program {
  return compile(spaceOf(design));
}
