import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { onnxFile } from '../models/workload/onnx/onnx-writer.test-support';
import { attentionFile } from '../models/workload/onnx/networks.test-support';
import cases from './check/fixtures/cosma-cases.json' with { type: 'json' };
import { run, runJson } from './cli.test-support';

const relu = (from: string, to: string) => ({ op: 'Relu', name: `${from}-${to}`, in: [from], out: [to] });
const graph = cases.graphs['tiny-branch7'];
const files = {
  'g.json': JSON.stringify(graph),
  'b.csv': 'id,lower,upper,size\na,0,2,4\nb,1,3,4\nc,2,4,4\n',
  'twice.json': '{"ops":[],"tensors":{"x":{},"x":{}}}',
  'empty.json': '',
  'w.json': '{"kind":"layers","name":"n","layers":[]}',
};

describe('schedule', () => {
  it('prints order, addresses and proof', async () => {
    const report = await runJson(['schedule', 'g.json', '--scratchpad', '22'], { files });
    expect(report).toMatchObject({
      status: 'optimal',
      traffic: { nonCompulsoryBytes: 14 },
      bound: { gapBytes: 0 },
      faults: [],
    });
    expect(report.order).toHaveLength(7);
  });

  it('prints a table on a terminal', async () => {
    const { out, exit } = await run(['schedule', 'g.json', '--scratchpad', '24'], { files, terminal: true });
    expect(out).toMatch(/Moved twice or more +10 bytes/);
    expect(out).toMatch(/Proof +optimal/);
    expect(exit).toBe(0);
  });

  it('takes a size with a unit that is no whole number of bytes as those that lie in it', async () => {
    const { out } = await run(['schedule', 'g.json', '--scratchpad', '0.0225KiB'], { files, terminal: true });
    expect(out).toMatch(/Scratchpad +23 bytes/);
  });

  it('compares with baselines and draws the staircase', async () => {
    const words = ['schedule', 'g.json', '--scratchpad', '22', '--curve'];
    const { baselines, curve } = await runJson<{ baselines: { bytes: number }[]; curve: object[] }>(words, { files });
    expect(baselines).toHaveLength(8);
    for (const { bytes } of baselines) expect(bytes).toBeGreaterThanOrEqual(14);
    expect(curve[0]).toEqual({ fromBytes: 22, bytes: 14, lowerBound: 14 });
    expect(curve.at(-1)).toMatchObject({ fromBytes: 25, bytes: 0 });
    expect((await run(words, { files, terminal: true })).out).toMatch(/used again last leaves/);
  });

  it('says which operator can not fit, and exits 1', async () => {
    const { out, exit } = await run(['schedule', 'g.json', '--scratchpad', '21'], { files });
    expect(JSON.parse(out)).toMatchObject({
      status: 'infeasible',
      needsBytes: 22,
      reason: expect.stringContaining('"c"'),
    });
    expect(exit).toBe(1);
  });

  it('proves it by an integer programme too, or says why not', async () => {
    const words = ['schedule', 'g.json', '--scratchpad', '22', '--certificate'];
    const { certificate } = await runJson([...words, 'compact'], { files });
    expect(certificate).toMatchObject({ model: 'compact', status: 'optimal', bytes: 14, lowerBound: 14 });
    const { out } = await run([...words, 'compact'], { files, terminal: true });
    expect(out).toMatch(/by the programme alone no schedule moves less than 14 bytes/);
    const literal = ['schedule', '--model', 'resnet-50', '--scratchpad', '8MB', '--certificate', 'literal'];
    expect((await run(literal, { terminal: true })).out).toMatch(/The literal model is posed for at most 12 operators/);
  });

  it('draws the graph of a preset, and says what it leaves out', async () => {
    const words = [
      'schedule',
      '--model',
      'resnet-50',
      '--format',
      'int8',
      '--scratchpad',
      '2.5MB',
      '--graph-out',
      'r.json',
    ];
    const { out, written } = await run(words, { terminal: true });
    expect(out).toMatch(/72 operators/);
    expect(out).toMatch(/Weights are taken to lie elsewhere/);
    const again = await runJson(['schedule', 'r.json', '--scratchpad', '2.5MB'], { files: written });
    expect(again).toMatchObject({ operators: 72, status: 'optimal', notes: [], faults: [] });
  });

  it('draws the graph of a design for the SRAM of its machine', async () => {
    const design = { design: designFromPresets('tpu-v4', 'llama-3.1-8b') };
    const words = ['schedule', 'd.json', '--phase', 'decode', '--attention', 'fused', '--tokens', '512'];
    const report = await runJson(words, { files: { 'd.json': JSON.stringify(design) } });
    expect(report).toMatchObject({ graph: 'Llama 3.1 8B', status: 'optimal', traffic: { nonCompulsoryBytes: 0 } });
    expect(report.scratchpadBytes).toBeGreaterThan(1e6);
  });

  it('says what the traffic costs on a machine, at every stair', async () => {
    const words = ['schedule', 'g.json', '--scratchpad', '22', '--hardware', 'tpu-v4', '--curve'];
    const { cost, curve } = await runJson<{
      cost: { joulesPerByte: number; bytesPerSecond: number };
      curve: { seconds: number }[];
    }>(words, { files });
    expect(cost).toMatchObject({ nonCompulsory: { joules: 14 * cost.joulesPerByte }, gaps: [] });
    expect(curve[0]!.seconds).toBeCloseTo(14 / cost.bytesPerSecond, 20);
    expect(curve.at(-1)).toMatchObject({ bytes: 0, joules: 0, seconds: 0 });
    const { out } = await run(words, { files, terminal: true });
    expect(out).toMatch(/energy +time/);
    expect(out).toMatch(/Main memory +HBM2, .* a byte \(O'Connor et al\.,/);
  });

  it('draws the graph of an ONNX model and of what import wrote', async () => {
    const binaries = { 'm.onnx': attentionFile() };
    const words = ['--scratchpad', '64KiB', '--size', 'sequence=4'];
    const report = await runJson(['schedule', 'm.onnx', ...words], { binaries });
    expect(report).toMatchObject({ status: 'optimal', faults: [] });
    const { written } = await run(['import', 'm.onnx', '--size', 'sequence=4', '--out', 't.json'], { binaries });
    const { notes: _, ...table } = await runJson(['schedule', 't.json', '--scratchpad', '64KiB'], { files: written });
    expect(report).toMatchObject(table);
    const { err, exit } = await run(['schedule', 'm.onnx', '--scratchpad', '1MiB'], { binaries });
    expect(err).toMatch(/--size sequence=N/);
    expect(exit).toBe(2);
  });

  it.each([
    ['a cycle', [relu('b', 'a'), relu('a', 'b')], /Relu "b-a": it needs its own output/],
    ['a tensor from nowhere', [relu('nowhere', 'b')], /its input "nowhere" comes from nowhere/],
    ['a tensor that is computed twice', [relu('x', 'a'), relu('x', 'a')], /its output "a" is given a value twice/],
  ])('refuses an ONNX file with %s in one sentence', async (_, nodes, message) => {
    const binaries = { 'm.onnx': onnxFile({ inputs: { x: [4] }, nodes }) };
    const { err, exit } = await run(['schedule', 'm.onnx', '--scratchpad', '8'], { binaries });
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });

  it('refuses a table whose layer reads itself, and one of a layer without a size', async () => {
    const layer = { kind: 'elementwise', name: 'a', repeat: 1, operation: 'relu', inputElements: 4, parameters: 0 };
    const texts = {
      'loop.json': { kind: 'layers', name: 'n', layers: [{ ...layer, outputElements: 4, inputs: [0] }] },
      'half.json': { kind: 'layers', name: 'n', layers: [{ ...layer, outputElements: 1.5 }] },
    };
    const tables = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, JSON.stringify(value)]));
    const refusal = async (name: string) => (await run(['schedule', name, '--scratchpad', '8'], { files: tables })).err;
    expect(await refusal('loop.json')).toMatch(/Layer "a" at place 0 reads place 0/);
    expect(await refusal('half.json')).toMatch(/outputElements: must be a whole number/);
  });

  it('ends at the time limit with the best answer and its gap', async () => {
    const words = ['schedule', '--model', 'llama-3.1-8b', '--phase', 'decode', '--attention', 'heads'];
    const more = ['--tokens', '2304', '--scratchpad', '700kB', '--time-limit', '0.05s'];
    const report = await runJson([...words, ...more]);
    expect(report).toMatchObject({ status: 'bounded', isHeuristic: true, ended: 'time', faults: [] });
    const { lowerBytes, gapBytes } = report.bound;
    expect(report.traffic.nonCompulsoryBytes).toBe(lowerBytes + gapBytes);
    expect(gapBytes).toBeGreaterThan(0);
    const { out } = await run([...words, ...more, '--curve'], { terminal: true });
    expect(out).toMatch(/Proof +heuristic, not proven: no schedule moves less than/);
    expect(out).toContain('The time ended before every stair was known.');
  });

  it('places buffers alone', async () => {
    const placed = await runJson(['schedule', '--placement', 'b.csv', '--capacity', '8'], { files });
    expect(placed).toMatchObject({ status: 'placed', height: 8 });
    const { out, exit } = await run(['schedule', '--placement', 'b.csv', '--capacity', '7', '--table'], { files });
    expect(out).toMatch(/do not fit into 7 bytes/);
    expect(exit).toBe(1);
  });

  it.each([
    [['g.json'], '--scratchpad: must be given: there is no machine'],
    [['g.json', '--scratchpad', '0'], '--scratchpad: must be above zero'],
    [['g.json', '--scratchpad', '1.5'], '--scratchpad: must be a whole number of bytes'],
    [['--scratchpad', '8'], 'schedule: needs a graph'],
    [['--model', 'nothing'], '--model: must be the id of a model'],
    [['g.json', '--model', 'gpt2'], '--model: can not be given together with g.json'],
    [['--model', 'gpt2', '--format', 'x'], '--format: must be the id of a number format'],
    [['--model', 'gpt2', '--blocks', '0'], '--blocks: must be a whole number'],
    [['--model', 'gpt2', '--attention', 'x'], '--attention: must be one of whole, heads, fused'],
    [['--model', 'gpt2'], '--scratchpad: must be given: there is no machine'],
    [['g.json', '--scratchpad', '22', '--batch', '2'], '--batch: has no effect on a graph'],
    [['g.json', '--scratchpad', '22', '--weights'], '--weights: has no effect on a graph'],
    [['--model', 'resnet-50', '--tokens', '4'], '--tokens: has no effect on a table of layers'],
    [['--model', 'gpt2', '--size', 'a=2'], '--size: has no effect on anything but an ONNX file'],
    [['g.json', '--scratchpad', '22', '--capacity', '8'], '--capacity: has no effect without --placement'],
    [['--placement', 'b.csv', '--capacity', '8', '--curve'], '--curve: has no effect on --placement'],
    [['empty.json', '--scratchpad', '8'], 'empty.json: '],
    [['g.json', '--hardware', 'x'], '--hardware: must be the id of an accelerator'],
    [['g.json', '--scratchpad', '22', '--certificate', 'x'], '--certificate: must be one of compact, literal'],
    [['twice.json', '--scratchpad', '8'], 'The name "x" stands twice'],
    [['w.json', '--scratchpad', '8'], 'layers: must be a list'],
    [['--placement', 'b.csv'], '--capacity: is missing'],
    [['--placement', 'g.json', '--capacity', '8'], 'The first line must name the columns'],
    [['g.json', '--scratchpad', '8', '--time-limit', 'soon'], '--time-limit: is not a number'],
  ])('refuses %j', async (words, message) => {
    const { err, exit } = await run(['schedule', ...words], { files });
    expect(err).toContain(message);
    expect(exit).toBe(2);
  });
});
