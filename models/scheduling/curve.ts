/** How much has to be moved with how much room: the exact staircase. */
import { baselineSchedule } from './baselines/baseline';
import { largestOperator } from './footprint';
import type { OperatorGraph } from './graph';
import { MinimumPeak } from './minimum-peak';
import type { PlacedEpisode } from './schedule';
import { type PlacedSchedule, Scheduler, SCHEDULER_DEFAULTS, type SchedulerOptions } from './scheduler';
import { greatestCommonDivisor } from './search/problem';

/** Holds for every scratchpad from `fromBytes` to the next stair's, exclusive. */
export interface Stair {
  readonly fromBytes: number;
  /** Bytes moved beyond the compulsory ones, by a placed schedule. */
  readonly bytes: number;
  /** No schedule moves less over this range; equal to `bytes` where it is proven. */
  readonly lowerBound: number;
}

export interface CurveOptions extends SchedulerOptions {
  /** States of each search; what is not proven by then keeps its gap. */
  readonly mostStates: number;
}

export const CURVE_DEFAULTS: CurveOptions = { ...SCHEDULER_DEFAULTS, mostStates: 200_000 };

/**
 * From the largest scratchpad down: a schedule found for one size is good for every size down to the highest address that
 * it uses, and no smaller scratchpad needs less. So the next size to ask for is just below, until the largest operator
 * does not fit any more. Can be stopped after any number of states; the stairs found by then are right.
 */
export class StaircaseSearch {
  readonly #graph: OperatorGraph;
  readonly #options: CurveOptions;
  readonly #unit: number;
  readonly #least: number;
  #peak: MinimumPeak | null;
  #scheduler: Scheduler | null = null;
  #used = 0;
  #asked: number;
  #first: readonly number[] = [];
  /** From the largest size down. */
  readonly #stairs: Stair[] = [];

  constructor(graph: OperatorGraph, options: CurveOptions = CURVE_DEFAULTS) {
    this.#graph = graph;
    this.#options = options;
    this.#unit = graph.tensors.reduce((divisor, { bytes }) => greatestCommonDivisor(divisor, bytes), 0);
    this.#least = largestOperator(graph).bytes;
    this.#peak = new MinimumPeak(graph, options.mostMemory);
    this.#asked = this.#peak.upperBound;
  }

  get isDone(): boolean {
    return this.#asked < this.#least;
  }

  /** From the smallest size up. Sizes that have not been asked for yet are missing at the start. */
  get stairs(): readonly Stair[] {
    return this.#stairs.toReversed();
  }

  /** Expands about so many states. */
  step(budget: number): void {
    if (this.isDone) return;
    if (this.#peak !== null) {
      this.#peak.step(budget);
      this.#used += budget;
      if (!this.#peak.isDone && this.#used < this.#options.mostStates) return;
      this.#start(this.#peak.order());
      this.#peak = null;
      this.#used = 0;
      return;
    }
    this.#scheduler ??= this.#ask();
    this.#scheduler.step(budget);
    this.#used += budget;
    if (this.#used >= this.#options.mostStates) this.#scheduler.stopSearching();
    if (this.#scheduler.isDone) this.#take(this.#scheduler);
  }

  /** The first size is one in which an order is placed without anything leaving. */
  #start(order: readonly number[]): void {
    const plenty = this.#graph.tensors.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#asked = Math.max(this.#least, this.#heightOf(baselineSchedule(this.#graph, plenty, order, 'belady')));
    this.#first = order;
  }

  #ask(): Scheduler {
    const scheduler = new Scheduler(this.#graph, this.#asked, this.#options);
    if (this.#stairs.length === 0) scheduler.offer(baselineSchedule(this.#graph, this.#asked, this.#first, 'belady'));
    return scheduler;
  }

  #heightOf({ episodes }: PlacedSchedule): number {
    const top = ({ tensor, offset }: PlacedEpisode) => offset + this.#graph.tensors[tensor]!.bytes;
    return episodes.reduce((most, episode) => Math.max(most, top(episode)), 0);
  }

  #take(scheduler: Scheduler): void {
    const { best, lowerBound, upperBound } = scheduler;
    const fromBytes = Math.max(this.#least, this.#heightOf(best));
    const above = this.#stairs.at(-1);
    // A smaller scratchpad never needs less than a larger one.
    const stair = { fromBytes, bytes: upperBound, lowerBound: Math.max(lowerBound, above?.lowerBound ?? 0) };
    if (above?.bytes === stair.bytes && above.lowerBound === stair.lowerBound) this.#stairs.pop();
    this.#stairs.push(stair);
    this.#asked = fromBytes - this.#unit;
    this.#scheduler = null;
    this.#used = 0;
  }
}
