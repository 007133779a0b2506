import type { Step } from '../schedule';
import { Beam } from './beam';
import { BestFirst } from './best-first';
import { nearOrder } from './near-order';
import type { SearchProblem } from './problem';
import { Symmetry } from './symmetry';

interface Effort {
  /** Begins when the exact search has expanded so many states. */
  readonly after: number;
  /** Of the beam. */
  readonly width: number;
  /** How far operators may move from where they stand in the best order so far; null: anywhere. */
  readonly reach: number | null;
}

/** Heuristics, one after the other while the proof is open; one near the best order is repeated while it finds a better one. */
const EFFORTS: readonly Effort[] = [
  { after: 0, width: 4, reach: null },
  { after: 1_500, width: 50, reach: 12 },
  { after: 1_500, width: 50, reach: 24 },
  { after: 6_000, width: 32, reach: null },
  { after: 10_000, width: 200, reach: 24 },
  { after: 40_000, width: 200, reach: null },
  { after: 60_000, width: 1000, reach: 32 },
  { after: 200_000, width: 1000, reach: null },
  { after: 800_000, width: 4000, reach: null },
];

/** Holding more operators to an order takes too long: sets of them grow with the square. */
const MOST_NEAR = 2000;

export interface SearchMemory {
  /** Bytes that the states of the exact search may take. */
  readonly mostMemory: number;
}

/**
 * The best schedule of one segment, without addresses. A narrow beam finds a first schedule, best-first search raises the
 * lower bound, and beams between, wider ones and ones near the best order, look for better schedules where the proof takes
 * long. Can be stopped after any
 * number of states.
 */
export class SegmentSearch {
  readonly #problem: SearchProblem;
  readonly #capacity: number;
  readonly symmetry: Symmetry;
  readonly #exact: BestFirst;
  #beam: Beam | null = null;
  /** Efforts begun. */
  #efforts = 0;
  expanded = 0;
  lowerBound: number;
  /** Cost of the best schedule so far. */
  upperBound = Infinity;
  steps: readonly Step[] | null = null;
  /** Only schedules that cost less are of use. */
  #limit = Infinity;

  constructor(
    problem: SearchProblem,
    capacity: number,
    { mostMemory }: SearchMemory,
    symmetry: Symmetry = Symmetry.of(problem),
  ) {
    this.#problem = problem;
    this.#capacity = capacity;
    this.symmetry = symmetry;
    this.#exact = new BestFirst(problem, capacity, { limit: Infinity, floor: 0, seed: 0, mostMemory }, symmetry);
    this.lowerBound = this.#exact.lowerBound;
  }

  /** Proven, or out of memory with every beam run. */
  get isDone(): boolean {
    return this.isProven || (this.#exact.status === 'full' && this.#efforts === EFFORTS.length);
  }

  get isProven(): boolean {
    return this.lowerBound >= Math.min(this.upperBound, this.#limit);
  }

  /** Schedules that cost so much are not looked for any more: the search ends once it is a lower bound. */
  lowerLimit(cost: number): void {
    this.#limit = Math.min(this.#limit, cost);
    this.#exact.lowerLimit(cost);
  }

  /** Expands about so many states. */
  step(budget: number): void {
    for (let left = budget; left > 0 && !this.isDone;) {
      const before = this.expanded;
      if (this.#beam !== null) this.#stepBeam(left);
      else if (this.#isBeamDue()) this.#startBeam();
      else this.#stepExact(left);
      left -= Math.max(1, this.expanded - before);
    }
  }

  #isBeamDue(): boolean {
    const effort = EFFORTS[this.#efforts];
    if (effort === undefined) return false;
    return this.#exact.status === 'full' || this.#exact.expanded >= effort.after;
  }

  #startBeam(): void {
    const { width, reach } = EFFORTS[this.#efforts++]!;
    const options = { width, limit: Math.min(this.upperBound, this.#limit), seed: 0 };
    if (reach === null) this.#beam = new Beam(this.#problem, this.#capacity, options, this.symmetry);
    else if (this.steps !== null && reach < this.#problem.operatorCount && this.#problem.operatorCount <= MOST_NEAR) {
      const order = this.steps.map(({ operator }) => operator);
      const problem = nearOrder(this.#problem, order, reach);
      this.#beam = new Beam(problem, this.#capacity, options, Symmetry.none(problem));
    }
  }

  #stepBeam(budget: number): void {
    const beam = this.#beam!;
    const before = beam.expanded;
    beam.step(budget);
    this.expanded += beam.expanded - before;
    if (beam.status === 'open') return;
    if (beam.status === 'found') {
      this.#improve(beam.cost, beam.steps());
      if (EFFORTS[this.#efforts - 1]!.reach !== null) this.#efforts--;
    }
    this.#beam = null;
  }

  #stepExact(budget: number): void {
    const exact = this.#exact;
    const before = exact.expanded;
    // The beam that is due next waits for a number of states.
    exact.step(Math.min(budget, 2000));
    this.expanded += exact.expanded - before;
    if (exact.status === 'found') this.#improve(exact.lowerBound, exact.steps());
    this.lowerBound = exact.status === 'none' ? Math.min(this.upperBound, this.#limit) : exact.lowerBound;
  }

  #improve(cost: number, steps: readonly Step[]): void {
    if (cost >= this.upperBound) return;
    this.upperBound = cost;
    this.steps = steps;
    this.#exact.lowerLimit(cost);
  }
}
