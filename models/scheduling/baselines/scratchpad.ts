import type { OperatorGraph } from '../graph';

interface Block {
  readonly tensor: number;
  readonly offset: number;
}

/** What lies where in a scratchpad while a schedule is made step by step: each tensor goes to the lowest gap that takes it. */
export class FirstFitScratchpad {
  readonly #graph: OperatorGraph;
  readonly #capacity: number;
  /** By address. */
  #blocks: Block[] = [];

  constructor(graph: OperatorGraph, capacity: number) {
    this.#graph = graph;
    this.#capacity = capacity;
  }

  get tensors(): readonly number[] {
    return this.#blocks.map(({ tensor }) => tensor);
  }

  holds(tensor: number): boolean {
    return this.#blocks.some((block) => block.tensor === tensor);
  }

  offsetOf(tensor: number): number {
    return this.#blocks.find((block) => block.tensor === tensor)!.offset;
  }

  /** Places tensors one after the other, largest first; all of them or, where one finds no gap, none. */
  place(tensors: readonly number[]): boolean {
    const before = this.#blocks;
    const sorted = [...tensors].sort((a, b) => this.#bytes(b) - this.#bytes(a) || a - b);
    for (const tensor of sorted) {
      const offset = this.#lowestGap(this.#bytes(tensor));
      if (offset === null) {
        this.#blocks = before;
        return false;
      }
      this.#blocks = [...this.#blocks, { tensor, offset }].sort((a, b) => a.offset - b.offset);
    }
    return true;
  }

  remove(tensor: number): void {
    this.#blocks = this.#blocks.filter((block) => block.tensor !== tensor);
  }

  #lowestGap(bytes: number): number | null {
    let free = 0;
    for (const { tensor, offset } of this.#blocks) {
      if (offset - free >= bytes) return free;
      free = offset + this.#bytes(tensor);
    }
    return this.#capacity - free >= bytes ? free : null;
  }

  #bytes(tensor: number): number {
    return this.#graph.tensors[tensor]!.bytes;
  }
}
