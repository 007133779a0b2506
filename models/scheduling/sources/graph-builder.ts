import { MOST_OPERATORS } from '../check-graph';
import type { DrawnOutcome, GraphJson, JsonTensorKind } from './graph-json';

interface Operator {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The input whose producer it runs with, if nothing else reads that input. */
  readonly joins: string | null;
}

interface Tensor {
  readonly bytes: number;
  readonly kind: JsonTensorKind;
}

/**
 * Collects operators and tensors by name. Operators that only rework one tensor in passing run with the operator that
 * computes it; its result is then no tensor of the graph. A name that is taken gets a number.
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #tensors = new Map<string, Tensor>();
  readonly #operators: Operator[] = [];
  readonly #operatorNames = new Set<string>();
  readonly #numbered = new Map<string, number>();
  readonly #notes = new Set<string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether the graph is too large already: what is added from here on is dropped. */
  get isFull(): boolean {
    return this.#operators.length > 4 * MOST_OPERATORS;
  }

  has(tensor: string): boolean {
    return this.#tensors.has(tensor);
  }

  /** A tensor that lies in main memory from the start; says its name. */
  given(name: string, bytes: number, kind: 'input' | 'weight'): string {
    return this.#addTensor(name, bytes, kind);
  }

  /** An operator with one result; says the result's name. */
  operator(
    name: string,
    inputs: readonly string[],
    result: { readonly name?: string; readonly bytes: number; readonly kind?: 'act' | 'output' },
    joins: string | null = null,
  ): string {
    return this.operatorOf(name, inputs, [result], joins)[0]!;
  }

  operatorOf(
    name: string,
    inputs: readonly string[],
    results: readonly { readonly name?: string; readonly bytes: number; readonly kind?: 'act' | 'output' }[],
    joins: string | null = null,
  ): readonly string[] {
    if (this.isFull) return results.map(() => '');
    const free = this.#freeName(name, this.#operatorNames);
    this.#operatorNames.add(free);
    const outputs = results.map((result) => this.#addTensor(result.name ?? free, result.bytes, result.kind ?? 'act'));
    this.#operators.push({ name: free, inputs: [...new Set(inputs)], outputs, joins });
    return outputs;
  }

  /** A sentence on what the graph leaves out; said once. */
  note(sentence: string): void {
    this.#notes.add(sentence);
  }

  finish(): DrawnOutcome {
    const operators = joined(this.#operators, this.#tensors);
    const used = new Set(operators.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]));
    const read = new Set(operators.flatMap(({ inputs }) => inputs));
    const results = new Set(operators.flatMap(({ outputs }) => outputs));
    const tensors = [...this.#tensors].flatMap(([name, { bytes, kind }]) => {
      if (!used.has(name)) return [];
      const isLast = kind === 'act' && results.has(name) && !read.has(name);
      return [[name, { size: bytes, kind: isLast ? 'output' : kind }] as const];
    });
    if (operators.length > MOST_OPERATORS) {
      const count = this.isFull ? `more than ${MOST_OPERATORS}` : String(operators.length);
      const reason = `The graph of ${this.#name} has ${count} operators; at most ${MOST_OPERATORS} can be scheduled.`;
      return { ok: false, reason };
    }
    const graph: GraphJson = {
      name: this.#name,
      ops: operators.map(({ name, inputs, outputs }) => ({ id: name, in: inputs, out: outputs })),
      tensors: Object.fromEntries(tensors),
    };
    return { ok: true, value: { graph, notes: [...this.#notes] } };
  }

  #addTensor(name: string, bytes: number, kind: JsonTensorKind): string {
    const free = this.#freeName(name, this.#tensors);
    this.#tensors.set(free, { bytes, kind });
    return free;
  }

  #freeName(name: string, taken: { has(name: string): boolean }): string {
    if (!taken.has(name)) return name;
    for (let number = (this.#numbered.get(name) ?? 1) + 1; ; number++) {
      const free = `${name}#${number}`;
      if (taken.has(free)) continue;
      this.#numbered.set(name, number);
      return free;
    }
  }
}

/** The operators after each that may has joined the one before it. */
function joined(operators: readonly Operator[], tensors: ReadonlyMap<string, Tensor>): readonly Operator[] {
  const readers = new Map<string, number>();
  for (const { inputs } of operators) for (const input of inputs) readers.set(input, (readers.get(input) ?? 0) + 1);
  const producer = new Map<string, number>();
  const merged: (Operator | null)[] = [];
  for (const operator of operators) {
    const { joins } = operator;
    const host = joins === null ? undefined : producer.get(joins);
    const isAlone = joins !== null && readers.get(joins) === 1 && tensors.get(joins)!.kind === 'act';
    const place = merged.length;
    if (host === undefined || !isAlone || merged[host]!.outputs.length > 1) merged.push(operator);
    else {
      merged.push(withHost(merged[host]!, operator, joins));
      merged[host] = null;
    }
    for (const output of operator.outputs) producer.set(output, place);
  }
  return merged.filter((operator) => operator !== null);
}

function withHost(host: Operator, guest: Operator, between: string): Operator {
  const inputs = [...host.inputs, ...guest.inputs.filter((input) => input !== between)];
  return { name: host.name, inputs: [...new Set(inputs)], outputs: guest.outputs, joins: null };
}
