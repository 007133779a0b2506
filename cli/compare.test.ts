import { describe, expect, it } from 'vitest';
import { encodeDesign } from '../models/design/encode-link';
import { defaultDesign } from '../models/design/presets/default-design';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { explainDesign } from '../models/evaluate/explain/explain';
import { run, runJson } from './cli.test-support';

const A = defaultDesign();
const B = designFromPresets('h100-sxm', 'llama-3.1-8b')!;
const files = { 'a.json': JSON.stringify(A), 'b.json': JSON.stringify(B) };
const both = ['compare', 'a.json', 'b.json'];

interface ComparedJson {
  readonly reference: string;
  readonly designs: readonly { readonly letter: string; readonly title: string }[];
  readonly metrics: readonly { readonly id: string; readonly values: unknown; readonly ratios: unknown }[];
  readonly inputs: readonly { readonly id: string; readonly differs: boolean }[];
}

describe('compare', () => {
  it('prints metrics with ratios to the reference, and inputs', async () => {
    const compared = await runJson<ComparedJson>([...both, '--reference', 'B'], { files });
    const [a, b] = [A, B].map((design) => explainDesign(design).metrics.tpot) as [number, number];
    expect(compared.reference).toBe('B');
    const tpot = compared.metrics.find(({ id }) => id === 'tpot');
    expect(tpot).toMatchObject({ values: { A: a, B: b }, ratios: { A: a / b, B: 1 } });
    expect(compared.inputs.find(({ id }) => id === 'deployment.promptTokens')?.differs).toBe(false);
  });

  it('takes presets, and links with what is pinned in them', async () => {
    const link = encodeDesign(A, { pins: { designs: [B, { ...B, name: 'Third' }], reference: 1 } });
    const { designs } = await runJson<ComparedJson>(['compare', link, 'tpu-v5e+llama-3.1-8b']);
    expect(designs.map(({ letter, title }) => `${letter} ${title}`)).toEqual([
      'A NVIDIA H100 SXM5 80GB, Llama 3.1 8B',
      'B Third',
      'C Google TPU v4, Llama 3.1 8B',
      'D Google TPU v5e, Llama 3.1 8B',
    ]);
  });

  it('prints tables for people, and CSV for spreadsheets', async () => {
    const { out } = await run(both, { files, terminal: true });
    expect(out).toMatch(/^A {2}Google TPU v4.*ratios are to this one\nB {2}NVIDIA H100/);
    expect(out).toMatch(/Inputs that differ\ninput .*\n(.*\n)*Array rows +128 +none\n/);
    expect(out).toMatch(
      /\nTime per output token +[\d.]+ ms +memory-bound +[\d.]+ ms \(x 0\.\d+\) +memory-bound +lower\n/,
    );
    expect(out).toMatch(/\nDecode: time of operators in a step\npart +A +B\nfeed-forward /);
    expect(out).not.toContain('Prompt tokens per request');
    const csv = await run([...both, '--csv'], { files });
    const lines = csv.out.trimEnd().split('\n');
    expect(new Set(lines.map((line) => line.match(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g)?.length)).size).toBe(1);
    expect(csv.out).toMatch(/\nmetric,tpot,Time per output token,,s,true,/);
    expect(csv.out).not.toContain('Spill');
  });

  it('never gives a spreadsheet a formula', async () => {
    const named = { ...B, accelerator: { ...B.accelerator, name: '=1+1' } };
    const csv = await run(['compare', 'a.json', 'c.json', '--csv'], {
      files: { ...files, 'c.json': JSON.stringify(named) },
    });
    expect(csv.out).toMatch(/\ninput,accelerator\.name,Machine,,,true,Google TPU v4,'=1\+1,/);
  });

  it.each([
    [['compare', 'a.json'], 'compare: needs at least two designs'],
    [['compare', 'a.json', 'c.json'], /c\.json: .*no such file/],
    [['compare', 'a.json', 'tpu-v4+nothing'], /tpu-v4\+nothing: .*no such file/],
    [[...both, '--reference', 'C'], '--reference: must be one of A, B'],
    [['compare', ...Array.from({ length: 7 }, () => 'a.json'), 'b.json'], /compare/],
  ])('%j is refused in one line', async (words, sentence) => {
    const { exit, err, out } = await run(words, { files });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
  });
});

it('a link keeps its pinned designs on its way through a file', async () => {
  const link = encodeDesign(A, { pins: { designs: [B], reference: 0 } });
  const { out } = await run(['link', '--decode', link]);
  expect(await runJson(['link', 'p.json'], { files: { 'p.json': out } })).toEqual({ link });
});
