import type { Design, Space } from '../design/types';
import { ALL_MODELS } from './all-models';
import type { MetricId } from './metrics/metrics';
import { compileWith, spaceOf, type Program } from './program';

/** `compileWith` for who has all models at hand. */
export function compile(space: Space, wanted: readonly MetricId[] = []): Program {
  return compileWith(space, ALL_MODELS, wanted);
}

/** Compiles one design. */
export function compileDesign(design: Design, wanted: readonly MetricId[] = []): Program {
  return compile(spaceOf(design), wanted);
}
