/** Most layers of a model or of a table, repeats counted. */
export const MAX_LAYERS = 4096;
export const MAX_TIERS = 12;

/** Cutting windows into tiles takes time in proportion to this; a link must not be able to ask for hours. */
export const MAX_WINDOW_POSITIONS = 20_000_000;
