import type { GraphOutcome } from '../graph';

/** A graph as files hold it and as `readGraph` takes it; sizes in bytes. */
export interface GraphJson {
  readonly name: string;
  readonly ops: readonly { readonly id: string; readonly in: readonly string[]; readonly out: readonly string[] }[];
  readonly tensors: Readonly<Record<string, { readonly size: number; readonly kind: JsonTensorKind }>>;
}

export type JsonTensorKind = 'input' | 'weight' | 'act' | 'output';

/** A graph, and sentences on what it leaves out. */
export interface DrawnGraph {
  readonly graph: GraphJson;
  readonly notes: readonly string[];
}

export type DrawnOutcome = GraphOutcome<DrawnGraph>;

export const ATTENTION_DRAWINGS = ['whole', 'heads', 'fused'] as const;
/**
 * `whole`: scores and context of all heads are one operator each. `heads`: each head has operators of its own. `fused`: one
 * operator, whose scores never lie in the scratchpad as a tensor.
 */
export type AttentionDrawing = (typeof ATTENTION_DRAWINGS)[number];

export interface DrawingOptions {
  readonly attention: AttentionDrawing;
  /** Whether parameters pass through the scratchpad too, as tensors of kind `weight`. */
  readonly weights: boolean;
  /** How many layers of a decoder, or turns of a repeated block of a table; null: all. */
  readonly blocks: number | null;
}

export const DRAWING_DEFAULTS: DrawingOptions = { attention: 'whole', weights: false, blocks: 1 };
