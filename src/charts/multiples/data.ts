import type { Quantity } from '../../../models/units';

/** One design, on one row of every panel. */
export interface MultiplesDesign {
  /** A letter or a short word. */
  readonly letter: string;
  readonly title: string;
}

export interface MultiplesCell {
  /** NaN: missing. */
  readonly value: number;
  /** To the panel's base; NaN where there is none. */
  readonly ratio: number;
  readonly tone: 'good' | 'bad' | 'same';
}

/** One metric of all designs. */
export interface MultiplesPanel {
  readonly label: string;
  readonly quantity: Quantity;
  readonly better: 'lower' | 'higher' | 'neither';
  /** Position of the design that ratios refer to. */
  readonly base: number;
  readonly cells: readonly MultiplesCell[];
}

export interface MultiplesData {
  readonly designs: readonly MultiplesDesign[];
  /** Position of the design that ratios refer to wherever it has the metric. */
  readonly reference: number;
  readonly panels: readonly MultiplesPanel[];
}
