import { integerPower } from '../../experts';

/**
 * Tokens that one round of speculative decoding is expected to yield: `N` drafted, each accepted with probability `x`
 * if all before it were. `min(N, 1 + sum_{j=1}^{N-1} j x^j (1 - x) + N x^N)`.
 *
 * Source: GenZ-LLM-Analyzer 0.0.16, commit 091bdd0a (`llm_spec_decode.py`), after Leviathan et al., arXiv 2211.17192.
 */
export function expectedTokensPerRound(drafted: number, acceptance: number): number {
  let tokens = 1 + drafted * integerPower(acceptance, drafted);
  for (let accepted = 1; accepted < drafted; accepted += 1) {
    tokens += accepted * integerPower(acceptance, accepted) * (1 - acceptance);
  }
  return Math.min(drafted, tokens);
}

/**
 * Seconds of one round: the draft model takes `drafted` decode steps, then the full model verifies them in one chunk.
 * With a pipeline, the micro-batches after the first add one stage's share each.
 *
 * Source: as above.
 */
export function speculativeRoundSeconds(
  verifySeconds: number,
  draftStepSeconds: number,
  drafted: number,
  pipeline: number,
  microbatches: number,
): number {
  const pass = verifySeconds + drafted * draftStepSeconds;
  return pipeline > 1 ? pass * (1 + (microbatches - 1) / pipeline) : pass;
}
