/** Order, replacement and addresses together: the whole of a schedule, with what is proven about it. */
import { baselineSchedule, REPLACEMENTS } from './baselines/baseline';
import { type OperatorGraph, topologicalOrder } from './graph';
import { PlacementAttempt } from './placement/attempt';
import { type PlacedEpisode, type Schedule, scheduleOf, type Step, type Traffic, trafficOf } from './schedule';
import { GraphSearch, type Redraw } from './search/graph-search';
import { largestOperator } from './footprint';
import { greatestCommonDivisor } from './search/problem';

export interface SchedulerOptions {
  /** Bytes that the states of an exact search may take. */
  readonly mostMemory: number;
  /** Nodes of the placer for each schedule that is tried. */
  readonly placementNodes: number;
  /** Schedules of equal cost that are tried where the first one can not be placed. */
  readonly redraws: number;
}

export const SCHEDULER_DEFAULTS: SchedulerOptions = { mostMemory: 500e6, placementNodes: 4000, redraws: 60 };

export interface PlacedSchedule extends Traffic {
  readonly order: readonly number[];
  readonly episodes: readonly PlacedEpisode[];
}

function bytesOf({ spilledBytes, retrievedBytes }: Traffic): number {
  return spilledBytes + retrievedBytes;
}

export type Phase = 'searching' | 'placing' | 'redrawing' | 'shrinking' | 'done';

/** States of a search for another schedule of equal cost. */
const REDRAW_STATES = 20_000;
/** States of a search in a smaller scratchpad: beyond, the best schedule so far is taken. */
const SHRUNK_STATES = 3000;
/** Parts of the scratchpad that are given up so that the rest can be placed. */
const SHRINKAGES = [1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4] as const;

/**
 * Finds the order, what leaves when, and addresses, that together move the fewest bytes.
 *
 * First without addresses: its optimum bounds what any placed schedule moves. Then addresses for the schedule found. If it
 * can not be placed, other schedules of the same cost are drawn; if none can, one for a smaller scratchpad is placed in the
 * whole one. A placed schedule at the lower bound is optimal; else the gap is left between the two.
 * The graph has to fit: see `capacityFault`.
 */
export class Scheduler {
  readonly #graph: OperatorGraph;
  readonly #capacity: number;
  readonly #options: SchedulerOptions;
  readonly #search: GraphSearch;
  #shrunk: GraphSearch | null = null;
  #attempt: PlacementAttempt | null = null;
  #candidate: Schedule | null = null;
  #draws = 0;
  #redraw: Redraw | null = null;
  #shrinkages = 0;
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
    if (bytesOf(schedule) < this.upperBound) this.best = schedule;
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
      case 'shrinking':
        return this.#stepShrunk(budget);
      case 'done':
        return;
    }
  }

  #stepSearch(budget: number): void {
    if (!this.#wasStopped) this.#search.step(budget);
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

  #stepPlacement(budget: number): void {
    if (this.#redraw !== null) {
      this.#redraw.step(budget);
      if (!this.#redraw.isDone && !this.#wasStopped) return;
      if (this.#redraw.isDone) this.#tryToPlace(this.#redraw.steps());
      else this.#shrink();
      this.#redraw = null;
      return;
    }
    const attempt = this.#attempt!;
    attempt.step(budget);
    if (attempt.status === 'open') return;
    if (attempt.status === 'placed') {
      this.#take(attempt.episodes());
      this.phase = 'done';
    } else if (this.#draws < this.#options.redraws && !this.#wasStopped) {
      this.phase = 'redrawing';
      this.#redraw = this.#search.redraw(++this.#draws, REDRAW_STATES);
    } else this.#shrink();
  }

  #take(episodes: readonly PlacedEpisode[]): void {
    const order = this.#candidate!.order;
    this.offer({ order, episodes, ...trafficOf(this.#graph, episodes) });
  }

  /** Goes on in the next smaller scratchpad. */
  #shrink(): void {
    const part = SHRINKAGES[this.#shrinkages++];
    const least = largestOperator(this.#graph).bytes;
    const unit = this.#graph.tensors.reduce((divisor, { bytes }) => greatestCommonDivisor(divisor, bytes), 0);
    const capacity = part === undefined ? 0 : Math.floor((this.#capacity * (1 - part)) / unit) * unit;
    this.#attempt = null;
    this.phase = part === undefined || capacity < least ? 'done' : 'shrinking';
    if (this.phase === 'shrinking') this.#shrunk = new GraphSearch(this.#graph, capacity, this.#options);
  }

  #stepShrunk(budget: number): void {
    if (this.#attempt === null) {
      const search = this.#shrunk!;
      search.step(budget);
      const isEnough = search.isDone || (search.expanded > SHRUNK_STATES && search.upperBound < Infinity);
      if (isEnough) this.#tryToPlace(search.steps()!);
      return;
    }
    this.#attempt.step(budget);
    if (this.#attempt.status === 'open') return;
    if (this.#attempt.status === 'placed') {
      this.#take(this.#attempt.episodes());
      this.phase = 'done';
    } else this.#shrink();
  }
}
