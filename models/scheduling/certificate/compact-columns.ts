import type { OperatorGraph } from '../graph';
import type { Schedule } from '../schedule';
import { greatestCommonDivisor } from '../search/problem';
import { orderWindows, type OrderWindows } from './order-windows';
import { ProgrammeBuilder, type Terms } from './programme';

/**
 * The columns of the compact model: `run` (an operator at a step that the dependences allow), `stay` (a tensor lies there
 * during a step), `fetch` (a tensor is fetched for an operator), `spill` (an activation is written out).
 */
export class CompactColumns {
  readonly graph: OperatorGraph;
  readonly windows: OrderWindows;
  readonly builder = new ProgrammeBuilder();
  /** Bytes of one unit, in which sizes and capacity are counted. */
  readonly unitBytes: number;
  readonly capacity: number;
  readonly sizes: readonly number[];
  readonly steps: number;
  /** By operator, then step; -1 where it can not run. */
  readonly run: readonly Int32Array[];
  /** By tensor, then step; -1 where it can not be of use. */
  readonly stay: readonly Int32Array[];
  /** By tensor, then the operator that reads it. */
  readonly fetch: readonly ReadonlyMap<number, number>[];
  /** By tensor; -1 where main memory has a copy anyway. */
  readonly spill: Int32Array;

  constructor(graph: OperatorGraph, scratchpadBytes: number) {
    this.graph = graph;
    this.steps = graph.operators.length;
    this.windows = orderWindows(graph);
    this.unitBytes = graph.tensors.reduce((divisor, { bytes }) => greatestCommonDivisor(divisor, bytes), 0);
    this.sizes = graph.tensors.map(({ bytes }) => bytes / this.unitBytes);
    this.capacity = Math.floor(scratchpadBytes / this.unitBytes);
    const { first, last, consumers } = this.windows;
    this.run = graph.operators.map((_, operator) => {
      return this.#overSteps(`run_${operator}`, first[operator]!, last[operator]!, true);
    });
    this.stay = graph.tensors.map((_, tensor) => this.#overSteps(`stay_${tensor}`, ...this.lifetime(tensor), false));
    this.fetch = this.sizes.map((cost, tensor) => {
      const columns = consumers[tensor]!.map(
        (use) => [use, this.builder.column(`fetch_${tensor}_${use}`, { cost })] as const,
      );
      return new Map(columns);
    });
    this.spill = Int32Array.from(graph.tensors, ({ kind }, tensor) => {
      if (kind !== 'activation' || consumers[tensor]!.length === 0) return -1;
      return this.builder.column(`spill_${tensor}`, { cost: this.sizes[tensor]!, isInteger: false });
    });
  }

  #overSteps(name: string, from: number, to: number, isInteger: boolean): Int32Array {
    const columns = new Int32Array(this.steps).fill(-1);
    for (let step = from; step <= to; step++) columns[step] = this.builder.column(`${name}_${step}`, { isInteger });
    return columns;
  }

  /** Steps in which a tensor can be of use. */
  lifetime(tensor: number): readonly [from: number, to: number] {
    const { producer, consumers, first, last } = this.windows;
    const makers = producer[tensor]! >= 0 ? [producer[tensor]!] : consumers[tensor]!;
    return [
      makers.reduce((least, operator) => Math.min(least, first[operator]!), this.steps),
      [...makers, ...consumers[tensor]!].reduce((most, operator) => Math.max(most, last[operator]!), -1),
    ];
  }

  /** Whether an operator has run by the end of a step, times a factor. */
  runsUntil(operator: number, step: number, factor: number): Terms {
    const { first, last } = this.windows;
    const from = first[operator]!;
    const count = Math.max(0, Math.min(step, last[operator]!) - from + 1);
    return Array.from({ length: count }, (_, index) => [this.run[operator]![from + index]!, factor] as const);
  }

  /** Whether an operator that writes or reads the tensor runs at a step. */
  touches(tensor: number, step: number, factor: number): Terms {
    const { producer, consumers } = this.windows;
    const operators = producer[tensor]! >= 0 ? [producer[tensor]!, ...consumers[tensor]!] : consumers[tensor]!;
    return operators.map((operator) => [this.run[operator]![step]!, factor] as const);
  }

  /** The values that say the same as a schedule whose fetches come just in time. */
  valuesOf({ order, episodes }: Schedule): Float64Array {
    const values = new Float64Array(this.builder.columns.length);
    for (const [step, operator] of order.entries()) values[this.run[operator]![step]!] = 1;
    for (const { tensor, lower, upper } of episodes) {
      for (let step = lower; step < upper; step++) values[this.stay[tensor]![step]!] = 1;
      const fetch = this.fetch[tensor]!.get(order[lower]!);
      if (fetch === undefined) continue;
      values[fetch] = 1;
      if (this.spill[tensor]! >= 0) values[this.spill[tensor]!] = 1;
    }
    return values;
  }
}
