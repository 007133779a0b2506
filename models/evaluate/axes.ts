import type { Field } from '../design/field-types';
import { fieldOf } from '../design/fields';
import type { Axis, AxisValue, Design, Space, ValueAxis } from '../design/types';
import type { PartId } from './parts';

/** A field that a digit of the index moves: the axis itself, or one tied to it. */
interface Follower {
  readonly part: PartId;
  readonly set: Field['set'];
  readonly factor: number;
}

/** One digit of the mixed-radix index of a space. */
export interface Digit {
  readonly axis: ValueAxis;
  readonly followers: readonly Follower[];
}

export function isTied(axis: Axis): axis is Extract<Axis, { readonly tiedTo: string }> {
  return 'tiedTo' in axis;
}

/** The digits of a space, one for each axis with values of its own, in the order of the space. */
export function digitsOf(space: Space): readonly Digit[] {
  return space.axes.flatMap((axis) => {
    if (isTied(axis)) return [];
    const tied = space.axes.flatMap((other) =>
      isTied(other) && other.tiedTo === axis.field ? [followerOf(space.base, other.field, other.factor)] : [],
    );
    return [{ axis, followers: [followerOf(space.base, axis.field, 1), ...tied] }];
  });
}

/** No axis adds or removes fields, so that those of the base serve for every design of the space. */
function followerOf(base: Design, fieldId: string, factor: number): Follower {
  const { part, set } = fieldOf(base, fieldId);
  return { part, set, factor };
}

/** The design with a digit at a position: its field and all that follow it are set. */
export function withDigit(design: Design, digit: Digit, position: number): Design {
  const value = digit.axis.values[position]!;
  return digit.followers.reduce((result, follower) => follower.set(result, scaled(value, follower.factor)), design);
}

function scaled(value: AxisValue, factor: number): AxisValue {
  return typeof value === 'number' ? value * factor : value;
}

/** Parts of a design that a digit moves. */
export function partsOfDigit(digit: Digit): ReadonlySet<PartId> {
  return new Set(digit.followers.map((follower) => follower.part));
}
