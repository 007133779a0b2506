import { RowWriter, setGemm } from '../row-writer';
import { ROW } from '../rows';

/** The sizes of a product of `batch` sequences of `rows` tokens with one `k x n` weight matrix. */
export interface GemmSize {
  readonly batch: number;
  readonly rows: number;
  readonly n: number;
  readonly k: number;
}

/** Sizes of the scores or the weighted values of `batch` sequences over `keys` cached positions. */
export interface AttentionSize {
  readonly batch: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly queries: number;
  readonly keys: number;
  readonly depth: number;
  /** Where keys double as values, the values are cached and counted with the keys. */
  readonly cached: boolean;
}

/**
 * Writes operator rows one after the other into a `Float64Array`: every row is one pass over its tensors.
 *
 * Source of the sizes: GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a (`operators.py`): a weight is read once for the whole
 * batch; attention is the full rectangle of queries and keys.
 */
export class PassWriter extends RowWriter {
  gemm(repeat: number, { batch, rows, n, k }: GemmSize): void {
    setGemm(this.out, this.next(repeat, 1), batch * rows, n, k);
  }

  /** Weights that a pass holds but does not touch: no rows, no work. */
  stored(repeat: number, n: number, k: number): void {
    this.gemm(repeat, { batch: 0, rows: 0, n, k });
  }

  /** Queries times keys. */
  scores(repeat: number, size: AttentionSize): void {
    const at = this.#attention(repeat, size);
    const { out } = this;
    out[at + ROW.N] = size.keys;
    out[at + ROW.K] = size.depth;
    out[at + ROW.A] = size.batch * size.heads * size.queries * size.depth;
    out[at + ROW.C] = size.batch * size.heads * size.queries * size.keys;
  }

  /** Scores times values. */
  values(repeat: number, size: AttentionSize): void {
    const at = this.#attention(repeat, size);
    const { out } = this;
    out[at + ROW.N] = size.depth;
    out[at + ROW.K] = size.keys;
    out[at + ROW.A] = size.batch * size.heads * size.queries * size.keys;
    out[at + ROW.C] = size.batch * size.heads * size.queries * size.depth;
  }

  #attention(repeat: number, { batch, heads, kvHeads, queries, keys, depth, cached }: AttentionSize): number {
    const { out } = this;
    const at = this.next(repeat, 1);
    out[at + ROW.GROUPS] = batch * kvHeads;
    out[at + ROW.M] = (heads / kvHeads) * queries;
    out[at + ROW.MACS] = batch * heads * queries * keys * depth;
    // Operators without work are free, whatever their tensors: with no key there is no step.
    if (keys === 0) out[at + ROW.STEPS] = 0;
    out[at + ROW.B] = cached ? batch * kvHeads * keys * depth : 0;
    out[at + ROW.PAST] = keys - queries;
    out[at + ROW.QUERIES] = queries;
    // Every query sees every key.
    out[at + ROW.REACH] = 0;
    return at;
  }

  /** A collective of one rank, or of nothing, keeps its slot and does not happen. */
  collective(repeat: number, ranks: number, stride: number, payload: number): void {
    const at = this.next(ranks > 1 && payload > 0 ? repeat : 0, 1);
    this.out[at + ROW.PAYLOAD] = payload;
    this.out[at + ROW.RANKS] = ranks;
    this.out[at + ROW.STRIDE] = stride;
  }
}
