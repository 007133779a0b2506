/** Order, replacement and addresses together: the whole of a schedule, with what is proven about it. */
import { baselineSchedule, REPLACEMENTS } from './baselines/baseline';
import { type OperatorGraph, topologicalOrder } from './graph';
import { PlacementAttempt } from './placement/attempt';
import { LocalSearch } from './repair/local-search';
import {
  type PlacedEpisode,
  type PlacedSchedule,
  type Schedule,
  scheduleOf,
  type Step,
  type Traffic,
  trafficOf,
} from './schedule';
import { GraphSearch, type Redraw } from './search/graph-search';

export type { PlacedSchedule };

export interface SchedulerOptions {
  /** Bytes that the states of an exact search may take. */
  readonly mostMemory: number;
  /** Nodes of the placer for each schedule that is tried. */
  readonly placementNodes: number;
  /** Schedules of equal cost that are tried where the first one can not be placed. */
  readonly redraws: number;
}

export const SCHEDULER_DEFAULTS: SchedulerOptions = { mostMemory: 500e6, placementNodes: 4000, redraws: 60 };

function bytesOf({ spilledBytes, retrievedBytes }: Traffic): number {
  return spilledBytes + retrievedBytes;
}

export type Phase = 'searching' | 'placing' | 'redrawing' | 'repairing' | 'done';

/** States of a search for another schedule of equal cost. */
const REDRAW_STATES = 20_000;
/** Rounds of local search near each schedule that could not be placed, and near the best one after all of them. */
const REPAIR_ROUNDS = 1500;
const LAST_ROUNDS = 20_000;
/** Rounds where the search was stopped. */
const STOPPED_ROUNDS = 3000;
/** A search that has expanded so many states is long: local search takes part. */
const LONG_SEARCH = 1000;
/** Operators of a graph in which a round of it goes with each state; the share grows as the square, for so does what a proof takes. */
const OPERATORS_PER_ROUND = 150;
/** The most rounds for each state. */
const MOST_ROUNDS = 8;

/**
 * Finds the order, what leaves when, and addresses, that together move the fewest bytes.
 *
 * First without addresses: its optimum bounds what any placed schedule moves. Then addresses for the schedule found. If it
 * can not be placed, other schedules of the same cost are drawn, and near each a local search looks for placed ones that
 * cost little more. Where the search takes long, local search goes on beside it, and what it finds limits the search. A
 * placed schedule at the lower bound is optimal; else the gap is left between the two.
 * The graph has to fit: see `capacityFault`.
 */
export class Scheduler {
  readonly #graph: OperatorGraph;
  readonly #capacity: number;
  readonly #options: SchedulerOptions;
  readonly #search: GraphSearch;
  #attempt: PlacementAttempt | null = null;
  #candidate: Schedule | null = null;
  #draws = 0;
  #redraw: Redraw | null = null;
  #local: LocalSearch | null = null;
  /** Local searches begun. */
  #locals = 0;
  /** Rounds made while the search goes on. */
  #roundsBeside = 0;
  /** Rounds that the local search at work still has. */
  #rounds = 0;
  #wasStopped = false;
  /** Cost of the last schedule that was placed while the search goes on. */
  #placedEarly = Infinity;
  phase: Phase = 'searching';
  best: PlacedSchedule;

  constructor(graph: OperatorGraph, capacity: number, options: SchedulerOptions = SCHEDULER_DEFAULTS) {
    this.#graph = graph;
    this.#capacity = capacity;
    this.#options = options;
    this.#search = new GraphSearch(graph, capacity, options);
    // There is an answer at any time.
    this.best = baselineSchedule(graph, capacity, topologicalOrder(graph), 'belady');
    if (this.isProven) this.phase = 'done';
  }

  get lowerBound(): number {
    return this.#search.lowerBound;
  }

  /** Bytes of the best schedule that has addresses. */
  get upperBound(): number {
    return bytesOf(this.best);
  }

  /** Bytes of the best schedule without addresses. */
  get upperBoundWithoutAddresses(): number {
    return Math.min(this.#search.upperBound, this.upperBound);
  }

  get isProven(): boolean {
    return this.lowerBound >= this.upperBound;
  }

  get isDone(): boolean {
    return this.phase === 'done';
  }

  get expanded(): number {
    return this.#search.expanded;
  }

  get segments(): number {
    return this.#search.segments;
  }

  /** A schedule that has been placed by other means. */
  offer(schedule: PlacedSchedule): void {
    if (bytesOf(schedule) >= this.upperBound) return;
    this.best = schedule;
    this.#search.lowerLimit(this.upperBound);
    if (this.isProven) this.phase = 'done';
  }

  /** Ends the search for a better order; what has been found is still placed. */
  stopSearching(): void {
    this.#wasStopped = true;
  }

  /** Expands about so many states, or as many nodes of the placer. */
  step(budget: number): void {
    switch (this.phase) {
      case 'searching':
        return this.#stepSearch(budget);
      case 'placing':
      case 'redrawing':
        return this.#stepPlacement(budget);
      case 'repairing':
        return this.#stepRepair(budget);
      case 'done':
        return;
    }
  }

  #stepSearch(budget: number): void {
    if (!this.#wasStopped) this.#search.step(budget);
    if (!this.#wasStopped && this.expanded > LONG_SEARCH) this.#searchBeside();
    const isOver = this.#wasStopped || this.#search.isDone;
    if (this.isProven || (isOver && this.#search.upperBound >= this.upperBound)) this.phase = 'done';
    else if (isOver) {
      const steps = this.#search.steps()!;
      this.#offerByRule(steps);
      this.phase = this.isProven ? 'done' : 'placing';
      this.#tryToPlace(steps);
    } else if (this.#search.upperBound < Math.min(this.#placedEarly, this.upperBound)) this.#placeEarly();
  }

  /** Better schedules are few while a search goes on; each is placed at once, so that ending the search loses none. */
  #placeEarly(): void {
    this.#placedEarly = this.#search.upperBound;
    const steps = this.#search.steps()!;
    this.#offerByRule(steps);
    this.#tryToPlace(steps);
    this.#attempt!.step(this.#options.placementNodes);
    if (this.#attempt!.status === 'placed') this.#take(this.#attempt!.episodes());
  }

  /** A good order is good for rules too, which place as they go. */
  #offerByRule(steps: readonly Step[]): void {
    const order = steps.map(({ operator }) => operator);
    for (const replacement of REPLACEMENTS)
      this.offer(baselineSchedule(this.#graph, this.#capacity, order, replacement));
  }

  #tryToPlace(steps: readonly Step[]): void {
    this.#candidate = scheduleOf(this.#graph, steps);
    this.#attempt = new PlacementAttempt(this.#graph, this.#candidate, this.#capacity, this.#options.placementNodes);
  }

  /** Local search near the best schedule there is, in step with the states that have been expanded. */
  #searchBeside(): void {
    if (this.#local === null || this.#local.cost > this.upperBound) this.#startLocal(this.best, Infinity);
    const size = this.#graph.operators.length / OPERATORS_PER_ROUND;
    const share = Math.min(MOST_ROUNDS, size * size);
    const rounds = Math.floor((this.expanded - LONG_SEARCH) * share) - this.#roundsBeside;
    this.#roundsBeside += rounds;
    this.#local!.step(rounds);
    this.offer(this.#local!.best);
  }

  #stepPlacement(budget: number): void {
    if (this.#redraw !== null) {
      this.#redraw.step(budget);
      if (!this.#redraw.isDone && !this.#wasStopped) return;
      if (this.#redraw.isDone) this.#tryToPlace(this.#redraw.steps());
      else this.#repairLast();
      this.#redraw = null;
      return;
    }
    const attempt = this.#attempt!;
    attempt.step(budget);
    if (attempt.status === 'open') return;
    if (attempt.status === 'placed') {
      this.#take(attempt.episodes());
      this.phase = 'done';
    } else if (this.#wasStopped) this.#repairLast();
    else {
      const { order } = this.#candidate!;
      const ruled = REPLACEMENTS.map((rule) => baselineSchedule(this.#graph, this.#capacity, order, rule));
      this.#startLocal(
        ruled.reduce((best, other) => (bytesOf(other) < bytesOf(best) ? other : best)),
        REPAIR_ROUNDS,
      );
      this.phase = 'repairing';
    }
  }

  #startLocal(start: PlacedSchedule, rounds: number): void {
    this.#local = new LocalSearch(this.#graph, this.#capacity, start, ++this.#locals);
    this.#rounds = rounds;
  }

  /** Near the best schedule of all. */
  #repairLast(): void {
    this.#attempt = null;
    this.#startLocal(this.best, this.#wasStopped ? STOPPED_ROUNDS : LAST_ROUNDS);
    this.phase = 'repairing';
  }

  #stepRepair(budget: number): void {
    const rounds = Math.min(budget, this.#rounds);
    this.#local!.step(rounds);
    this.#rounds -= rounds;
    this.offer(this.#local!.best);
    if (this.isDone || this.#rounds > 0) return;
    if (this.#attempt === null) this.phase = 'done';
    else if (this.#draws === this.#options.redraws || this.#wasStopped) this.#repairLast();
    else {
      this.phase = 'redrawing';
      this.#redraw = this.#search.redraw(++this.#draws, REDRAW_STATES);
    }
  }

  #take(episodes: readonly PlacedEpisode[]): void {
    const order = this.#candidate!.order;
    this.offer({ order, episodes, ...trafficOf(this.#graph, episodes) });
  }
}
