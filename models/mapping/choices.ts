import { compileProblem, type LoopNestProblem } from '../cost/loop-nest/problem';
import type { ArrayUnrolling, EinsumLayer, NestConventions, NestHardware } from '../cost/loop-nest/types';
import { type Mapped, type MapLimits, type Mapping, mapNest } from './map-nest';
import { isOverfull, unrollingOf } from './misfit';
import { type Goal, isBetter } from './objective';

/** The best spatial choice of those that were tried, with its nest. */
export interface Chosen {
  readonly problem: LoopNestProblem;
  readonly mapping: Mapped;
  readonly unrolling: readonly ArrayUnrolling[];
  readonly tried: number;
  /** Distinct choices that may fit: `mapping.bound` holds for those that were tried. */
  readonly choices: number;
}

/**
 * All ways to lay one loop, or none, along each dimension of the array, each loop as far as it goes: factors need not
 * divide their loop. Choices that come to the same are listed once, those with the fewest cycles first.
 */
export function spatialChoices(
  layer: EinsumLayer,
  hardware: NestHardware,
  conventions: NestConventions,
): readonly LoopNestProblem[] {
  const loops = layer.dims.filter(({ size }) => size > 1);
  let wanted: readonly (readonly ArrayUnrolling[])[] = [[]];
  for (const { name: array, size } of hardware.array) {
    const options = loops.map((loop) => ({ array, loops: [{ dim: loop.name, factor: Math.min(size, loop.size) }] }));
    wanted = wanted.flatMap((chosen) => [chosen, ...options.map((option) => [...chosen, option])]);
  }
  const seen = new Set<string>();
  return wanted
    .flatMap((unrolling) => {
      const compiled = compileProblem(layer, hardware, unrolling, conventions);
      if (!compiled.ok) return [];
      const key = JSON.stringify(compiled.problem.unrolled);
      if (seen.has(key)) return [];
      seen.add(key);
      return [compiled.problem];
    })
    .toSorted((a, b) => a.temporalCycles - b.temporalCycles);
}

/** Maps a layer with every spatial choice, `mostChoices` at most, and returns the best; null when none fits. */
export function mapWithChoice(
  layer: EinsumLayer,
  hardware: NestHardware,
  goal: Goal,
  conventions: NestConventions,
  limits: MapLimits & { readonly mostChoices: number },
): Chosen | null {
  const choices = spatialChoices(layer, hardware, conventions).filter((problem) => !isOverfull(problem));
  return bestOf(choices, goal, limits);
}

/** The best mapping of a layer over several spatial choices; null when none fits, or none was found in the budget. */
export function bestOf(
  choices: readonly LoopNestProblem[],
  goal: Goal,
  limits: MapLimits & { readonly mostChoices: number },
): Chosen | null {
  let best: { readonly problem: LoopNestProblem; readonly mapping: Mapped } | null = null;
  let tried = 0;
  let bound = Infinity;
  for (const problem of choices.slice(0, limits.mostChoices)) {
    if (limits.shouldStop() && best !== null) break;
    tried++;
    const mapping: Mapping = mapNest(problem, goal, limits, best?.mapping);
    if (mapping.kind === 'doesNotFit') continue;
    bound = Math.min(bound, mapping.bound);
    if (mapping.kind === 'mapped' && (best === null || isBetterMapping(mapping, best.mapping)))
      best = { problem, mapping };
  }
  if (best === null) return null;
  const { problem, mapping } = best;
  return { problem, mapping: { ...mapping, bound }, unrolling: unrollingOf(problem), tried, choices: choices.length };
}

function isBetterMapping(a: Mapped, b: Mapped): boolean {
  return isBetter(a.value, a.second, b.value, b.second);
}
