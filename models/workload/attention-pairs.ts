/**
 * Query-key pairs of softmax attention: the work of one head for one request.
 *
 * `past` keys are cached, `queries` are new, and the queries see themselves. All counts are exact integers.
 * Equations checked by brute force in `attention-pairs.test.ts`; source: FlashAttention-2 (arXiv 2307.08691)
 * for the causal mask, Mistral 7B (arXiv 2310.06825) for the window, Llama 4 for chunks.
 */
export function causalPairs(past: number, queries: number): number {
  return queries * past + (queries * (queries + 1)) / 2;
}

/** Pairs when a query sees only the last `window` keys, itself included. */
export function slidingPairs(past: number, queries: number, window: number): number {
  const unclipped = Math.min(Math.max(window - past, 0), queries);
  return unclipped * past + (unclipped * (unclipped + 1)) / 2 + (queries - unclipped) * window;
}

/** Pairs when a query sees only the earlier keys of its own chunk of `chunk` positions. */
export function chunkedPairs(past: number, queries: number, chunk: number): number {
  return chunkedPairsFromStart(past + queries, chunk) - chunkedPairsFromStart(past, chunk);
}

function chunkedPairsFromStart(positions: number, chunk: number): number {
  const whole = Math.floor(positions / chunk);
  const rest = positions - whole * chunk;
  return (whole * chunk * (chunk + 1)) / 2 + (rest * (rest + 1)) / 2;
}

/** Keys that a step over `queries` new tokens reads from the cache and the new tokens together. */
export function keysRead(past: number, queries: number, reach: number): number {
  return Math.min(past + queries, reach - 1 + queries);
}
