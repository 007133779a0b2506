/**
 * Expected number of distinct experts that `tokens` tokens activate, out of `experts`, when each token picks
 * `perToken` different ones uniformly: `E (1 - (1 - k/E)^n)`.
 *
 * Exact for independent uniform routing, also when groups of experts are chosen first (the marginals stay k/E).
 * Not modelled: skew of real routers. Anchors: Mixtral (8, 2), n = 8: 7.20; (256, 8), n = 64: 222.4.
 */
export function expectedActiveExperts(experts: number, perToken: number, tokens: number): number {
  return experts * (1 - integerPower(1 - perToken / experts, tokens));
}

/** `base` to a non-negative integer power by squaring: deterministic where `Math.pow` is not. */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = Math.floor(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
