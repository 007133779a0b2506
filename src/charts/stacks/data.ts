import type { Quantity } from '../../../models/units';
import type { CategoryColour } from '../theme';

export interface StackPart {
  readonly label: string;
  /** Null: what is left over. */
  readonly colour: CategoryColour | null;
}

/** Quantities cut into the same parts, one bar each, on one scale. */
export interface StacksData {
  readonly title: string;
  readonly quantity: Quantity;
  readonly parts: readonly StackPart[];
  readonly bars: readonly StackBar[];
}

export interface StackBar {
  /** A letter or a short word. */
  readonly letter: string;
  /** In the order of the parts; NaN: missing. Null: there is no such quantity. */
  readonly values: readonly number[] | null;
  /** NaN where a part is missing. */
  readonly total: number;
}
