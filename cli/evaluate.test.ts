import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { defaultDesign } from '../models/design/presets/default-design';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import type { Design } from '../models/design/types';
import { METRIC_IDS, metricsWith } from '../models/evaluate/metrics/metrics';
import { convolutionalFile } from '../models/workload/onnx/networks.test-support';
import { run, runJson } from './cli.test-support';

const DESIGN = defaultDesign();
/** What the tests read of a report. */
interface WithMemories {
  readonly design: Design;
  readonly metrics: Readonly<Record<string, number>>;
  readonly memories: {
    readonly tiers: readonly { readonly label: string }[];
    readonly bytes: Readonly<Record<string, unknown>>;
  };
  readonly operators: readonly { readonly id: string; readonly name: string }[];
}

const files = { 'd.json': JSON.stringify(DESIGN), '-': JSON.stringify(DESIGN) };

describe('evaluate', () => {
  it('prints the whole report with the design, its units and the version', async () => {
    const report = await runJson(['evaluate', 'd.json'], { files });
    expect(report).toMatchObject({
      version: packageJson.version,
      status: 'ok',
      design: DESIGN,
      missing: {},
      fixes: [],
    });
    expect(Object.keys(report.metrics)).toEqual(metricsWith(['decoder'], new Set()).map(({ id }) => id));
    expect(report.units).toMatchObject({ ttft: 's', area: 'm²', chips: '' });
    expect(report.operators.length).toBeGreaterThan(10);
  });

  it('gives modules formats of their own, and says what the matrix unit does with them', async () => {
    const start = ['evaluate', '--hardware', 'h100-sxm', '--model', 'gpt-oss-20b'];
    const report = await runJson([...start, '--set', 'format.expert.weight=mxfp4']);
    const plain = await runJson(start);
    expect(report.metrics.memoryNeeded).toBeLessThan(plain.metrics.memoryNeeded / 2);
    const pairs = report.pairs as readonly { module: string }[];
    const expert = pairs.find(({ module }) => module === 'expert');
    expect(expert).toMatchObject({ right: 'mxfp4', treatment: 'upcast', computeClass: 'bf16' });
    const table = await run([...start, '--set', 'format.expert.weight=mxfp4', '--table']);
    expect(table.out).toMatch(/expert +bf16 +mxfp4 +up-cast to BF16: right operand converted/);
    for (const [set, message] of [
      ['format.nobody.weight=mxfp4', /no module; there are attention/],
      ['format.expert.nothing=mxfp4', /no role; there are weight/],
      ['format.expert.weight=nope', /not a format/],
    ] as const) {
      expect((await run([...start, '--set', set])).err).toMatch(message);
    }
  });

  it('gives the same from standard input, a link, presets and its own output', async () => {
    const report = await runJson(['evaluate', 'd.json'], { files });
    const { link } = await runJson(['link', 'd.json'], { files });
    const own = { files: { 'r.json': JSON.stringify(report) } };
    expect(await runJson(['evaluate', '-'], { files })).toEqual(report);
    expect(await runJson(['evaluate', `https://example.org/app/${link}`])).toEqual(report);
    expect(await runJson(['evaluate', 'r.json'], own)).toEqual(report);
    const { accelerator, workload } = DESIGN.origin;
    const presets = ['--hardware', accelerator!.preset, '--model', workload!.preset];
    expect(await runJson(['evaluate', ...presets])).toEqual(report);
  });

  it('prints tables on a terminal, unless told otherwise', async () => {
    const { out } = await run(['evaluate', 'd.json'], { files, terminal: true });
    for (const title of ['Metrics', 'Operators', 'Memory per chip', 'Energy per token', 'Area']) {
      expect(out).toContain(`\n\n${title}\n`);
    }
    expect(out).toMatch(/^Time to first token +\S+ m?s$/m);
    expect((await run(['evaluate', 'd.json', '--table'], { files })).out).toBe(out);
    expect((await run(['evaluate', 'd.json', '--json'], { files, terminal: true })).out).toMatch(/^\{\n/);
  });

  it('changes fields by id and by path, in order, in their units', async () => {
    const set = [
      'deployment.decodeBatch=4',
      'deployment.decodeBatch=8',
      'accelerator.matrix.rows=64',
      'tier.dram.bandwidth=2 TB/s',
      'matrix.clock=1.5',
      'format.kv=fp8_e4m3',
      'deployment.offload=false',
      'technology.node=',
      'workload=llama-3.2-1b',
    ];
    const { design } = await runJson<{ design: Design }>(
      ['evaluate', 'd.json', ...set.flatMap((one) => ['--set', one])],
      { files },
    );
    expect(design.deployment.decodeBatch).toBe(8);
    expect(design.accelerator.matrix).toMatchObject({ rows: 64, clockHz: 1.5e9 });
    expect(design.accelerator.tiers.at(-1)?.bytesPerSecond).toBe(2e12);
    expect(design.formats).toContainEqual({ match: { role: 'kv' }, format: 'fp8_e4m3' });
    expect(design.accelerator.technology.nodeNm).toBeNull();
    expect(design.workload.name).toMatch(/1B/);
  });

  it('takes an assumption set, at a level that the set has', async () => {
    const base = async (id: string) =>
      (await runJson<{ design: Design }>(['evaluate', 'd.json', '--assumptions', id], { files })).design;
    expect((await base('genz-0.0.16')).assumptions).toEqual({ base: 'genz-0.0.16', level: 'roofline', overrides: {} });
    expect((await base('scalesim-3.0')).assumptions).toMatchObject({ level: 'array' });
  });

  it('answers a design that does not fit with exit status 1 and what would fit', async () => {
    const big = { files: { 'd.json': JSON.stringify(designFromPresets('tpu-v4', 'llama-3.1-70b')) } };
    const { exit, out } = await run(['evaluate', 'd.json'], big);
    const report = JSON.parse(out);
    expect(exit).toBe(1);
    expect(report).toMatchObject({ status: 'infeasible', memory: { fits: false } });
    expect(report.reasons[0]).toMatch(/Does not fit: .* GiB more than there is/);
    expect(report.fixes.length).toBeGreaterThan(0);
    const table = await run(['evaluate', 'd.json', '--table'], big);
    expect(table.out).toMatch(/Any of these would make it fit\n- .*--set /);
  });

  it('says why a number is missing', async () => {
    const { metrics, missing } = await runJson(['evaluate', 'd.json', '--set', 'deployment.outputTokens=1'], { files });
    expect(metrics.tpot).toBeNull();
    expect(missing.tpot).toMatch(/no decode steps/);
    const table = await run(['evaluate', 'd.json', '--set', 'deployment.outputTokens=1', '--table'], { files });
    expect(table.out).toMatch(/Metrics without a value\n- Time per output token, .*: .* no decode steps/);
    const none = await runJson(['evaluate', 'd.json', '--set', 'technology.node='], { files });
    expect(none.metrics.energyPerPromptToken).toBeNull();
    expect(none.missing.energyPerPromptToken).toMatch(/node/);
    expect(Object.keys(none.missing).sort()).toEqual(METRIC_IDS.filter((id) => none.metrics[id] === null).toSorted());
  });

  it('never lets a name drive the terminal', async () => {
    const design = { ...DESIGN, workload: { ...DESIGN.workload, name: 'a\u001b]0;x\u0007\n\u202eb' } };
    const { out } = await run(['evaluate', '-', '--table'], { files: { '-': JSON.stringify(design) } });
    expect(out).toContain('a?]0;x???b');
  });
});

describe('evaluate refuses', () => {
  const withDesign = (change: object) => JSON.stringify({ ...DESIGN, ...change });
  const { accelerator, deployment } = DESIGN;
  const tiers = accelerator.tiers.map((tier) => ({ ...tier, capacityBytes: -1 }));
  it.each([
    ['{"a":', 'standard input: The text is not valid JSON.'],
    ['['.repeat(1e5), 'standard input: The text nests more than 64 levels deep.'],
    ['[]', 'name: is missing'],
    ['null', 'The value must be an object, not null'],
    [withDesign({ colour: 1 }), 'colour: is not a field that is known here'],
    [
      withDesign({ accelerator: { ...accelerator, tiers } }),
      'accelerator.tiers[0].capacityBytes: must be a number from',
    ],
    [
      withDesign({ deployment: { ...deployment, decodeBatch: 0 } }),
      'deployment.decodeBatch: must be a whole number from 1',
    ],
    [
      withDesign({ deployment: { ...deployment, decodeBatch: 1e99 } }),
      'deployment.decodeBatch: must be a whole number',
    ],
    [withDesign({ deployment: { ...deployment, decodeBatch: '8' } }), 'deployment.decodeBatch: must be a whole number'],
    [withDesign({}).replace('"decodeBatch":1', '"decodeBatch":NaN'), 'deployment.decodeBatch: must be a whole number'],
  ])('%.40s', async (text, message) => {
    const { exit, out, err } = await run(['evaluate', '-'], { files: { '-': text } });
    expect(err.startsWith(message), err).toBe(true);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect([exit, out]).toEqual([2, '']);
  });

  it.each([
    [[], /^evaluate: needs a design file, a link, or --hardware ID --model ID\n$/],
    [['--hardware', 'tpu-v4'], /^--model: is missing; it must be the id of a model; ridgeline list models/],
    [
      ['--model', 'llama-3.1-8b', '--hardware', 'abacus'],
      /^--hardware: must be the id of an accelerator, not "abacus"/,
    ],
    [['d.json', '--hardware', 'tpu-v4'], /^--hardware: can not be given together with a design/],
    [
      ['d.json', '--assumptions', 'x'],
      /^--assumptions: must be one of ridgeline@1, genz-0\.0\.16, scalesim-3\.0, zigzag-3\.8, not "x"/,
    ],
    [['d.json', '--set', 'matrix.rows'], /^--set: must be field=value/],
    [['d.json', '--set', 'foo=1'], /^--set: "foo" is not a field of this design; ridgeline list fields/],
    [['d.json', '--set', 'matrix.rows=0'], /^matrix\.rows: must be a whole number from 1 to 4,096, not 0/],
    [['d.json', '--set', 'matrix.rows=many'], /^matrix\.rows: "many" is not a number/],
    [['d.json', '--set', 'tier.dram.capacity=3 XB'], /^tier\.dram\.capacity: “XB” is not a unit/],
    [['d.json', '--set', 'matrix.rows=NaN'], /^matrix\.rows: "NaN" is not a number/],
    [['d.json', '--set', 'format.kv=int99'], /^format\.kv: must be one of .*, not "int99"/],
    [['d.json', '--set', 'deployment.offload=maybe'], /^deployment\.offload: must be true or false, not "maybe"/],
    [['d.json', '--set', 'workload=gpt-9'], /^workload: must be the id of a model, not "gpt-9"/],
    [['#1.AAAA'], /^link: The link is damaged/],
    [['#99.AAAA'], /^link: The link was made by a newer Ridgeline/],
    [['https://example.org/'], /^link: The link is damaged/],
  ])('%j', async (words, message) => {
    const { exit, out, err } = await run(['evaluate', ...words], { files });
    expect(err).toMatch(message);
    expect(err.match(/\n/g)).toHaveLength(1);
    expect([exit, out]).toEqual([2, '']);
  });

  it('times a table of layers, with the metrics that it has', async () => {
    const report = await runJson<{ readonly metrics: Readonly<Record<string, number>> }>([
      'evaluate',
      '--hardware',
      'tpu-v4',
      '--model',
      'resnet-50',
    ]);
    expect(Object.keys(report.metrics)).toEqual(metricsWith(['layers'], new Set()).map(({ id }) => id));
    expect(report.metrics.batchLatency).toBeGreaterThan(0);
    const words = ['evaluate', '--hardware', 'tpu-v4', '--model', 'resnet-50'];
    const text = (await run(words, { terminal: true })).out;
    expect(text).toContain('Latency of a batch');
    expect(text).not.toMatch(/Time to first token|prefill|decode|token|KV/i);
    expect(text).toContain('Cost of a million inferences');
    expect(Object.keys(report)).toContain('inference');
    expect(JSON.stringify({ ...report, design: null })).not.toMatch(/"phase":"(prefill|decode)"|[tT]okens?\b/);
  });

  it('schedules the scratchpad where it is asked to, and says why where it can not', async () => {
    const words = ['evaluate', '--hardware', 'edge-npu-32', '--model', 'vit-b-16', '--spills'];
    interface Spills {
      readonly metrics: Readonly<Record<string, number | null>>;
      readonly missing: Readonly<Record<string, string>>;
    }
    const fits = await runJson<Spills>([
      ...words,
      '--set',
      'tier.sram.capacity=0.8MiB',
      '--set',
      'format.activation=int8',
    ]);
    const { inferenceSpillTraffic: spilled, inferenceSpillFreeScratchpad: enough } = fits.metrics;
    expect(spilled).toBeGreaterThan(0);
    const whole = [...words, '--set', `tier.sram.capacity=${enough}`, '--set', 'format.activation=int8'];
    expect((await runJson<Spills>(whole)).metrics.inferenceSpillTraffic).toBe(0);
    const tiny = await runJson<Spills>([...words, '--set', 'tier.sram.capacity=100']);
    expect(tiny.metrics.inferenceSpillTraffic).toBeNull();
    expect(tiny.missing['inferenceSpillTraffic']).toMatch(
      /needs \d+ bytes for its inputs and outputs; the scratchpad has 100/,
    );
  });

  it('has the bytes of every operator at every memory', async () => {
    const { memories, operators } = await runJson<WithMemories>(['evaluate', 'd.json'], { files });
    expect(memories.tiers.map(({ label }) => label)).toEqual(['HBM2', 'CMEM', 'VMEM']);
    expect(Object.keys(memories.bytes)).toEqual(operators.map(({ id }) => id));
    const text = (await run(['evaluate', 'd.json', '--table'], { files })).out;
    expect(text).toContain('Bytes by memory, from main memory inwards');
    expect(text).toMatch(/HBM2 \(1\.2 TB\/s\) +intensity +CMEM \(bandwidth not known\)/);
  });

  it('takes a model from a file that import wrote: a network as layers, a language model', async () => {
    const { written } = await run(['import', 'net.onnx', '--out', 'net.json'], {
      binaries: { 'net.onnx': convolutionalFile() },
    });
    const network = ['evaluate', '--hardware', 'tpu-v4', '--model', 'net.json'];
    const report = await runJson<WithMemories>(network, { files: written });
    expect(report.design.workload.kind).toBe('layers');
    expect(report.operators.map(({ name }) => name)).toEqual(expect.arrayContaining(['stem', 'depthwise', 'head']));
    expect(report.metrics.batchLatency).toBeGreaterThan(0);
    const model = { 'model.json': JSON.stringify(DESIGN.workload) };
    const decoder = await runJson(['evaluate', '--hardware', 'tpu-v4', '--model', 'model.json'], { files: model });
    expect(decoder.metrics.tpot).toBe((await runJson(['evaluate', 'd.json'], { files })).metrics.tpot);
  });

  it.each([
    ['{"kind": "layers", "name": "n", "layers": [{}]}', /layers/],
    ['[]', /model\.json|workload/],
  ])('refuses a model file that is none: %s', async (text, message) => {
    const words = ['evaluate', '--hardware', 'tpu-v4', '--model', 'model.json'];
    const { exit, out, err } = await run(words, { files: { 'model.json': text } });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
