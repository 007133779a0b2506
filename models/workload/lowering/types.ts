import type { LayerTable } from '../layer-table/types';
import type { LayerKind, LayerKinds, LayerRange } from '../layer-kinds';
import type { Rules } from '../rules';
import type { DecoderWorkload } from '../types';
import type { TableOperator } from './layers/operators';
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

interface Lowered {
  readonly rows: readonly RowDescriptor[];
  /** Kinds of layers whose time is not modelled, in words; empty when all are. */
  readonly unmodelled: readonly string[];
}

/** What is fixed for all designs of a program: the model, and what follows from it and from the rules. */
export interface DecoderStructure extends Lowered {
  readonly kind: 'decoder';
  readonly workload: DecoderWorkload;
  readonly layers: LayerKinds;
}

/** Operators of a table that are alike, and the most activations in elements that are alive while one of them runs. */
export interface TableKind extends LayerKind<TableOperator> {
  readonly liveElements: number;
}

/** The same for a table of layers: each kind of operator is one row. */
export interface TableStructure extends Lowered {
  readonly kind: 'layers';
  readonly workload: LayerTable;
  readonly layers: { readonly kinds: readonly TableKind[]; readonly sequence: readonly number[] };
}

/** Either, with the lowering that described it and fills it. */
export type Structure =
  (DecoderStructure & { readonly lowering: Lowering }) | (TableStructure & { readonly lowering: TableLowering });

export interface LoweringInput<S extends DecoderStructure | TableStructure = DecoderStructure> {
  readonly structure: S;
  readonly tokens: Tokens;
  readonly prefill: Parallelism;
  readonly decode: Parallelism;
  readonly rules: Rules;
}

/** Fills `rows x ROW.WIDTH` doubles from `at`, then `SCALAR.WIDTH` more. */
export type FillRows<S extends DecoderStructure | TableStructure = DecoderStructure> = (
  input: LoweringInput<S>,
  out: Float64Array,
  at: number,
) => void;

/** Fills both phases' stored elements: for each, `STORED.WIDTH` doubles an owner, then `LIVE.WIDTH`. */
export type StoreElements<S extends DecoderStructure | TableStructure = DecoderStructure> = FillRows<S>;

/** Turns a decoder into operator rows. A peer tool whose structure differs has a lowering of its own. */
export interface Lowering {
  /** It stands in for another, which is being loaded. */
  readonly isPending?: true;
  /** Names the rows. */
  readonly describe: (workload: DecoderWorkload, layers: LayerKinds, rules: Rules) => Lowered;
  readonly fill: FillRows;
  readonly store: StoreElements;
}

/** Turns a table of layers into operator rows. */
export interface TableLowering {
  readonly isPending?: true;
  readonly describe: (workload: LayerTable, ranges: readonly LayerRange[], rules: Rules) => TableStructure;
  readonly fill: FillRows<TableStructure>;
  readonly store: StoreElements<TableStructure>;
  /** What an operator is, in a few words. */
  readonly nameOf: (kind: LayerKind<TableOperator>) => string;
}

/** The lowering of tables, and those of decoders by the name that an assumption set gives. */
export type LoweringId = Rules['lowering'] | 'layers';
