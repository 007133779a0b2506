/**
 * Element types that are lists of levels, in ascending order.
 *
 * Sources: NF4: Dettmers et al., QLoRA, arXiv:2305.14314, the constants of bitsandbytes (float32 literals). FP3 and FP4
 * with a special value, FLINT4: BitMoD, arXiv:2411.11745, section III, and abdelfattah-lab/BitMoD-HPCA-25@e445a5f; FLINT4
 * is the type of ANT (arXiv:2208.14286). Levels of the FP4 sets are counted in halves, as there: 12 stands for 6.
 */
import { magnitudes, smallestMagnitude, type Element } from './float-element';

export type Levels = readonly number[];

export const NF4_LEVELS: Levels = [
  -1, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635, -0.18477343022823334,
  -0.09105003625154495, 0, 0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
  0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1,
]; // prettier-ignore

/** A value belongs to the level whose number is that of the thresholds strictly below it. */
export const NF4_THRESHOLDS: Levels = [
  -0.8480963706970215, -0.6106328964233398, -0.4599952697753906, -0.33967941999435425, -0.23460739850997925,
  -0.13791173696517944, -0.045525018125772476, 0.03979014977812767, 0.120255246758461, 0.2035212516784668,
  0.2920137643814087, 0.3893125355243683, 0.5016634464263916, 0.6427869200706482, 0.8614784479141235,
]; // prettier-ignore

/** All values of an element type, counted in its smallest magnitude, so that every level is a whole number. */
export function wholeLevels(element: Element): Levels {
  const unit = smallestMagnitude(element);
  return mirrored(magnitudes(element).map((magnitude) => magnitude / unit));
}

/** Magnitudes, zero first, and their negatives. */
function mirrored(positive: readonly number[]): Levels {
  return [
    ...positive
      .slice(1)
      .toReversed()
      .map((level) => -level),
    ...positive,
  ];
}

/** The levels and one more in the place of the code of negative zero. */
function withSpecial(levels: Levels, special: number): Levels {
  return [...levels, special].toSorted((a, b) => a - b);
}

export const FP3_LEVELS: Levels = mirrored([0, 1, 2, 4]);
export const FP4_LEVELS: Levels = mirrored([0, 1, 2, 3, 4, 6, 8, 12]);
export const FLINT4_LEVELS: Levels = mirrored([0, 1, 2, 3, 4, 6, 8, 16]);

/**
 * The four candidates of a group, in the order in which they are tried. Extra resolution (er) puts the special value
 * between two levels, extra asymmetry (ea) beyond the largest.
 */
export const FP3_SPECIALS = {
  er_pos: withSpecial(FP3_LEVELS, 3),
  er_neg: withSpecial(FP3_LEVELS, -3),
  ea_pos: withSpecial(FP3_LEVELS, 6),
  ea_neg: withSpecial(FP3_LEVELS, -6),
} as const;

export const FP4_SPECIALS = {
  er_pos: withSpecial(FP4_LEVELS, 10),
  er_neg: withSpecial(FP4_LEVELS, -10),
  ea_pos: withSpecial(FP4_LEVELS, 16),
  ea_neg: withSpecial(FP4_LEVELS, -16),
} as const;
