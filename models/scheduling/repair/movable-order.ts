import { type OperatorGraph, producersOf } from '../graph';

/** How often another operator moves as well. */
const ANOTHER = 0.5;

/** An order of operators in which single ones move without coming before what they need or after what needs them. */
export class MovableOrder {
  readonly operators: Int32Array;
  readonly stepOf: Int32Array;
  readonly #before: readonly (readonly number[])[];
  readonly #after: readonly (readonly number[])[];

  constructor(graph: OperatorGraph, order: readonly number[]) {
    this.operators = Int32Array.from(order);
    this.stepOf = new Int32Array(order.length);
    for (const [step, operator] of order.entries()) this.stepOf[operator] = step;
    const producer = producersOf(graph);
    const after: number[][] = graph.operators.map(() => []);
    this.#before = graph.operators.map(({ inputs }) => {
      return [...new Set(inputs.map((input) => producer[input]!).filter((other) => other >= 0))];
    });
    for (const [operator, list] of this.#before.entries()) for (const other of list) after[other]!.push(operator);
    this.#after = after;
  }

  /** Moves operators that are drawn within these steps; what is returned undoes it. */
  moveSome(from: number, to: number, draw: () => number): () => void {
    const moves: (readonly [number, number])[] = [];
    do {
      const move = this.#moveOne(from, to, draw);
      if (move !== null) moves.push(move);
    } while (draw() < ANOTHER);
    return () => {
      for (const [source, target] of moves.reverse()) this.#move(target, source);
    };
  }

  #moveOne(from: number, to: number, draw: () => number): readonly [number, number] | null {
    const source = from + Math.floor(draw() * (to - from));
    const operator = this.operators[source]!;
    let [least, most] = [from, to - 1];
    for (const other of this.#before[operator]!) least = Math.max(least, this.stepOf[other]! + 1);
    for (const other of this.#after[operator]!) most = Math.min(most, this.stepOf[other]! - 1);
    const target = least + Math.floor(draw() * (most - least + 1));
    if (target === source) return null;
    this.#move(source, target);
    return [source, target];
  }

  #move(source: number, target: number): void {
    const operator = this.operators[source]!;
    const way = target > source ? 1 : -1;
    for (let step = source; step !== target; step += way) this.#set(step, this.operators[step + way]!);
    this.#set(target, operator);
  }

  #set(step: number, operator: number): void {
    this.operators[step] = operator;
    this.stepOf[operator] = step;
  }
}
