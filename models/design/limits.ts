/** Most layers of a model, repeats counted. */
export const MAX_LAYERS = 4096;
