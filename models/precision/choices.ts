/** Formats to choose from, by class of operands. */
export interface FormatChoices {
  readonly weights: readonly string[];
  readonly activations: readonly string[];
  readonly keyValues: readonly string[];
}

/**
 * What a mixture is compared with: BF16 in every item, or the formats that the design has now. The first option of an item
 * is that of the base.
 */
export const MIXED_BASES = ['bf16', 'design'] as const;
export type MixedBase = (typeof MIXED_BASES)[number];
