/** Better schedules near one that has addresses already. */
import { drawing } from '../drawn-numbers';
import type { OperatorGraph } from '../graph';
import { type PlacedSchedule, trafficOf } from '../schedule';
import { Layout, usersOf } from './layout';
import { MovableOrder } from './movable-order';
import { TakingOut } from './taken-out';

/** Steps that are made anew at a time, at most. */
const MOST_STEPS = 16;
/** Ways to put back what was taken out: what found no room goes first in the next one. */
const ATTEMPTS = 4;
/** A schedule that costs so much more than the best one is gone on from. */
const SLACK = 0.01;

/** What is put back: the steps at which a tensor is an operand, from the first to the last of those taken out. */
interface Item {
  readonly tensor: number;
  readonly steps: Int32Array;
  readonly weight: number;
}

/**
 * Large neighbourhood search: takes out all episodes over a few steps that are drawn, moves some operators among these
 * steps, and puts the tensors back one by one, each for as long a time as there is a gap, fetched again where there is
 * none. What costs no more than the best schedule and a little is kept. Every schedule that it goes through has addresses.
 * Deterministic; can be stopped after any number of rounds. Proves nothing.
 */
export class LocalSearch {
  readonly #graph: OperatorGraph;
  readonly #users: readonly (readonly number[])[];
  readonly #layout: Layout;
  readonly #order: MovableOrder;
  readonly #draw: () => number;
  readonly #taken: TakingOut;
  best: PlacedSchedule;
  /** Bytes that the best schedule moves. */
  cost: number;
  rounds = 0;

  constructor(graph: OperatorGraph, capacity: number, start: PlacedSchedule, seed: number) {
    this.#graph = graph;
    this.#users = usersOf(graph);
    this.#layout = new Layout(graph, capacity);
    this.#order = new MovableOrder(graph, start.order);
    this.#draw = drawing(seed);
    this.#taken = new TakingOut(graph, this.#layout, this.#draw);
    for (const { tensor, lower, upper, offset } of start.episodes) this.#layout.add(tensor, lower, upper, offset);
    this.best = start;
    this.cost = this.#layout.cost;
  }

  /** Makes so many rounds. */
  step(rounds: number): void {
    for (let left = rounds; left > 0 && this.cost > 0; left--) this.#makeAnew();
  }

  #below(count: number): number {
    return Math.floor(this.#draw() * count);
  }

  #makeAnew(): void {
    this.rounds++;
    const most = Math.max(this.#layout.cost, this.cost * (1 + SLACK));
    const count = this.#order.operators.length;
    const width = 1 + this.#below(Math.min(count, MOST_STEPS));
    const from = this.#below(count - width + 1);
    this.#taken.takeOut(from, from + width);
    const { tensors, stays } = this.#taken;
    const users = tensors.map((tensor) => this.#usersTakenOut(tensor));
    const undo = this.#order.moveSome(from, from + width, this.#draw);
    const kept = this.#layout.count;
    if (this.#putBack(this.#itemsOf(tensors, users), most)) {
      if (this.#layout.cost < this.cost) this.#keep();
      return;
    }
    while (this.#layout.count > kept) this.#layout.remove(this.#layout.count - 1);
    undo();
    for (const { tensor, lower, upper, offset } of stays) this.#layout.add(tensor, lower, upper, offset);
  }

  #keep(): void {
    const episodes = this.#layout.episodes();
    this.cost = this.#layout.cost;
    this.best = { order: [...this.#order.operators], episodes, ...trafficOf(this.#graph, episodes) };
  }

  #usersTakenOut(tensor: number): readonly number[] {
    const [low, high] = [this.#taken.low[tensor]!, this.#taken.high[tensor]!];
    return this.#users[tensor]!.filter((user) => {
      const step = this.#order.stepOf[user]!;
      return step >= low && step < high;
    });
  }

  /** By weight: bytes, or time, or both, or neither, and chance. */
  #itemsOf(tensors: readonly number[], users: readonly (readonly number[])[]): Item[] {
    const [countsBytes, countsTime] = [this.#below(2) === 1, this.#below(2) === 1];
    const items = tensors.map((tensor, index) => {
      const steps = Int32Array.from(users[index]!, (user) => this.#order.stepOf[user]!).sort();
      const bytes = countsBytes ? this.#graph.tensors[tensor]!.bytes : 1;
      const time = countsTime ? steps[steps.length - 1]! + 1 - steps[0]! : 1;
      return { tensor, steps, weight: bytes * time * (0.5 + this.#draw()) };
    });
    return items.sort((a, b) => b.weight - a.weight);
  }

  /** Whether all items found room at no more than this cost; else some may lie there. */
  #putBack(items: Item[], most: number): boolean {
    const kept = this.#layout.count;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const failed = items.findIndex((item) => !this.#put(item) || this.#layout.cost > most);
      if (failed < 0) return true;
      if (this.#layout.cost > most) return false;
      while (this.#layout.count > kept) this.#layout.remove(this.#layout.count - 1);
      items.unshift(...items.splice(failed, 1));
    }
    return false;
  }

  #put(item: Item): boolean {
    return this.#draw() < 0.5 ? this.#putForwards(item) : this.#putBackwards(item);
  }

  /** Each episode lasts as long as there is a gap. */
  #putForwards({ tensor, steps }: Item): boolean {
    for (let first = 0; first < steps.length;) {
      let last = steps.length - 1;
      while (last >= first && !this.#putEpisode(tensor, steps[first]!, steps[last]!)) last--;
      if (last < first) return false;
      first = last + 1;
    }
    return true;
  }

  /** Each episode, from the last one, begins as early as there is a gap. */
  #putBackwards({ tensor, steps }: Item): boolean {
    for (let last = steps.length - 1; last >= 0;) {
      let first = 0;
      while (first <= last && !this.#putEpisode(tensor, steps[first]!, steps[last]!)) first++;
      if (first > last) return false;
      last = first - 1;
    }
    return true;
  }

  #putEpisode(tensor: number, firstStep: number, lastStep: number): boolean {
    const offset = this.#layout.gap(firstStep, lastStep + 1, this.#graph.tensors[tensor]!.bytes);
    if (offset < 0) return false;
    this.#layout.add(tensor, firstStep, lastStep + 1, offset);
    return true;
  }
}
