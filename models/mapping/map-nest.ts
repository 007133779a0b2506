import type { LoopNest } from '../cost/loop-nest/nest';
import type { LoopNestProblem } from '../cost/loop-nest/problem';
import { makeScratch, type NestScratch } from '../cost/loop-nest/scratch';
import { type CostTables, joulesTables, loadingTables } from './costs';
import { type Holdings, makeHoldings } from './holdings';
import { type Lattice, makeLattice } from './lattice';
import { addedCosts, leastSum, type StallTerm, stallTerms, termOf, weightedTerm } from './latency-bound';
import { loadingBound } from './loading-bound';
import { nestOfMoves } from './nest-of-moves';
import { type Goal, isBetter } from './objective';
import { type Candidate, candidateOf, polish } from './polish';
import { type Moves, type SearchLimits, searchNests, type SearchResult } from './search';

export interface MapLimits extends SearchLimits {
  /** More sets of loops than this and factors are multiplied: the search is over fewer orders, and says so. */
  readonly mostNodes: number;
  /** Nests evaluated at most while the order between cuts is improved, for each start. */
  readonly mostEvaluations: number;
}

/** Enough for the layers of a network in some ten milliseconds each. */
export const DEFAULT_LIMITS: Omit<MapLimits, 'shouldStop'> = {
  mostNodes: 30_000,
  mostStates: 200_000,
  mostEvaluations: 1000,
};

export interface Mapped {
  readonly kind: 'mapped';
  readonly nest: LoopNest;
  /** Joules, cycles or joule-cycles. */
  readonly value: number;
  /** What decides between equal values: cycles after energy, else joules. */
  readonly second: number;
  /** No nest of the map space has a smaller value: equal to `value` when that is proven. */
  readonly bound: number;
  /** Whether the map space has products of prime factors instead of all of them. */
  readonly isCoarse: boolean;
  /** States expanded. */
  readonly expanded: number;
}

/** The value of a mapping that is known, and what decides between it and its equals. */
export type Rival = Pick<Mapped, 'value' | 'second'>;

/**
 * `notFound`: the budget ended before any nest was complete; `aboveCutoff`: no nest is below a value that is known
 * already; `doesNotFit`: there is none.
 */
export type Mapping =
  | Mapped
  | { readonly kind: 'notFound'; readonly bound: number; readonly expanded: number }
  | { readonly kind: 'aboveCutoff'; readonly bound: number }
  | { readonly kind: 'doesNotFit' };

/** Everything that the searches for one problem share. */
interface Search {
  readonly problem: LoopNestProblem;
  readonly lattice: Lattice;
  readonly holdings: Holdings;
  /** The same with half of every memory left to the next tiles, so that stalls are what their bounds say. */
  readonly roomy: Holdings;
  readonly joules: CostTables;
  readonly goal: Goal;
  readonly limits: MapLimits;
  readonly scratch: NestScratch;
  best: Candidate | null;
  expanded: number;
}

/** Bounds on energy and on cycles of every nest, and on weighted sums of both. */
interface Bounds {
  joules: number;
  cycles: number;
  /** `joules + weight * cycles >= sum` for every nest. */
  readonly joint: { readonly weight: number; readonly sum: number }[];
}

/** Weights of stalls against energy that are tried, in units of (least energy / cycles without stalls). */
const TRADES = [0.03, 1, 30] as const;
/** Mixtures of ports that are tried when one port alone does not decide. */
const ROUNDS = 6;

/**
 * Finds the nest of least energy, latency or energy-delay product under the loop-nest model.
 *
 * The map space: all orders of all prime factors of the temporal loops, with a cut for each operand and memory wherever
 * its tile fits. Energy is additive over cuts and is proven. Stalls are bounded by weighted sums over the ports, which are
 * additive; the bound is reached when memories have room for their next tiles. On- and off-loading are bounded by what
 * one port carries at the least.
 * For energy times delay the bounds are joined.
 *
 * @param known a mapping of another spatial choice: nests that are no better than it are not looked for
 */
export function mapNest(problem: LoopNestProblem, goal: Goal, limits: MapLimits, known?: Rival): Mapping {
  if (known !== undefined && goal.objective === 'latency' && problem.temporalCycles > known.value * SAME_VALUE) {
    return { kind: 'aboveCutoff', bound: problem.temporalCycles };
  }
  const lattice = makeLattice(problem, limits.mostNodes);
  const holdings = makeHoldings(problem, lattice);
  const search: Search = {
    ...{ problem, lattice, holdings, goal, limits },
    roomy: makeHoldings(problem, lattice, 0.5),
    joules: joulesTables(problem, lattice),
    scratch: makeScratch(problem),
    best: null,
    expanded: 0,
  };
  const macJoules = problem.macs * problem.hardware.macJoules;
  const cycles = Math.max(problem.temporalCycles, loadingBound(problem, lattice, holdings, goal.latency));
  const bounds: Bounds = { joules: macJoules, cycles, joint: [] };
  bounds.joules += leastSum(lattice, holdings, search.joules);
  if (bounds.joules < Infinity && known !== undefined && isBeaten(goal, bounds, known)) {
    return { kind: 'aboveCutoff', bound: goalBound(goal, bounds) };
  }
  const energy = searchAdditive(search, search.joules);
  if (energy.bound === Infinity) return { kind: 'doesNotFit' };
  bounds.joules = energy.bound + macJoules;
  tryNests(search, energy.moves, search.joules, bounds);
  if (energy.moves !== null && !isSettled(search, bounds)) {
    const stalls = stallsOf(search, energy.moves);
    if (goal.objective !== 'energy' && goal.latency !== 'stalled') loadLittle(search, stalls, bounds);
    if (goal.objective === 'energy') breakTies(search, stalls, bounds);
    else minimiseStalls(search, stalls, bounds);
  }
  const { best, expanded } = search;
  if (best === null) return { kind: 'notFound', bound: goalBound(goal, bounds), expanded };
  const bound = Math.min(best.value, goalBound(goal, bounds));
  const { nest, value, second } = best;
  return { kind: 'mapped', nest, value, second, bound, isCoarse: lattice.isCoarse, expanded };
}

/** Values whose quotient is smaller count as equal. */
const SAME_VALUE = 1 + 1e-12;

/** Whether no nest within the bounds is better than a mapping that is known. */
function isBeaten(goal: Goal, bounds: Bounds, { value, second }: Rival): boolean {
  const least = goalBound(goal, bounds);
  if (least * SAME_VALUE < value) return false;
  return least > value * SAME_VALUE || goal.objective === 'energy' || bounds.joules >= second;
}

function searchAdditive(search: Search, costs: CostTables, holdings = search.holdings): SearchResult {
  const result = searchNests(search.lattice, holdings, costs, search.limits);
  search.expanded += result.expanded;
  return result;
}

/**
 * Keeps the nest of a search when it is the best so far; then the one with room for the next tiles; then the better of
 * them with its order improved. Ends as soon as nothing is left to gain.
 */
function tryNests(search: Search, moves: Moves | null, costs: CostTables, bounds: Bounds): void {
  if (moves === null) return;
  const { problem, goal, scratch, limits } = search;
  const isEnergy = goal.objective === 'energy';
  const least = { value: goalBound(goal, bounds), second: isEnergy ? problem.temporalCycles : bounds.joules };
  let start = candidateOf(problem, nestOfMoves(problem, search.lattice, moves), goal, scratch);
  if (isBetter(least.value, least.second, start.value, start.second)) {
    const roomy = searchAdditive(search, costs, search.roomy).moves;
    if (roomy !== null)
      start = better(start, candidateOf(problem, nestOfMoves(problem, search.lattice, roomy), goal, scratch));
  }
  const found = polish(problem, start, goal, scratch, { mostEvaluations: limits.mostEvaluations, ...least });
  search.best = search.best === null ? found : better(search.best, found);
}

function better(a: Candidate, b: Candidate): Candidate {
  return isBetter(b.value, b.second, a.value, a.second) ? b : a;
}

/** The least value that the bounds allow. */
function goalBound({ objective }: Goal, { joules, cycles, joint }: Bounds): number {
  if (objective === 'energy') return joules;
  if (objective === 'latency') return cycles;
  // Along a line of equal sum a product is least at an end: where energy or cycles are as low as they can be.
  const products = joint.map(({ weight, sum }) =>
    Math.min(joules * Math.max(cycles, (sum - joules) / weight), cycles * Math.max(joules, sum - weight * cycles)),
  );
  return Math.max(joules * cycles, ...products);
}

function isProven({ best, goal }: Search, bounds: Bounds): boolean {
  return best !== null && best.value <= goalBound(goal, bounds) * (1 + 1e-12);
}

/** Whether nothing can be gained any more, not even less stalls for the same energy. */
function isSettled(search: Search, bounds: Bounds): boolean {
  const { best, goal, problem } = search;
  if (!isProven(search, bounds)) return false;
  return goal.objective !== 'energy' || best!.second <= problem.temporalCycles;
}

/** The terms of all ports with what a nest sums up to under each: none of them bounds stalls by more than that. */
interface Stalls {
  readonly terms: readonly StallTerm[];
  readonly sums: readonly number[];
}

function stallsOf({ problem, lattice, holdings }: Search, moves: Moves): Stalls {
  const terms = stallTerms(problem, lattice);
  return { terms, sums: terms.map((term) => termOf(lattice, holdings, moves, term)) };
}

/** So little weight on stalls that only nests of equal energy change places. */
const TIE_BREAK = 1e-7;

/** Of the nests of least energy, one that stalls little: most of them differ in nothing else. */
function breakTies(search: Search, { terms, sums }: Stalls, bounds: Bounds): void {
  const worst = Math.max(0, ...sums);
  const term = terms[sums.indexOf(worst)];
  if (term === undefined || worst === 0) return;
  const costs = addedCosts(search.joules, term.costs, (TIE_BREAK * bounds.joules) / search.problem.temporalCycles);
  tryNests(search, searchAdditive(search, costs).moves, costs, bounds);
}

/** Weight of energy, in units of (cycles without stalls / least energy), where nests of little loading are wanted. */
const LITTLE = 0.03;

/** Nests that load little before and after compute, while the port that is worst for energy does not stall more. */
function loadLittle(search: Search, { terms, sums }: Stalls, bounds: Bounds): void {
  const { problem, lattice } = search;
  const loading = loadingTables(problem, lattice);
  const most = Math.max(0, ...sums);
  const worst = most > 0 ? terms[sums.indexOf(most)] : undefined;
  const isOutput = (index: number) => problem.operands[index]!.isOutput;
  // What only one side loads may be hidden during compute: each side is tried alone, too.
  for (const counts of [() => true, isOutput, (index: number) => !isOutput(index)]) {
    if (isProven(search, bounds)) return;
    const counted = loading.map((table, index) => (counts(index) ? table : new Float64Array(table.length)));
    const guided = addedCosts(counted, search.joules, (LITTLE * problem.temporalCycles) / bounds.joules);
    const costs = worst === undefined ? guided : addedCosts(guided, worst.costs, 1);
    tryNests(search, searchAdditive(search, costs).moves, costs, bounds);
  }
}

/** Looks for nests that stall less, while it raises the bound on cycles. */
function minimiseStalls(search: Search, { terms, sums }: Stalls, bounds: Bounds): void {
  const { problem, lattice, holdings, goal, limits } = search;
  const least = terms.map(({ costs, offset }, index) => {
    return sums[index]! > 0 ? leastSum(lattice, holdings, costs) - offset : 0;
  });
  const raise = (stall: number) => {
    bounds.cycles = Math.max(bounds.cycles, problem.temporalCycles + leastStall(problem, stall));
  };
  least.forEach(raise);
  if (terms.length === 0) return;
  if (goal.objective === 'latency') preferLittleEnergy(search, terms, sums, bounds);
  const first = Math.max(...least) > 0 ? least.indexOf(Math.max(...least)) : sums.indexOf(Math.max(...sums));
  let weights: readonly number[] = terms.map((_, index) => (index === first ? 1 : 0));
  for (let round = 0; round < ROUNDS && !isProven(search, bounds) && !limits.shouldStop(); round++) {
    const term = weightedTerm(terms, weights);
    const { moves, bound } = searchAdditive(search, term.costs);
    raise(bound - term.offset);
    tryNests(search, moves, term.costs, bounds);
    tradeEnergy(search, term, bounds);
    if (moves === null) return;
    const stalls = terms.map((each) => termOf(lattice, holdings, moves, each));
    const worst = stalls.indexOf(Math.max(...stalls));
    // The same port is the worst: other mixtures say nothing new.
    if (weights[worst] === 1 || stalls[worst]! <= 0) return;
    weights = weights.map((weight, index) => (weight * (round + 1) + (index === worst ? 1 : 0)) / (round + 2));
  }
}

/** Weight of energy against stalls where stalls come first. */
const FAINT = 1e-3;

/** Of the nests that stall least one of little energy: where it stalls no more than a bound, it is proven at once. */
function preferLittleEnergy(
  search: Search,
  terms: readonly StallTerm[],
  sums: readonly number[],
  bounds: Bounds,
): void {
  const term = terms[sums.indexOf(Math.max(...sums))]!;
  const costs = addedCosts(term.costs, search.joules, (FAINT * search.problem.temporalCycles) / bounds.joules);
  tryNests(search, searchAdditive(search, costs).moves, costs, bounds);
}

/** Stalls are whole cycles where transfers are; sums of weighted cycles may fall short of one by their last bits. */
function leastStall({ linkWhole }: LoopNestProblem, stall: number): number {
  return Math.max(0, linkWhole.every((whole) => whole === 1) ? Math.ceil(stall - 1e-6) : stall);
}

/** Nests that stall a little more for less energy, and the other way round. */
function tradeEnergy(search: Search, term: StallTerm, bounds: Bounds): void {
  const { problem } = search;
  for (const trade of TRADES) {
    if (isProven(search, bounds)) return;
    const weight = (trade * bounds.joules) / problem.temporalCycles;
    const costs = addedCosts(search.joules, term.costs, weight);
    const { moves, bound } = searchAdditive(search, costs);
    const macs = problem.macs * problem.hardware.macJoules;
    bounds.joint.push({ weight, sum: macs + bound + weight * (problem.temporalCycles - term.offset) });
    tryNests(search, moves, costs, bounds);
  }
}
