import * as v from 'valibot';
import { drawLayered, type LayeredDrawing } from '../models/scheduling/drawing/layered';
import { fusedReading, plainReading, type ReadingGraph } from '../models/scheduling/drawing/reading-graph';
import { largestOperator } from '../models/scheduling/footprint';
import type { GraphOutcome, OperatorGraph } from '../models/scheduling/graph';
import { readGraph } from '../models/scheduling/read-graph';
import { compulsoryBytes } from '../models/scheduling/schedule';
import { exampleGraph, GRAPH_EXAMPLES, type GraphExample } from '../models/scheduling/sources/examples';
import { defineJob, type Job } from './job';
import { READ_GRAPH_JOB_ID } from './schedule-job-ids';

const SourceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('example'), example: v.picklist(GRAPH_EXAMPLES) }),
  /** The text of a file. */
  v.strictObject({ kind: v.literal('text'), name: v.string(), text: v.string() }),
  /** What a source has drawn. */
  v.strictObject({ kind: v.literal('graph'), json: v.unknown() }),
]);

export type GraphJobInput =
  | { readonly kind: 'example'; readonly example: GraphExample }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'graph'; readonly json: unknown };

export interface DrawnReading {
  readonly reading: ReadingGraph;
  readonly drawing: LayeredDrawing;
}

export interface LoadedGraph {
  readonly graph: OperatorGraph;
  /** The same as other jobs take it. */
  readonly json: unknown;
  readonly plain: DrawnReading;
  readonly fused: DrawnReading;
  /** The operator whose operands take the most room, and the smallest scratchpad that can run the graph: those operands. */
  readonly largestOperator: number;
  readonly leastBytes: number;
  readonly compulsoryBytes: number;
}

/** What is wrong with a graph is an answer, in one sentence. */
export type GraphJobOutput = GraphOutcome<LoadedGraph>;

/** Reads a graph and lays out its picture, apart from the page. */
export const graphJob: Job = defineJob<GraphJobInput, GraphJobOutput>({
  id: READ_GRAPH_JOB_ID,
  parse(input) {
    const parsed = v.safeParse(SourceSchema, input);
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, reason: v.summarize(parsed.issues) };
  },
  run(source) {
    const json = jsonOf(source);
    if (!json.ok) return Promise.resolve(json);
    const graph = readGraph(json.value, source.kind === 'text' ? source.name : undefined);
    return Promise.resolve(graph.ok ? { ok: true, value: loaded(graph.value, json.value) } : graph);
  },
});

function jsonOf(source: GraphJobInput): GraphOutcome<unknown> {
  if (source.kind === 'graph') return { ok: true, value: source.json };
  if (source.kind === 'example') {
    const drawn = exampleGraph(source.example);
    return drawn.ok ? { ok: true, value: drawn.value.graph } : drawn;
  }
  try {
    return { ok: true, value: JSON.parse(source.text) as unknown };
  } catch {
    return { ok: false, reason: 'The file is not JSON.' };
  }
}

function loaded(graph: OperatorGraph, json: unknown): LoadedGraph {
  const drawn = (reading: ReadingGraph) => ({ reading, drawing: drawLayered(reading) });
  const largest = largestOperator(graph);
  return {
    graph,
    json,
    plain: drawn(plainReading(graph)),
    fused: drawn(fusedReading(graph)),
    largestOperator: largest.operator,
    leastBytes: largest.bytes,
    compulsoryBytes: compulsoryBytes(graph),
  };
}
