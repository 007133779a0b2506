import { withDigit } from './axes';
import type { Dependence, Program } from './program';
import { PART_READERS, type PartId } from './parts';

/** Most values of one part that are kept; beyond, they are read anew. */
const MOST_PART_VALUES = 1 << 16;

/** The values of a part for the combinations of digits that were met, and which of them the design at hand has. */
export interface PartValues {
  readonly id: PartId;
  readonly dependence: Dependence;
  readonly known: Map<number, unknown>;
  held: number;
}

export function newPartValues(id: PartId, dependence: Dependence): PartValues {
  return { id, dependence, known: new Map(), held: -1 };
}

/** How far into the table of a stage or part the digits at these positions are. */
export function offsetOf({ digits, strides }: Dependence, positions: readonly number[]): number {
  let offset = 0;
  for (let i = 0; i < digits.length; i++) offset += positions[digits[i]!]! * strides[digits[i]!]!;
  return offset;
}

/** The part at these positions, which lie `entry` into its values: read from the design where it was not met yet. */
export function partAt(program: Program, part: PartValues, positions: readonly number[], entry: number): unknown {
  const { id, dependence, known } = part;
  const met = known.get(entry);
  if (met !== undefined) return met;
  let design = program.space.base;
  for (const digit of dependence.digits) design = withDigit(design, program.digits[digit]!, positions[digit]!);
  const value = PART_READERS[id](design);
  if (known.size > MOST_PART_VALUES) known.clear();
  known.set(entry, value);
  return value;
}
