/** Most layers of a model, repeats counted. */
export const MAX_LAYERS = 4096;
export const MAX_TIERS = 12;
