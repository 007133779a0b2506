import type { SoftmaxAttention } from '../../types';
import type { LoweringInput } from '../types';

/** A run of decode steps over which the visible keys grow by `slope` (0 or 1) a step, `times` over. */
export interface ContextSegment {
  readonly steps: number;
  readonly times: number;
  /** Visible keys at the first step of the run. */
  readonly keys: number;
  readonly slope: 0 | 1;
}

const EMPTY: ContextSegment = { steps: 0, times: 0, keys: 0, slope: 0 };

/**
 * Cuts the decode steps that see `firstKeys`, `firstKeys + 1`, ... keys into runs within which the keys that the
 * layer's queries see grow evenly: one run for full attention, two for a window, three for chunks (their middle one
 * repeated). The rows of the default lowering are these runs, so that sums over steps are exact.
 */
export function contextSegments(
  mixer: SoftmaxAttention,
  firstKeys: number,
  steps: number,
  windowed: boolean,
): readonly ContextSegment[] {
  const whole: ContextSegment = { steps, times: 1, keys: firstKeys, slope: 1 };
  if (mixer.kind === 'sliding') {
    if (!windowed) return [whole, EMPTY];
    const filling = Math.min(steps, Math.max(0, mixer.window - firstKeys));
    return [
      filling > 0 ? { steps: filling, times: 1, keys: firstKeys, slope: 1 } : EMPTY,
      steps > filling ? { steps: steps - filling, times: 1, keys: mixer.window, slope: 0 } : EMPTY,
    ];
  }
  if (mixer.kind === 'chunked') return windowed ? chunkSegments(mixer.chunk, firstKeys, steps) : [whole, EMPTY, EMPTY];
  return [whole];
}

function chunkSegments(chunk: number, firstKeys: number, steps: number): readonly ContextSegment[] {
  const visible = ((firstKeys - 1) % chunk) + 1;
  const head = Math.min(steps, chunk - visible + 1);
  const whole = Math.floor((steps - head) / chunk);
  const tail = steps - head - whole * chunk;
  return [
    head > 0 ? { steps: head, times: 1, keys: visible, slope: 1 } : EMPTY,
    whole > 0 ? { steps: chunk, times: whole, keys: 1, slope: 1 } : EMPTY,
    tail > 0 ? { steps: tail, times: 1, keys: 1, slope: 1 } : EMPTY,
  ];
}

/** Keys that the first decode step counted sees: the one after prefill, or the last one where only that counts. */
export function firstDecodeKeys({ rules, tokens }: LoweringInput): number {
  return rules.meanTimePerToken ? tokens.promptTokens + 1 : tokens.promptTokens + tokens.outputTokens - 1;
}
