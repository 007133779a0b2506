import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../models/design/presets/default-design';
import { attentionFile } from '../models/workload/onnx/networks.test-support';
import { drawGraphJob, type DrawnToFit } from './draw-graph-job';
import { type HostAnswer, WorkerHost } from './host';
import { DRAW_GRAPH_JOB_ID } from './schedule-job-ids';

const options = { attention: 'whole', weights: false, blocks: 1, phase: 'prefill', batch: null, tokens: null };
const fitBytes = null;
const draw = (input: unknown): Promise<HostAnswer> =>
  new WorkerHost([drawGraphJob]).run(1, DRAW_GRAPH_JOB_ID, input, () => undefined);
const file = () => attentionFile().slice().buffer;

describe('drawing a graph', () => {
  it('answers with a graph of the design and notes', async () => {
    const answer = await draw({ design: defaultDesign(), onnx: null, options, fitBytes });
    expect(answer).toMatchObject({ kind: 'done', value: { ok: true } });
    const { value } = (answer as { value: { value: DrawnToFit } }).value;
    expect(value.graph.ops.map(({ id }) => id)).toContain('layer0.attention.scores');
    expect(value.notes.length).toBeGreaterThan(0);
  });

  it('draws as many tokens as fit into a scratchpad', async () => {
    const answer = await draw({ design: defaultDesign(), onnx: null, options, fitBytes: 2 ** 27 });
    const { value } = (answer as { value: { value: DrawnToFit } }).value;
    expect(value.fittingTokens).toBe(1344);
    const none = await draw({ design: defaultDesign(), onnx: null, options, fitBytes: 1 });
    expect(none).toMatchObject({ value: { ok: false, reason: 'Not even a single token fits into this scratchpad.' } });
  });

  it('answers with the graph of an ONNX file, or with the sizes that it leaves open', async () => {
    const design = defaultDesign();
    const open = await draw({ design, onnx: { file: file(), sizes: {} }, options, fitBytes });
    expect(open).toMatchObject({ kind: 'done', value: { ok: false, openSizes: ['sequence'] } });
    const drawn = await draw({ design, onnx: { file: file(), sizes: { sequence: 4 } }, options, fitBytes });
    expect(drawn).toMatchObject({ kind: 'done', value: { ok: true } });
  });

  it.each([
    ['a design that is none', { design: {}, onnx: null, options, fitBytes }],
    ['no options', { design: defaultDesign(), onnx: null }],
    ['a batch of nothing', { design: defaultDesign(), onnx: null, options: { ...options, batch: 0 }, fitBytes }],
  ])('refuses %s', async (_, input) => {
    expect(await draw(input)).toMatchObject({ kind: 'refused' });
  });

  it('answers in a sentence where a graph is too large', async () => {
    const huge = { ...options, attention: 'heads', blocks: null };
    const design = defaultDesign();
    const workload = {
      ...design.workload,
      groups: [{ repeat: 4000, layers: design.workload.kind === 'decoder' ? design.workload.groups[0]!.layers : [] }],
    };
    const answer = await draw({ design: { ...design, workload }, onnx: null, options: huge, fitBytes });
    expect(answer).toMatchObject({ value: { ok: false, reason: expect.stringContaining('at most 10000') } });
  });
});
