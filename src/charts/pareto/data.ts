import type { Quantity } from '../../../models/units';
import type { ScaleKind } from '../scale';

export interface ParetoAxis {
  readonly label: string;
  readonly quantity: Quantity;
  readonly scale: ScaleKind;
  readonly better: 'lower' | 'higher' | 'neither';
}

export interface ParetoPoint {
  /** Of the design in its space. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** All designs, where their columns were kept. Row i is the design of index i. */
export interface ParetoColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 0 for designs to draw. */
  readonly status: Uint8Array;
}

/** All designs as a histogram, where there are too many to keep. Bins are equal on the axes' scales. */
export interface ParetoDensity {
  /** One more than there are bins. */
  readonly xEdges: Float64Array;
  readonly yEdges: Float64Array;
  /** Row-major from the lowest y: count of bin (i, j) at `j * columns + i`. */
  readonly counts: Float64Array;
}

export interface ParetoConstraint {
  readonly id: string;
  readonly axis: 'x' | 'y';
  readonly bound: 'min' | 'max';
  readonly value: number;
}

/** Plain numbers: whoever swept the space fills it. */
export interface ParetoData {
  readonly x: ParetoAxis;
  readonly y: ParetoAxis;
  /** Designs evaluated so far. */
  readonly total: number;
  readonly frontier: readonly ParetoPoint[];
  readonly points?: ParetoColumns | null;
  readonly density?: ParetoDensity | null;
  /** One of the frontier. */
  readonly knee?: ParetoPoint | null;
  /** The design in the left column, by its metrics. */
  readonly current?: { readonly x: number; readonly y: number } | null;
  readonly baseline?: { readonly x: number; readonly y: number } | null;
  readonly constraints?: readonly ParetoConstraint[];
}
