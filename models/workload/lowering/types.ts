import type { LayerKinds } from '../layer-kinds';
import type { Rules } from '../rules';
import type { Workload } from '../types';
import type { RowDescriptor } from './rows';

export interface Parallelism {
  readonly tensor: number;
  readonly pipeline: number;
  readonly expert: number;
}

/** Requests and tokens of one deployment. Batches count requests over all ranks of one model instance. */
export interface Tokens {
  readonly prefillBatch: number;
  readonly decodeBatch: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly beams: number;
}

/** What is fixed for all designs of a program: the model, and what follows from it and from the rules. */
export interface Structure {
  readonly workload: Workload;
  readonly layers: LayerKinds;
  readonly rows: readonly RowDescriptor[];
  /** Kinds of layers whose time is not modelled, in words; empty when all are. */
  readonly unmodelled: readonly string[];
}

export interface LoweringInput {
  readonly structure: Structure;
  readonly tokens: Tokens;
  readonly prefill: Parallelism;
  readonly decode: Parallelism;
  readonly rules: Rules;
}

/** Turns a model into operator rows. A peer tool whose structure differs has a lowering of its own. */
export interface Lowering {
  /** Names the rows. */
  readonly describe: (workload: Workload, layers: LayerKinds, rules: Rules) => Pick<Structure, 'rows' | 'unmodelled'>;
  /** Fills `rows x ROW.WIDTH` doubles from `at`, then `SCALAR.WIDTH` more. */
  readonly fill: (input: LoweringInput, out: Float64Array, at: number) => void;
  /** Fills both phases' stored elements: for each, `STORED.WIDTH` doubles an owner, then `LIVE.WIDTH`. */
  readonly store: (input: LoweringInput, out: Float64Array, at: number) => void;
}
