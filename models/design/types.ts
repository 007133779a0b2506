import type { AssumptionChoice } from '../assumptions/types';
import type { EconomicsAssumptions } from '../hardware/economics/assumptions';
import type { Accelerator, NetworkLevel } from '../hardware/types';
import type { Parallelism } from '../workload/lowering/types';
import type { LayerRange } from '../workload/layer-kinds';
import type { Module, TensorRole, Workload } from '../workload/types';

/** One rule of a design's formats. Later rules win over earlier ones. An absent condition matches everything. */
export interface FormatRule {
  readonly match: {
    readonly module?: Module;
    readonly role?: TensorRole;
    readonly layers?: LayerRange;
  };
  /** Id of a number format. */
  readonly format: string;
}

/** How often requests with so many tokens occur; weights need not add up to one. */
export interface TokenBin {
  readonly tokens: number;
  readonly weight: number;
}

/** A token count that all requests share, or a weighted histogram of it. */
export type TokenCount = number | readonly TokenBin[];

export interface Deployment {
  /** Requests that one model instance prefills together. */
  readonly prefillBatch: number;
  /** Requests that one model instance decodes together. */
  readonly decodeBatch: number;
  readonly promptTokens: TokenCount;
  readonly outputTokens: TokenCount;
  readonly beams: number;
  readonly prefillParallelism: Parallelism;
  readonly decodeParallelism: Parallelism;
  /** Weights and cache that exceed the outermost memory stream from the host tier, if there is one. */
  readonly offload: boolean;
  /** Cached keys and values as a low-bit base with sparse outliers and a low-rank correction; null: stored plainly. */
  readonly keyValueCompression: KeyValueCompression | null;
}

export interface KeyValueCompression {
  readonly baseFormat: string;
  readonly sparsePercent: number;
  readonly rank: number;
}

/** Shares of the bounds that are reached, and time that every operator takes besides. 1 and 0: pure bounds. */
export interface Efficiency {
  readonly compute: number;
  readonly memory: number;
  readonly link: number;
  readonly operatorOverheadSeconds: number;
}

export interface SystemNode {
  /** Which accelerator: designs have one, so this is always `main`. */
  readonly accelerator: 'main';
  /** Chips of this kind; null: as many as the deployment needs. */
  readonly count: number | null;
  readonly role: 'all' | 'prefill' | 'decode';
}

export interface System {
  readonly nodes: readonly SystemNode[];
  /** Innermost level first. */
  readonly network: readonly NetworkLevel[];
}

/** Where values came from. They are in the design themselves, so that it means the same for ever. */
export interface Origin {
  readonly accelerator: PresetOrigin | null;
  readonly workload: PresetOrigin | null;
}

export interface PresetOrigin {
  readonly preset: string;
  readonly dataVersion: string;
}

/** All that a user can choose, as plain JSON. */
export interface Design {
  readonly name: string;
  readonly accelerator: Accelerator;
  readonly system: System;
  readonly workload: Workload;
  readonly formats: readonly FormatRule[];
  readonly deployment: Deployment;
  readonly efficiency: Efficiency;
  readonly assumptions: AssumptionChoice;
  readonly origin: Origin;
  /** Cost and carbon. What is absent or null: the sourced figure where there is one, else missing. */
  readonly economics?: Partial<EconomicsAssumptions>;
}

/** A value of an axis: a number, a name, a truth value, or a whole workload. */
export type AxisValue = number | string | boolean | Workload;

/** A field that takes several values. `field` is an id of `fields.ts`. */
export interface ValueAxis {
  readonly field: string;
  readonly values: readonly AxisValue[];
}

/** A field that follows another axis: at each of its positions, `factor` times that axis's value. */
export interface TiedAxis {
  readonly field: string;
  readonly tiedTo: string;
  readonly factor: number;
}

export type Axis = ValueAxis | TiedAxis;

/** A bound on a metric: designs beyond it are counted and dropped. */
export interface MetricConstraint {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
}

export interface Space {
  readonly base: Design;
  readonly axes: readonly Axis[];
  readonly constraints: readonly MetricConstraint[];
  /** Ids of the metrics that span the frontier. */
  readonly objectives: readonly string[];
}
