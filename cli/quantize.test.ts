import { describe, expect, it } from 'vitest';
import { NUMBER_FORMATS } from '../models/formats/registry';
import { bytesOf, npyFile, safetensorsFile } from '../models/tensors/tensors.test-support';
import { run, runJson } from './cli.test-support';

const files = { 't.json': '[[1, -2, 3.3, 7.5], [0, 0, 0, 0]]' };
const values = Float32Array.of(0.1, 0.2, 0.3, 100);

interface Printed {
  readonly values: unknown;
  readonly qsnrDb: number | null;
  readonly effectiveBits: number;
  readonly saturationCount: number;
  readonly shape: readonly number[];
  readonly elements: number;
  readonly exact: boolean;
}

describe('ridgeline quantize', () => {
  it('prints values, QSNR, effective bits and saturated elements', async () => {
    const printed = await runJson<Printed>(['quantize', '--format', 'mxfp4', 't.json'], { files });
    expect(printed.values).toEqual([
      [1, -2, 3, 6],
      [0, 0, 0, 0],
    ]);
    // Two blocks of eight bits over eight elements: blocks end with rows.
    expect(printed).toMatchObject({ effectiveBits: 6, saturationCount: 1, shape: [2, 4], elements: 8, exact: false });
    expect(printed.qsnrDb).toBeCloseTo(10 * Math.log10((1 + 4 + 3.3 ** 2 + 7.5 ** 2) / (0.3 ** 2 + 1.5 ** 2)), 5);
  });

  it('takes choices and any bits', async () => {
    const one = (...words: string[]) => runJson<Printed>(['quantize', ...words, 't.json'], { files });
    expect((await one('--format', 'mxfp4', '--scale-rule', 'rceil')).values).toEqual([[1, -2, 3, 8], [0, 0, 0, 0]]); // prettier-ignore
    expect((await one('--format', 'e3m0')).values).toEqual([[1, -2, 4, 8], [0, 0, 0, 0]]); // prettier-ignore
    expect(await one('--format', 'e3m0', '--block', '2', '--scale', 'e8m0')).toMatchObject({
      format: 'custom_e3m0_e8m0_g2',
      effectiveBits: 8,
    });
    expect((await one('--format', 'custom_e3m0_none')).values).toEqual([[1, -2, 4, 8], [0, 0, 0, 0]]); // prettier-ignore
    expect(await one('--format', 'int4', '--granularity', 'tensor')).toMatchObject({ effectiveBits: 8 });
    // Two rows, each a group: 2 scales of 16, 32 and 16 + 8 bits over 8 elements.
    expect(await one('--format', 'int4_g128')).toMatchObject({ effectiveBits: 8 });
    expect(await one('--format', 'int4_g128', '--scale-type', 'fp32')).toMatchObject({ effectiveBits: 12 });
    expect(await one('--format', 'int4_asym_g128')).toMatchObject({ effectiveBits: 10 });
    // Scale of 32 bits and zero point of 8 to each of two rows: codes 0 to 3 of 9.5 / 3 and a zero point of 1.
    expect(await one('--format', 'int2', '--range', 'asymmetric')).toMatchObject({ effectiveBits: 12 });
    expect(await one('--format', 'int9', '--block', '4', '--scale', 'bf16')).toMatchObject({ effectiveBits: 13 });
    // Scales of 8 bits to two rows, one of 32 bits to both, and their mean.
    expect(await one('--format', 'nf4_dq')).toMatchObject({ effectiveBits: 4 + (2 * 8 + 32 + 32) / 8 });
    expect(await one('--format', 'fp32')).toMatchObject({ exact: true, qsnrDb: null, effectiveBits: 32 });
    expect(await one('--format', 'int3', '--summary')).not.toHaveProperty('values');
  });

  it('rounds stochastically where hardware does, the same for the same seed', async () => {
    const ones = { 't.json': JSON.stringify(Array.from({ length: 64 }, () => 0.7)) };
    const words = ['quantize', '--format', 'fp4_e2m1', '--rounding', 'stochastic', 't.json'];
    const drawn = async (...more: string[]) => (await runJson<Printed>([...words, ...more], { files: ones })).values;
    expect(new Set((await drawn()) as number[])).toEqual(new Set([0.5, 1]));
    expect(await drawn('--seed', '1')).toEqual(await drawn());
    expect(await drawn('--seed', '2')).not.toEqual(await drawn());
    const refusals = [
      [['--format', 'int8', '--rounding', 'stochastic'], '--rounding: int8 does not have this choice'],
      [['--format', 'mxint8', '--rounding', 'stochastic'], '--rounding: no hardware is known that rounds mxint8'],
      [['--format', 'fp4_e2m1', '--seed', '3'], '--seed: is for --rounding stochastic'],
      [[...words.slice(1, -1), '--seed', '-1'], '--seed: must be'],
    ] as const;
    for (const [more, message] of refusals) {
      expect((await run(['quantize', ...more, 't.json'], { files: ones })).err).toContain(message);
    }
  });

  it('writes values as bits, which tell infinity, NaN and both zeros apart', async () => {
    const odd = { 't.json': '[1e6, -1e6, -1e-9, 1]' };
    const words = ['quantize', '--format', 'fp8_e5m2', '--overflow', 'special', '--bits', 't.json'];
    const printed = await runJson<{ valuesHex: string }>(words, { files: odd });
    expect(printed.valuesHex).toBe('7f800000ff800000800000003f800000');
    expect((await run(words, { files: odd, terminal: true })).out).toContain('7f800000 ff800000 80000000 3f800000');
    expect((await run([...words, '--summary'], { files: odd })).err).toContain('--bits: is how values are written');
  });

  it('reads .npy and .safetensors', async () => {
    const binaries = {
      'a.npy': npyFile('<f4', [4], bytesOf(values)),
      'b.safetensors': safetensorsFile(
        {
          one: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
          two: { dtype: 'F32', shape: [1], data_offsets: [12, 16] },
        },
        bytesOf(values),
      ),
    };
    const npy = await runJson<Printed>(['quantize', '--format', 'fp32', 'a.npy'], { binaries });
    expect(npy.values).toEqual([...values]);
    const words = ['quantize', '--format', 'fp32', 'b.safetensors'];
    expect(await runJson<Printed>([...words, '--tensor', 'two'], { binaries })).toMatchObject({ values: [100] });
    const refused = await run(words, { binaries });
    expect([refused.exit, refused.err]).toEqual([2, 'b.safetensors: has 2 tensors; --tensor names one of one, two\n']);
  });

  it('prints a table on a terminal', async () => {
    const { out } = await run(['quantize', '--format', 'nvfp4', 't.json'], { files, terminal: true });
    expect(out).toMatch(/QSNR +\d+\.\d\d dB/);
    expect(out).toContain('arXiv:2509.25149');
  });

  it('answers for an empty tensor', async () => {
    const printed = await runJson<Printed>(['quantize', '--format', 'mxfp4', 'e.json'], { files: { 'e.json': '[]' } });
    expect(printed).toMatchObject({ elements: 0, qsnrDb: null, saturationCount: 0, values: [] });
    const words = ['quantize', '--format', 'mxfp4', 'e.json', '--table'];
    const { out } = await run(words, { files: { 'e.json': '[]' } });
    expect(out).toMatch(/QSNR +none\n/);
    expect(out).not.toContain('NaN');
  });

  it.each([
    [['t.json'], '--format: is required; ridgeline formats lists them'],
    [['--format', 'fp5', 't.json'], '--format: no format "fp5"; ridgeline formats lists them'],
    [['--format', 'int8', '--scale-rule', 'ceil', 't.json'], '--scale-rule: int8 does not have this choice'],
    [['--format', 'mxfp4', '--scale-rule', 'up', 't.json'], '--scale-rule: must be one of'],
    [['--format', 'int8', '--granularity', 'group:0', 't.json'], '--granularity: must be tensor, channel or group:N'],
    [['--format', 'nf4', '--granularity', 'tensor', 't.json'], '--granularity: nf4 has no scale of a whole tensor'],
    [['--format', 'int8', '--block', '4', 't.json'], '--block: is for formats given by their bits, not int8'],
    [['--format', 'e3m2', '--block', '4', 't.json'], '--format e3m2: scale: blocks and integers need one'],
    [['--format', 'e9m2', 't.json'], '--format e9m2: exponentBits: must be a whole number from 0 to 8'],
    [['--format', 'int8', 'none.npy'], 'none.npy: there is no such file or folder'],
    [['--format', 'int8', 'bad.json'], 'bad.json: must hold numbers alone'],
    [['--format', 'int8', 'bad.npy'], 'bad.npy: must be a JSON array (.json), or a .npy, .safetensors or .gguf file'],
  ])('refuses %j', async (words, message) => {
    const world = { files: { ...files, 'bad.json': '[true]' }, binaries: { 'bad.npy': Uint8Array.of(1, 2, 3) } };
    const { exit, err, out } = await run(['quantize', ...words], world);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

it('ridgeline formats lists all formats with bits, range and source', async () => {
  const rows = await runJson<{ id: string; effectiveBits: number; largest: number; source: string }[]>(['formats']);
  expect(rows.map(({ id }) => id)).toEqual(NUMBER_FORMATS.map(({ id }) => id));
  expect(rows.find(({ id }) => id === 'nvfp4')).toMatchObject({ effectiveBits: 4.5, largest: 6 });
  const crest = await runJson<{ id: string; qsnrDb: number | null }[]>(['formats', '--crest-factor', '2.37']);
  expect(crest.find(({ id }) => id === 'mxint8')!.qsnrDb).toBeCloseTo(41.8, 0);
  expect(crest.find(({ id }) => id === 'nf4')!.qsnrDb).toBeNull();
  expect((await run(['formats', '--crest-factor', '0'])).err).toContain('--crest-factor: must be a number from 1');
  const { out } = await run(['formats'], { terminal: true });
  expect(out).toContain('bitmod4');
});
