import type { OperatorGraph } from '../graph';
import type { PlacedEpisode } from '../schedule';
import type { PlacedSchedule } from '../scheduler';
import { greatestCommonDivisor } from '../search/problem';
import { ProgrammeBuilder, type Terms } from './programme';

export const STATES = ['create', 'preserve', 'spill', 'retrieve'] as const;
export type State = (typeof STATES)[number];
/** While one of these holds, the tensor lies in the scratchpad. */
export const PRESENT: readonly State[] = ['create', 'preserve', 'retrieve'];

/** The columns of the model of the paper. */
export class LiteralColumns {
  readonly graph: OperatorGraph;
  readonly builder = new ProgrammeBuilder();
  readonly unitBytes: number;
  readonly capacity: number;
  readonly sizes: readonly number[];
  readonly steps: number;
  /** Tensors that an operator touches. */
  readonly used: readonly number[];
  /** By state, tensor, step. */
  readonly #states: Readonly<Record<State, readonly Int32Array[]>>;
  readonly address: readonly Int32Array[];
  /** By lower tensor, upper tensor, step: whether the first lies above the second. */
  readonly #above = new Map<string, number>();

  constructor(graph: OperatorGraph, scratchpadBytes: number) {
    this.graph = graph;
    this.steps = graph.operators.length;
    this.unitBytes = graph.tensors.reduce((divisor, { bytes }) => greatestCommonDivisor(divisor, bytes), 0);
    this.sizes = graph.tensors.map(({ bytes }) => bytes / this.unitBytes);
    this.capacity = Math.floor(scratchpadBytes / this.unitBytes);
    this.used = [...new Set(graph.operators.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]))];
    const of = (state: State) => this.sizes.map((size, tensor) => this.#stateColumns(state, tensor, size));
    this.#states = { create: of('create'), preserve: of('preserve'), spill: of('spill'), retrieve: of('retrieve') };
    this.address = this.sizes.map((size, tensor) => {
      // A tensor that nobody touches may be larger than the scratchpad.
      const upper = Math.max(0, this.capacity - size);
      return Int32Array.from({ length: this.steps }, (_, step) => {
        return this.builder.column(`address_${tensor}_${step}`, { upper, isInteger: false });
      });
    });
  }

  #stateColumns(state: State, tensor: number, size: number): Int32Array {
    const cost = state === 'spill' || state === 'retrieve' ? size : 0;
    return Int32Array.from({ length: this.steps }, (_, step) => {
      const upper = step === 0 && state !== 'create' ? 0 : 1;
      return this.builder.column(`${state}_${tensor}_${step}`, { cost, upper });
    });
  }

  /** -1 before the first step. */
  state(state: State, tensor: number, step: number): number {
    return this.#states[state][tensor]![step] ?? -1;
  }

  sum(states: readonly State[], tensor: number, step: number, factor: number): Terms {
    return states.map((state) => [this.state(state, tensor, step), factor] as const);
  }

  /** Over the steps before `end`. */
  over(state: State, tensor: number, end: number): readonly (readonly [number, number])[] {
    return Array.from({ length: end }, (_, step) => [this.state(state, tensor, step), 1] as const);
  }

  /** Whether the first tensor lies above the second at a step. */
  above(one: number, other: number, step: number): number {
    const key = `${one}_${other}_${step}`;
    const known = this.#above.get(key) ?? this.builder.column(`above_${key}`);
    this.#above.set(key, known);
    return known;
  }

  /** Says the same as a placed schedule in which nothing is fetched at the step at which it left. */
  valuesOf({ order, episodes }: PlacedSchedule): Float64Array {
    const values = new Float64Array(this.builder.columns.length);
    const latest = new Map<number, PlacedEpisode>();
    for (const episode of episodes) {
      const { tensor, lower, upper, offset } = episode;
      const before = latest.get(tensor);
      values[this.state(before === undefined ? 'create' : 'retrieve', tensor, lower)] = 1;
      if (before !== undefined && !this.#isSpilled(values, tensor))
        values[this.state('spill', tensor, before.upper)] = 1;
      for (let step = lower; step < upper; step++) {
        if (step > lower) values[this.state('preserve', tensor, step)] = 1;
        values[this.address[tensor]![step]!] = offset / this.unitBytes;
      }
      latest.set(tensor, episode);
    }
    for (let step = 0; step < order.length; step++) this.#fillAbove(values, episodes, step);
    return values;
  }

  #isSpilled(values: Float64Array, tensor: number): boolean {
    return this.over('spill', tensor, this.steps).some(([column]) => values[column] === 1);
  }

  #fillAbove(values: Float64Array, episodes: readonly PlacedEpisode[], step: number): void {
    const here = episodes.filter(({ lower, upper }) => lower <= step && step < upper);
    for (const one of here) {
      for (const other of here) {
        const column = this.#above.get(`${one.tensor}_${other.tensor}_${step}`);
        if (column !== undefined && one.offset > other.offset) values[column] = 1;
      }
    }
  }
}
