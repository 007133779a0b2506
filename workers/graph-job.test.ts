import { expect, it } from 'vitest';
import { GRAPH_EXAMPLES } from '../models/scheduling/sources/examples';
import { graphJob, type GraphJobInput, type GraphJobOutput } from './graph-job';
import { WorkerHost } from './host';
import { READ_GRAPH_JOB_ID } from './schedule-job-ids';

async function read(input: GraphJobInput): Promise<GraphJobOutput> {
  const answer = await new WorkerHost([graphJob]).run(1, READ_GRAPH_JOB_ID, input, () => undefined);
  if (answer.kind !== 'done') throw new Error(answer.kind);
  return answer.value as GraphJobOutput;
}

it.each(GRAPH_EXAMPLES)('reads and draws the example %s', async (example) => {
  const loaded = await read({ kind: 'example', example });
  if (!loaded.ok) throw new Error(loaded.reason);
  const { graph, plain, fused } = loaded.value;
  expect(plain.drawing.places).toHaveLength(graph.operators.length);
  expect(fused.drawing.places.length).toBeLessThan(graph.operators.length);
});

it.each([
  ['{', 'The file is not JSON.'],
  ['[]', 'A graph is an object with ops and tensors.'],
])('says what is wrong with %s', async (text, reason) => {
  expect(await read({ kind: 'text', name: 'x', text })).toEqual({ ok: false, reason });
});

it('refuses what is no source', async () => {
  const answer = await new WorkerHost([graphJob]).run(1, READ_GRAPH_JOB_ID, { kind: 'else' }, () => undefined);
  expect(answer.kind).toBe('refused');
});
