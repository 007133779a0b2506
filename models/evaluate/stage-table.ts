import type { CompiledStage, Variant } from './program';
import type { PartValues } from './part-values';
import type { PartId } from './parts';

/** Largest table of one stage, in doubles; stages that would need more are recomputed when one of their digits moves. */
const TABLE_DOUBLES = 1 << 22;

/**
 * The outputs of one stage: a table over the digits it depends on, filled as it is reached, or one scratch row.
 *
 * A stage that depends on the slowest digits, all of them down to one, never comes back to an entry on the way through
 * a space: it needs no table.
 */
export interface StageTable {
  readonly compiled: CompiledStage;
  readonly width: number;
  readonly data: Float64Array;
  /** One byte an entry where the table is whole, empty where it is a scratch row. */
  readonly filled: Uint8Array;
  /** Entry of the design at hand; -1: none. */
  held: number;
  /** The parts that `run` reads and that an axis moves: brought up to date before each run. */
  readonly moving: readonly PartValues[];
  readonly view: { data: Float64Array; at: number };
}

export function newTable(
  compiled: CompiledStage,
  variant: Variant,
  partValues: Readonly<Record<PartId, PartValues>>,
): StageTable {
  const moving = compiled.stage.reads
    .map((part) => partValues[part])
    .filter(({ dependence }) => dependence.digits.length > 0);
  const width = variant.widths[compiled.stage.id];
  const { digits, size } = compiled.dependence;
  const comesBack = digits.some((digit, position) => digit !== position);
  const whole = comesBack && width > 0 && size * width <= TABLE_DOUBLES;
  const entries = whole ? size : 0;
  const data = new Float64Array(whole ? entries * width : width);
  return { compiled, width, data, filled: new Uint8Array(entries), held: -1, moving, view: { data, at: 0 } };
}
