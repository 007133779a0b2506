/** Metrics of serving, from the times of its phases. Scalars only. */

/** Mean time per output token after the first; NaN when there is only one. */
export function timePerOutputToken(decodeSeconds: number, steps: number): number {
  return steps > 0 ? decodeSeconds / steps : NaN;
}

/** Seconds from arrival to the last token of a request with `outputTokens` tokens. */
export function requestLatency(ttft: number, tpot: number, outputTokens: number): number {
  return outputTokens > 1 ? ttft + (outputTokens - 1) * tpot : ttft;
}

/** Most requests whose cache and activations fit beside the weights; 0 when not even one does. */
export function largestBatch(capacity: number, weights: number, perRequest: number): number {
  if (!(capacity > weights)) return capacity <= weights ? 0 : NaN;
  return Math.floor((capacity - weights) / perRequest);
}
