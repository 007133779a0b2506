import { STATUS, type Block, type Sink } from '../sink';

/** Metric values of a range of designs, row by row. Small enough ranges only: 8 bytes per design and metric. */
export interface ColumnsSnapshot {
  /** Index of the first row's design. */
  readonly from: number;
  /** One column per chosen metric; NaN where a value is missing or the row is still pending. */
  readonly columns: readonly Float64Array[];
  /** One `STATUS` byte per design. */
  readonly status: Uint8Array;
}

/** Keeps the chosen metrics of every design of [from, to), whatever order blocks and parts arrive in. */
export class ColumnsSink implements Sink {
  readonly #from: number;
  readonly #sources: readonly number[];
  readonly #columns: readonly Float64Array[];
  readonly #status: Uint8Array;

  /** `sources` are the positions of the chosen metrics in `Block.columns`. */
  constructor(from: number, to: number, sources: readonly number[]) {
    this.#from = from;
    this.#sources = sources;
    this.#columns = sources.map(() => new Float64Array(to - from).fill(NaN));
    this.#status = new Uint8Array(to - from).fill(STATUS.pending);
  }

  accept(block: Block): void {
    const at = block.firstIndex - this.#from;
    for (const [k, column] of this.#columns.entries()) {
      column.set(block.columns[this.#sources[k]!]!.subarray(0, block.count), at);
    }
    this.#status.set(block.status.subarray(0, block.count), at);
  }

  /** Takes in a part of this range that another sink has kept. */
  merge(part: ColumnsSnapshot): void {
    const at = part.from - this.#from;
    for (const [k, column] of this.#columns.entries()) column.set(part.columns[k]!, at);
    this.#status.set(part.status, at);
  }

  /** The columns themselves, not copies: a sink is done with once its snapshot has been transferred. */
  snapshot(): ColumnsSnapshot {
    return { from: this.#from, columns: this.#columns, status: this.#status };
  }
}
