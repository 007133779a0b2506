import { ROW } from './rows';

/** Writes rows one after the other, in the order in which `describeRows` names them. */
export class RowWriter {
  #at: number;
  constructor(
    readonly out: Float64Array,
    start: number,
  ) {
    this.#at = start;
  }
  /** Clears the next row, sets its repeat and steps, and returns where it begins. */
  next(repeat: number, steps: number): number {
    const at = this.#at;
    this.#at += ROW.WIDTH;
    this.out.fill(0, at, this.#at);
    this.out[at + ROW.REPEAT] = repeat;
    this.out[at + ROW.STEPS] = steps;
    this.out[at + ROW.GROUPS] = 1;
    return at;
  }
}

/** A product of `m x k` activations with `k x n` weights, every element touched once. */
export function setGemm(out: Float64Array, at: number, m: number, n: number, k: number): void {
  out[at + ROW.M] = m;
  out[at + ROW.N] = n;
  out[at + ROW.K] = k;
  out[at + ROW.MACS] = m * n * k;
  out[at + ROW.A] = m * k;
  out[at + ROW.B] = n * k;
  out[at + ROW.C] = m * n;
}

/** A collective among `ranks` ranks that lie `stride` apart; it vanishes where there is one rank only. */
export function fillCollective(
  writer: RowWriter,
  ranks: number,
  stride: number,
  payload: number,
  count: number,
  steps: number,
): void {
  const at = writer.next(ranks > 1 ? count : 0, steps);
  writer.out[at + ROW.PAYLOAD] = payload;
  writer.out[at + ROW.RANKS] = ranks;
  writer.out[at + ROW.STRIDE] = stride;
}
