import { compileProblem, type LoopNestProblem } from '../cost/loop-nest/problem';
import type { EinsumLayer, NestConventions, NestHardware } from '../cost/loop-nest/types';
import { bestOf } from './choices';
import { makeHoldings } from './holdings';
import { makeLattice } from './lattice';
import { leastSum, stallTerms } from './latency-bound';
import { loadingBound } from './loading-bound';
import { mapNest, type Mapped, type MapLimits } from './map-nest';
import { isOverfull } from './misfit';
import { type Goal, isBetter } from './objective';
import { type SpatialCandidate, spatialCandidates } from './spatial-candidates';

export interface SpatialLimits extends MapLimits {
  /** Ways to lay loops along the array that are searched at once: the fastest without stalls of each kind. */
  readonly mostChoices: number;
  /** Others that are searched while they may be faster, those of the lowest bounds first. */
  readonly mostOthers: number;
}

/** What is looked for: the fewest cycles. */
export type LatencyGoal = Goal & { readonly objective: 'latency' };

export interface SpatiallyChosen {
  /** The best way with its nest; its bound holds for all ways, searched or not. Null: none fits, or none was found. */
  readonly best: { readonly problem: LoopNestProblem; readonly mapping: Mapped } | null;
  /** Those that were searched at once. */
  readonly first: readonly LoopNestProblem[];
  readonly searched: number;
  /** Distinct ways that there are. */
  readonly all: number;
}

/** Values whose quotient is smaller count as equal. */
const SAME_VALUE = 1 + 1e-12;

/**
 * The fastest nest of a layer over all ways to lay its loops along an array. After the first few, a way is searched only
 * where the cycles that it needs at the least, with stalls and loading, are below the best that is known.
 */
export function searchSpatially(
  layer: EinsumLayer,
  hardware: NestHardware,
  conventions: NestConventions,
  goal: LatencyGoal,
  limits: SpatialLimits,
): SpatiallyChosen {
  const problemsOf = ({ unrolling }: SpatialCandidate): readonly LoopNestProblem[] => {
    const compiled = compileProblem(layer, hardware, unrolling, conventions);
    return compiled.ok ? [compiled.problem] : [];
  };
  const candidates = spatialCandidates(layer, hardware);
  const chosen = new Set(candidates.filter(({ isFirst }) => isFirst).slice(0, limits.mostChoices));
  const first = [...chosen].flatMap(problemsOf);
  const start = bestOf(
    first.filter((problem) => !isOverfull(problem)),
    goal,
    limits,
  );
  const value = start?.mapping.value ?? Infinity;
  const others = candidates
    .filter((candidate) => !chosen.has(candidate) && candidate.cycles * SAME_VALUE < value)
    .flatMap(problemsOf)
    .filter((problem) => !isOverfull(problem))
    .map((problem) => ({ problem, bound: leastCycles(problem, goal, limits) }))
    .sort((a, b) => a.bound - b.bound);
  const { best, searched } = searchOthers(start, others, goal, limits);
  return { best, first, searched: searched + (start?.tried ?? 0), all: candidates.length };
}

interface Bounded {
  readonly problem: LoopNestProblem;
  readonly bound: number;
}

function searchOthers(
  start: SpatiallyChosen['best'],
  others: readonly Bounded[],
  goal: LatencyGoal,
  limits: SpatialLimits,
): { readonly best: SpatiallyChosen['best']; readonly searched: number } {
  let best = start;
  let bound = start?.mapping.bound ?? Infinity;
  let searched = 0;
  for (const other of others) {
    if (other.bound === Infinity || other.bound * SAME_VALUE >= (best?.mapping.value ?? Infinity)) break;
    if (searched === limits.mostOthers) {
      // All that come after it have higher bounds.
      bound = Math.min(bound, other.bound);
      break;
    }
    searched++;
    const mapping = mapNest(other.problem, goal, limits, best?.mapping);
    if (mapping.kind === 'doesNotFit') continue;
    bound = Math.min(bound, mapping.bound);
    if (mapping.kind !== 'mapped') continue;
    const { value, second } = mapping;
    if (best === null || isBetter(value, second, best.mapping.value, best.mapping.second))
      best = { problem: other.problem, mapping };
  }
  if (best === null) return { best, searched };
  const { problem, mapping } = best;
  return { best: { problem, mapping: { ...mapping, bound: Math.min(bound, mapping.value) } }, searched };
}

/** Cycles that no nest of a problem is below, by its ports taken one by one; Infinity where none fits. */
function leastCycles(problem: LoopNestProblem, { latency }: LatencyGoal, { mostNodes }: MapLimits): number {
  const lattice = makeLattice(problem, mostNodes);
  const holdings = makeHoldings(problem, lattice);
  const stalls = stallTerms(problem, lattice).map(({ costs, offset }) => leastSum(lattice, holdings, costs) - offset);
  return Math.max(loadingBound(problem, lattice, holdings, latency), problem.temporalCycles + Math.max(0, ...stalls));
}
