import type { Design } from '../../../models/design/types';
import { type DesignGraphOptions, tokensOf } from '../../../models/scheduling/sources/design-graph';
import type { GraphExample } from '../../../models/scheduling/sources/examples';
import { type ReadOutcome, readSource } from './read-source';
import type { ScratchpadRunners } from './schedule-runners';

/** How a design is drawn until the reader chooses otherwise: a layer over its prompt. */
export const START_OPTIONS: DesignGraphOptions = {
  ...{ attention: 'whole', weights: false, blocks: 1 },
  ...{ phase: 'prefill', batch: null, tokens: null },
};

/** The smallest scratchpads that can run the examples: there, what is searched differs most from what is made by rule. */
export const EXAMPLE_BYTES: Readonly<Record<GraphExample, number>> = { cells: 384 * 1024, heads: 512 * 1024 };

const STEP_OF_DECODE: DesignGraphOptions = { ...START_OPTIONS, phase: 'decode' };

export interface Started {
  readonly outcome: ReadOutcome;
  /** As they were drawn. */
  readonly options: DesignGraphOptions;
  /** Tokens of the design's prompt, where it had to be shortened. */
  readonly shortenedFrom: number | null;
}

/**
 * The first picture: the prompt of the design, shortened to what its scratchpad can hold one operator of, or a step of
 * decode where not even a token of a prompt fits. So there is a schedule to be seen from the start.
 */
export async function readStart(
  design: Design,
  bytes: number | null,
  runners: Pick<ScratchpadRunners, 'draw' | 'graph'>,
): Promise<Started> {
  const read = (options: DesignGraphOptions, fitBytes: number | null) =>
    readSource({ kind: 'design' }, design, options, fitBytes, runners);
  if (design.workload.kind !== 'decoder' || bytes === null) {
    return { outcome: await read(START_OPTIONS, null), options: START_OPTIONS, shortenedFrom: null };
  }
  const outcome = await read(START_OPTIONS, bytes);
  if (!outcome.ok) return { outcome: await read(STEP_OF_DECODE, null), options: STEP_OF_DECODE, shortenedFrom: null };
  const { fittingTokens } = outcome;
  const wanted = tokensOf(design, 'prefill');
  if (fittingTokens === wanted) return { outcome, options: START_OPTIONS, shortenedFrom: null };
  return { outcome, options: { ...START_OPTIONS, tokens: fittingTokens }, shortenedFrom: wanted };
}
