import type { Step } from '../schedule';
import { Beam } from './beam';
import { BestFirst } from './best-first';
import type { SearchProblem } from './problem';
import { Symmetry } from './symmetry';

/** Widths of the beams, one after the other while the proof is open. */
const BEAM_WIDTHS = [4, 32, 200, 1000, 4000] as const;
/** A beam begins when the exact search has expanded so many states for each of the beam's width. */
const STATES_PER_WIDTH = 200;

export interface SearchMemory {
  /** Bytes that the states of the exact search may take. */
  readonly mostMemory: number;
}

/**
 * The best schedule of one segment, without addresses. A narrow beam finds a first schedule, best-first search raises the
 * lower bound, and wider beams between look for better schedules where the proof takes long. Can be stopped after any
 * number of states.
 */
export class SegmentSearch {
  readonly #problem: SearchProblem;
  readonly #capacity: number;
  readonly symmetry: Symmetry;
  readonly #exact: BestFirst;
  #beam: Beam | null = null;
  #beams = 0;
  expanded = 0;
  lowerBound: number;
  /** Cost of the best schedule so far. */
  upperBound = Infinity;
  steps: readonly Step[] | null = null;

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
    return this.isProven || (this.#exact.status === 'full' && this.#beams === BEAM_WIDTHS.length);
  }

  get isProven(): boolean {
    return this.lowerBound >= this.upperBound;
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
    const width = BEAM_WIDTHS[this.#beams];
    if (width === undefined) return false;
    return this.#beams === 0 || this.#exact.status === 'full' || this.#exact.expanded >= width * STATES_PER_WIDTH;
  }

  #startBeam(): void {
    const width = BEAM_WIDTHS[this.#beams++]!;
    this.#beam = new Beam(this.#problem, this.#capacity, { width, limit: this.upperBound, seed: 0 }, this.symmetry);
  }

  #stepBeam(budget: number): void {
    const beam = this.#beam!;
    const before = beam.expanded;
    beam.step(budget);
    this.expanded += beam.expanded - before;
    if (beam.status === 'open') return;
    if (beam.status === 'found') this.#improve(beam.cost, beam.steps());
    this.#beam = null;
  }

  #stepExact(budget: number): void {
    const exact = this.#exact;
    const before = exact.expanded;
    // The beam that is due next waits for a number of states.
    exact.step(Math.min(budget, 2000));
    this.expanded += exact.expanded - before;
    if (exact.status === 'found') this.#improve(exact.lowerBound, exact.steps());
    this.lowerBound = exact.status === 'none' ? this.upperBound : exact.lowerBound;
  }

  #improve(cost: number, steps: readonly Step[]): void {
    if (cost >= this.upperBound) return;
    this.upperBound = cost;
    this.steps = steps;
    this.#exact.lowerLimit(cost);
  }
}
