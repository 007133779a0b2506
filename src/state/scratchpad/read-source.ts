import type { Design } from '../../../models/design/types';
import type { DesignGraphOptions } from '../../../models/scheduling/sources/design-graph';
import type { GraphExample } from '../../../models/scheduling/sources/examples';
import type { DrawGraphInput } from '../../../workers/draw-graph-job';
import type { GraphJobInput, LoadedGraph } from '../../../workers/graph-job';
import type { ScratchpadRunners } from './schedule-runners';

/** Where a graph comes from. */
export type SourceChoice =
  | { readonly kind: 'design' }
  | { readonly kind: 'example'; readonly example: GraphExample }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'onnx';
      readonly name: string;
      readonly file: ArrayBuffer;
      /** Of those that the file leaves open. */
      readonly sizes: Readonly<Record<string, number>>;
    };

export type ReadOutcome =
  | {
      readonly ok: true;
      readonly loaded: LoadedGraph;
      readonly notes: readonly string[];
      /** Tokens that were drawn to fit; null where that was not asked for. */
      readonly fittingTokens: number | null;
    }
  | ({ readonly ok: false } & GraphProblem);

export interface GraphProblem {
  readonly reason: string;
  /** Names of sizes that an ONNX file leaves open. */
  readonly openSizes: readonly string[];
  /** No answer came: another try may get one. */
  readonly isLost: boolean;
}

/** Whether a graph depends on the design: its formats, and the workload itself. */
export function isDrawn({ kind }: SourceChoice): boolean {
  return kind === 'design' || kind === 'onnx';
}

/** Draws and reads a graph in workers. `fitBytes`: a decoder is drawn with as many tokens as fit into so many bytes. */
export async function readSource(
  source: SourceChoice,
  design: Design,
  options: DesignGraphOptions,
  fitBytes: number | null,
  runners: Pick<ScratchpadRunners, 'draw' | 'graph'>,
): Promise<ReadOutcome> {
  if (source.kind === 'example' || source.kind === 'text') return read(source, NOTHING_SAID, runners);
  const drawn = await runners.draw.run({ ...drawInput(source, design, options), fitBytes });
  if (!drawn.ok) return lost(drawn.reason);
  const outcome = drawn.value;
  if (!outcome.ok) {
    const { reason, openSizes }: { readonly reason: string; readonly openSizes?: readonly string[] } = outcome;
    return { ok: false, reason, openSizes: openSizes ?? [], isLost: false };
  }
  return read({ kind: 'graph', json: outcome.value.graph }, outcome.value, runners);
}

const NOTHING_SAID = { notes: [], fittingTokens: null };

function drawInput(
  source: Extract<SourceChoice, { readonly kind: 'design' | 'onnx' }>,
  design: Design,
  options: DesignGraphOptions,
): Omit<DrawGraphInput, 'fitBytes'> {
  if (source.kind === 'onnx') {
    return { design, onnx: { file: source.file, sizes: source.sizes }, options: { ...options, blocks: null } };
  }
  // A part of a table is no network; a layer of a decoder is like the others.
  const isTable = design.workload.kind === 'layers';
  return { design, onnx: null, options: isTable ? { ...options, blocks: null } : options };
}

async function read(
  input: GraphJobInput,
  { notes, fittingTokens }: { readonly notes: readonly string[]; readonly fittingTokens: number | null },
  runners: Pick<ScratchpadRunners, 'graph'>,
): Promise<ReadOutcome> {
  const answer = await runners.graph.run(input);
  if (!answer.ok) return lost(answer.reason);
  const outcome = answer.value;
  if (!outcome.ok) return { ok: false, reason: outcome.reason, openSizes: [], isLost: false };
  return { ok: true, loaded: outcome.value, notes, fittingTokens };
}

function lost(reason: string): ReadOutcome {
  return { ok: false, reason, openSizes: [], isLost: true };
}
