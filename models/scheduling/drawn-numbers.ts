/** Numbers from 0 to 1 that look drawn at random, the same for the same seed: a linear congruential generator (Numerical Recipes). */
export function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
