import * as v from 'valibot';
import { drawLayered, type LayeredDrawing } from '../models/scheduling/drawing/layered';
import { fusedReading, plainReading, type ReadingGraph } from '../models/scheduling/drawing/reading-graph';
import { largestOperator } from '../models/scheduling/footprint';
import type { GraphOutcome, OperatorGraph } from '../models/scheduling/graph';
import { readGraph, readGraphText } from '../models/scheduling/read-graph';
import { compulsoryBytes } from '../models/scheduling/schedule';
import { exampleGraph, GRAPH_EXAMPLES, type GraphExample } from '../models/scheduling/sources/examples';
import { defineJob, type Job } from './job';
import { parseBy } from './parse-input';
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
  parse: parseBy(SourceSchema),
  run(source) {
    const read = graphOf(source);
    return Promise.resolve(read.ok ? { ok: true, value: loaded(read.value.graph, read.value.json) } : read);
  },
});

function graphOf(source: GraphJobInput): ReturnType<typeof readGraphText> {
  if (source.kind === 'text') return readGraphText(source.text, source.name);
  const drawn = source.kind === 'example' ? exampleGraph(source.example) : null;
  if (drawn?.ok === false) return drawn;
  const json = source.kind === 'graph' ? source.json : drawn?.value.graph;
  const graph = readGraph(json);
  return graph.ok ? { ok: true, value: { graph: graph.value, json } } : graph;
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
