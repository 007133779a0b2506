import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../models/design/presets/default-design';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { convolutionalFile } from '../models/workload/onnx/networks.test-support';
import genzFixture from './check/fixtures/genz-cases.json' with { type: 'json' };
import zigzagFixture from './check/fixtures/zigzag-cases.json' with { type: 'json' };
import { run, runJson } from './cli.test-support';

const DESIGN = defaultDesign();
const files = { 'd.json': JSON.stringify(DESIGN), '-': JSON.stringify(DESIGN) };

describe('link', () => {
  it('goes there and back, in front of a page or alone', async () => {
    const { link } = await runJson(['link', 'd.json'], { files });
    expect(link).toMatch(/^#1\.[\w-]+$/);
    expect(await runJson(['link', '--decode', link])).toEqual(DESIGN);
    const page = await run(['link', '-', '--page', 'https://example.org/#old'], { files, terminal: true });
    expect(page.out).toBe(`https://example.org/${link}\n`);
  });

  it('carries spaces', async () => {
    const axes = [{ field: 'matrix.rows', values: [64, 128] }];
    const space = { base: DESIGN, axes, constraints: [], objectives: ['ttft'] };
    const { link } = await runJson(['link', '-'], { files: { '-': JSON.stringify(space) } });
    expect(await runJson(['link', '--decode', link])).toEqual(space);
  });

  it.each([
    [[], /^link: needs either a file or --decode URL\n$/],
    [['d.json', '--decode', '#1.a'], /^link: needs either a file or --decode URL\n$/],
    [['--decode', 'nonsense'], /^link: The link is damaged/],
    [['-'], /^-: must hold a design or a space\n$/],
  ])('refuses %j', async (words, message) => {
    const { exit, err } = await run(['link', ...words], { files: { ...files, '-': '3' } });
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });
});

const CONFIG = JSON.stringify({
  model_type: 'llama',
  hidden_size: 4096,
  intermediate_size: 14336,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  vocab_size: 128256,
  max_position_embeddings: 131072,
  rms_norm_eps: 1e-5,
  hidden_act: 'silu',
  tie_word_embeddings: false,
});

describe('import', () => {
  const world = { files: { 'Meta--Llama.json': CONFIG, '-': CONFIG } };

  it('describes the model and gives its workload', async () => {
    const result = await runJson(['import', 'Meta--Llama.json'], world);
    expect(result).toMatchObject({ modelType: 'llama', kvFormat: 'bf16' });
    expect(result.summary).toMatchObject({
      name: 'Meta/Llama',
      layers: 32,
      parameters: 8030261248,
      kvBytesPerToken: 131072,
    });
    expect(result.workload.groups).toHaveLength(1);
    const table = await run(['import', '-', '--table', '--kv-format', 'fp8_e4m3', '--name', 'mine'], world);
    expect(table.out).toMatch(/^Model +mine \(llama\)$/m);
    expect(table.out).toMatch(/^KV bytes per token +64 KiB/m);
  });

  it('writes a workload that a design can hold', async () => {
    const { written } = await run(['import', '-', '--out', 'w.json'], world);
    const design = { ...DESIGN, workload: JSON.parse(written['w.json']!) };
    const { exit } = await run(['evaluate', '-'], { files: { '-': JSON.stringify(design) } });
    expect(exit).toBe(0);
  });

  it.each([
    [['none.json'], /^none\.json: there is no such file/],
    [['model.onnx'], /^model\.onnx: there is no such file/],
    [['-', '--kv-format', 'x'], /^--kv-format: must be the id of a number format, not "x"/],
    [['bad.json'], /^bad\.json: hidden_size.* -1/],
    [['text.json'], /^text\.json: The file is not valid JSON/],
    [['empty.json'], /^empty\.json: model_type is missing/],
  ])('refuses %j', async (words, message) => {
    const bad = CONFIG.replace('4096', '-1');
    const { exit, out, err } = await run(['import', ...words], {
      files: { ...world.files, 'bad.json': bad, 'text.json': 'hello', 'empty.json': '{}' },
    });
    expect(err).toMatch(message);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect([exit, out]).toEqual([2, '']);
  });
});

describe('import of an ONNX model', () => {
  const binaries = { 'net.onnx': convolutionalFile(), 'cut.onnx': convolutionalFile().slice(0, 200) };

  it('gives its layers, their work and parameters', async () => {
    const result = await runJson(['import', 'net.onnx', '--size', 'batch=2'], { binaries });
    // Means and variances of a batch norm are measured, not learned.
    const parameters = 16 * 27 + 16 + 2 * 16 + 16 * 9 + 160 + 10;
    expect(result.summary).toMatchObject({ parameters });
    expect(result.uncounted).toEqual([]);
    expect(result.table.layers[0]).toMatchObject({ kind: 'convolution', batch: 2 });
    const text = await run(['import', 'net.onnx', '--table', '--out', 't.json'], { binaries });
    expect(text.out).toMatch(/^depthwise +convolution/m);
    expect(JSON.parse(text.written['t.json']!)).toMatchObject({ kind: 'layers' });
  });

  it.each([
    [['net.onnx', '--size', 'batch=0'], /^--size: must be NAME=NUMBER/],
    [['cut.onnx'], /^cut\.onnx: /],
  ])('refuses %j', async (words, message) => {
    const { exit, out, err } = await run(['import', ...words], { binaries });
    expect(err).toMatch(message);
    expect([exit, out, err.match(/\n/g)?.length]).toEqual([2, '', 1]);
  });
});

describe('gemm', () => {
  const words = '--m 128 --n 96 --k 160 --rows 16 --cols 16 --dataflow ws'.split(' ');

  it('prints cycles and traffic', async () => {
    const result = await runJson(['gemm', ...words, '--sram', '24 KiB']);
    expect(result).toMatchObject({ options: { m: 128, sramBytes: 24576 }, macs: 128 * 96 * 160, folds: 60 });
    expect((await run(['gemm', ...words], { terminal: true })).out).toMatch(/^Folds +60$/m);
  });

  it.each([
    [['--m', '0'], /^--m: must be a whole number from 1/],
    [[], /^--m: is required/],
    [['--frob', '1'], /^--frob: unknown option/],
    [[...words, '--sram', '1 XB'], /^--sram: must be an amount of memory/],
  ])('refuses %j', async (bad, message) => {
    const { exit, err } = await run(['gemm', ...bad]);
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });
});

describe('check', () => {
  const text = JSON.stringify(genzFixture);

  it('passes, and counts', async () => {
    const { exit, out, written } = await run(['check', 'genz', '-', '--predictions', 'p.jsonl'], {
      files: { '-': text },
    });
    const summary = JSON.parse(out);
    expect(exit).toBe(0);
    expect(summary).toMatchObject({ suite: 'genz', failed: 0, cases: genzFixture.cases.length });
    const first = JSON.parse(written['p.jsonl']!.split('\n')[0]!);
    expect(Object.keys(first)).toEqual(['id', 'predicted']);
  });

  it('fails when an expected value is changed, and says where', async () => {
    const changed = structuredClone(genzFixture) as { cases: { id: string; expected: Record<string, unknown> }[] };
    const victim = changed.cases.find(({ expected }) => typeof expected['latency_ms'] === 'number')!;
    victim.expected['latency_ms'] = Number(victim.expected['latency_ms']) * 1.001;
    const { exit, out } = await run(['check', 'genz', '-'], { files: { '-': JSON.stringify(changed) } });
    const [failure = '', last = ''] = out.trimEnd().split('\n');
    expect(exit).toBe(1);
    expect(failure).toContain(victim.id);
    expect(failure).toContain('latency_ms expected');
    expect(JSON.parse(last)).toMatchObject({ failed: 1 });
  });

  it.each([
    [['magic', '-'], /^check: the suite must be one of genz \| scalesim \| zigzag.*, not "magic"/],
    [['genz', 'd.json'], /^cases: must be an array/],
    [['genz', '-', '--groups', 'nix'], /^--groups: no group "nix"/],
    [['genz', '-', '--fields', 'nix'], /^--fields: no case has a field "nix"/],
  ])('refuses %j', async (words, message) => {
    const { exit, err } = await run(['check', ...words], { files: { ...files, '-': text } });
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });
});

describe('list', () => {
  it.each(['hardware', 'models', 'fields', 'metrics', 'formats', 'assumptions'])('%s', async (name) => {
    const rows = await runJson(['list', name]);
    expect(rows.length).toBeGreaterThan(2);
    const { out } = await run(['list', name, '--table']);
    expect(out.split('\n')).toHaveLength(rows.length + 2);
  });

  it('lists the fields of a given design', async () => {
    const world = { files: { 'd.json': JSON.stringify(designFromPresets('h100-sxm', 'llama-3.1-8b')) } };
    const fields = await runJson<{ id: string }[]>(['list', 'fields', 'd.json'], world);
    const ids = fields.map(({ id }) => id);
    expect(ids).toContain('matrix.peak.bf16');
    expect(ids).not.toContain('matrix.rows');
  });

  it('refuses other names', async () => {
    expect((await run(['list', 'cheeses'])).err).toMatch(/^list: must be one of hardware \| models/);
  });
});

interface BenchResult {
  readonly machine: object;
  readonly engine: readonly { readonly designs: number; readonly designsPerSecond: number; readonly note: string }[];
  readonly pareto: readonly object[];
  readonly quantise: readonly {
    readonly id: string;
    readonly elements: number;
    readonly elementsPerSecond: number;
    readonly statedPeerPerSecond: number | null;
  }[];
}

describe('bench', () => {
  const SMALL = ['bench', '--designs', '2000', '--points', '500', '--elements', '5000', '--rounds', '1'];

  it('names the machine and what was measured', async () => {
    const words = SMALL;
    const result = await runJson<BenchResult>(words);
    expect(result.machine).toMatchObject({ node: process.version, processors: 2 });
    expect(result.engine.map(({ designs }) => designs)).toEqual([2000, 200, 2000, 2000, 200, 2000]);
    for (const { designsPerSecond, note } of result.engine) {
      expect(designsPerSecond).toBeGreaterThan(0);
      expect(note).toMatch(/fit|done/);
    }
    expect(result.pareto).toHaveLength(6);
    expect(result.quantise).toHaveLength(5);
    for (const { elements, elementsPerSecond } of result.quantise) {
      expect(elements).toBe(5000);
      expect(elementsPerSecond).toBeGreaterThan(0);
    }
    const { out } = await run(words, { terminal: true });
    expect(out).toContain('Pareto filter\n');
    expect(out).toContain('Each case ran in a process of its own');
  });

  it('shows rates that a peer states beside its own, where there are any', async () => {
    const { quantise } = await runJson<BenchResult>(SMALL);
    const stated = quantise.filter(({ statedPeerPerSecond }) => statedPeerPerSecond !== null);
    expect(stated.map(({ id, statedPeerPerSecond }) => [id, statedPeerPerSecond])).toEqual([
      ['MXFP4', 15e6],
      ['MXINT8', 30e6],
    ]);
  });

  it('measures one case alone', async () => {
    expect(await runJson(['bench', '--only', 'resnet-50', ...SMALL.slice(1)])).toMatchObject({ count: 200, runs: 1 });
    expect((await run(['bench', '--only', 'nothing'])).err).toMatch(/^--only: must be one of roofline \| array/);
  });

  it('times the mapper on cases, beside the seconds that they state', async () => {
    const two = zigzagFixture.cases.slice(-2).map((body, index) => ({ ...body, wall_s: 0.25 + index }));
    const world = { files: { 'cases.json': JSON.stringify({ cases: two }) } };
    const words = ['bench', '--only', 'mapper', '--cases', 'cases.json', '--rounds', '1'];
    const result = await runJson(words, world);
    expect(result).toMatchObject({ cases: 2, noneWorse: true, runs: 1 });
    expect(result.statedSeconds).toBe(1.5);
    expect(result.totalMs).toBeGreaterThan(0);
    expect((await run(words.slice(0, 3))).err).toMatch(/^--cases: is missing/);
  });

  it.each([
    [['--rounds', '0'], /^--rounds: must be a whole number from 1 to 101/],
    [['--designs', '1e9'], /^--designs: must be a whole number from 1 to 1000000/],
  ])('refuses %j', async (words, message) => {
    const { exit, err } = await run(['bench', ...words]);
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });
});
