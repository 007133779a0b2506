const FIRST_LABELS = 1 << 10;

/** Growable columns of search labels: partial nests, each with the label that it extends. */
export class LabelStore {
  count = 0;
  node: Int32Array = new Int32Array(FIRST_LABELS);
  /** Mixed-radix number of the operands' states. */
  states: Int32Array = new Int32Array(FIRST_LABELS);
  cost: Float64Array = new Float64Array(FIRST_LABELS);
  /** Cost so far and least cost to come. */
  bound: Float64Array = new Float64Array(FIRST_LABELS);
  parent: Int32Array = new Int32Array(FIRST_LABELS);
  /** Factor added (>= 0) or operand whose boundary was closed (-1 - operand). */
  move: Int32Array = new Int32Array(FIRST_LABELS);
  /** Operands that closed a boundary at this node, as bits. */
  closedHere: Int32Array = new Int32Array(FIRST_LABELS);
  /** Next label of the same node and states, or -1. */
  next: Int32Array = new Int32Array(FIRST_LABELS);
  dead: Uint8Array = new Uint8Array(FIRST_LABELS);
  /** Bits taken in the shared memories: [label * width + memory]. */
  taken: Float64Array;
  readonly width: number;

  constructor(sharedMemories: number) {
    this.width = sharedMemories;
    this.taken = new Float64Array(FIRST_LABELS * sharedMemories);
  }

  /** Forgets all labels and keeps their room: what a new label does not set is left as it was. */
  clear(): void {
    this.count = 0;
  }

  add(): number {
    if (this.count === this.node.length) this.#grow();
    return this.count++;
  }

  #grow(): void {
    const wider = <T extends Int32Array | Float64Array | Uint8Array>(column: T, make: (length: number) => T): T => {
      const copy = make(column.length * 2);
      copy.set(column);
      return copy;
    };
    const ints = (length: number) => new Int32Array(length);
    const floats = (length: number) => new Float64Array(length);
    this.node = wider(this.node, ints);
    this.states = wider(this.states, ints);
    this.cost = wider(this.cost, floats);
    this.bound = wider(this.bound, floats);
    this.parent = wider(this.parent, ints);
    this.move = wider(this.move, ints);
    this.closedHere = wider(this.closedHere, ints);
    this.next = wider(this.next, ints);
    this.dead = wider(this.dead, (length) => new Uint8Array(length));
    this.taken = wider(this.taken, floats);
  }
}

/** A binary heap of labels: the least bound first, of equal bounds the latest label, which is the deepest. */
export class LabelHeap {
  readonly #labels: number[] = [];
  readonly #store: LabelStore;

  constructor(store: LabelStore) {
    this.#store = store;
  }

  get size(): number {
    return this.#labels.length;
  }

  /** The label with the least bound, undefined when empty. */
  peek(): number | undefined {
    return this.#labels[0];
  }

  push(label: number): void {
    const labels = this.#labels;
    let at = labels.length;
    labels.push(label);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(label, labels[parent]!)) break;
      labels[at] = labels[parent]!;
      at = parent;
    }
    labels[at] = label;
  }

  pop(): number | undefined {
    const labels = this.#labels;
    const first = labels[0];
    const last = labels.pop();
    if (last === undefined || labels.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= labels.length) break;
      if (child + 1 < labels.length && this.#isBefore(labels[child + 1]!, labels[child]!)) child++;
      if (!this.#isBefore(labels[child]!, last)) break;
      labels[at] = labels[child]!;
      at = child;
    }
    labels[at] = last;
    return first;
  }

  #isBefore(a: number, b: number): boolean {
    const { bound } = this.#store;
    return bound[a]! < bound[b]! || (bound[a]! === bound[b]! && a > b);
  }
}
