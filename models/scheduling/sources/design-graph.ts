import type { Design, TokenCount } from '../../design/types';
import { formatOf } from '../../evaluate/formats-of';
import { decoderGraph } from './decoder-graph';
import type { DrawingOptions, DrawnOutcome } from './graph-json';
import { type BitsOf, layerTableGraph } from './layer-table-graph';

export interface DesignGraphOptions extends DrawingOptions {
  /** Of decoders: a pass over the prompt, or one step of decode. */
  readonly phase: 'prefill' | 'decode';
  /** Sequences or images at once; null: those of the design's deployment. */
  readonly batch: number | null;
  /** Tokens of the prompt, or in decode the tokens that the step sees, its own among them; null: those of the design. */
  readonly tokens: number | null;
}

/** What of a design its graph depends on. */
export interface DrawnDesign extends Pick<Design, 'workload' | 'formats'> {
  readonly deployment: Pick<
    Design['deployment'],
    'prefillBatch' | 'decodeBatch' | 'beams' | 'promptTokens' | 'outputTokens'
  >;
}

/**
 * The graph of a design's workload in its formats, as one chip would run it. Where the deployment has a histogram of
 * tokens, its longest is taken; a step of decode is the last one.
 */
export function designGraph(design: DrawnDesign, options: DesignGraphOptions): DrawnOutcome {
  const { workload, formats } = design;
  const bitsOf: BitsOf = (module, role, layer) => formatOf(formats, module, role, layer).bitsPerElement;
  const batch = options.batch ?? batchOf(design, options.phase);
  if (!(batch >= 1) || !Number.isInteger(batch))
    return { ok: false, reason: 'The batch must be a whole number from 1 on.' };
  if (workload.kind === 'layers') return layerTableGraph(workload, { batch, bitsOf }, options);
  const tokens = options.tokens ?? tokensOf(design, options.phase);
  if (!(tokens >= 1) || !Number.isInteger(tokens))
    return { ok: false, reason: 'Tokens must be a whole number from 1 on.' };
  const shape = { phase: options.phase, batch, promptTokens: tokens, keys: tokens, bitsOf };
  return decoderGraph(workload, shape, options);
}

/** Sequences or images that a design works on at once. */
export function batchOf({ workload, deployment }: DrawnDesign, phase: DesignGraphOptions['phase']): number {
  const isPrefill = workload.kind === 'layers' || phase === 'prefill';
  return isPrefill ? deployment.prefillBatch : deployment.decodeBatch * deployment.beams;
}

/** Tokens of a design's longest prompt, or those that its last step of decode sees. */
export function tokensOf({ deployment }: DrawnDesign, phase: DesignGraphOptions['phase']): number {
  const prompt = longest(deployment.promptTokens);
  return phase === 'prefill' ? prompt : prompt + longest(deployment.outputTokens);
}

function longest(count: TokenCount): number {
  return typeof count === 'number' ? count : count.reduce((most, { tokens }) => Math.max(most, tokens), 1);
}
