import type { Quantity } from '../../../models/units';
import type { ScaleKind } from '../scale';
import type { CategoryColour } from '../theme';

export interface LineAxis {
  readonly label: string;
  readonly quantity: Quantity;
  readonly scale: ScaleKind;
  /** Ends of the axis; absent: those of the data. */
  readonly domain?: readonly [number, number];
}

export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly colour: CategoryColour;
  /** Bounds and theory are dashed, what was computed for a design is not; rings are points that are estimates. */
  readonly look: 'line' | 'dashed' | 'points' | 'rings' | 'steps';
  /** As many as `LineData.x`, NaN where there is no value. */
  readonly y: ArrayLike<number>;
  /** Ends of a range about each value, drawn as an upright line. */
  readonly range?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> };
}

/** A place on the x axis that has a name: the design's own size, a crossover. */
export interface LineMark {
  readonly x: number;
  readonly label: string;
}

/** Values over one variable. All series share their places on the x axis. */
export interface LineData {
  readonly finding: string;
  readonly note: string | null;
  readonly x: LineAxis;
  readonly y: LineAxis;
  /** Rising; the same place may come more than once, for points. */
  readonly at: ArrayLike<number>;
  /** What each place is, for the tooltip; empty where it is nothing of its own. */
  readonly names?: readonly string[];
  readonly series: readonly LineSeries[];
  readonly marks: readonly LineMark[];
}
