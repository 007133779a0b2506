import { DIRECT_CAST, type Scheme } from './types';

/** Weights in a format, everything else at 16 bits. */
export function weightsOnly(weights: string, method: string = DIRECT_CAST): Scheme {
  return { weights, activations: 'fp16', keyValues: 'fp16', method };
}

/** Weights and the activations that meet them; the cache at 16 bits. */
export function weightsAndActivations(weights: string, activations: string, method: string = DIRECT_CAST): Scheme {
  return { weights, activations, keyValues: 'fp16', method };
}
