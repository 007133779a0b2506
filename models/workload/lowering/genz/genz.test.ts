import { describe, expect, it } from 'vitest';
import { REASONS } from '../reasons';
import { LIVE, STORED } from '../rows';
import { MODULES } from '../../types';
import { genzLowering } from '.';
import {
  denseFfn,
  inputOf,
  LLAMA_2_7B,
  lowered,
  MIXTRAL_8X7B,
  modelOf,
  total,
  type Row,
  type Run,
} from './genz.test-support';

const MIB = 2 ** 20;
const BF16 = 2;
const weightsMiB = (rows: readonly Row[]) => (total(rows, ['gemm', 'stored'], 'B') * BF16) / MIB;
const cacheMiB = (rows: readonly Row[]) => (total(rows, ['scores', 'values'], 'B') * BF16) / MIB;
const byName = (rows: readonly Row[], name: string) => rows.filter(({ row }) => row.name === name);
const reasonOf = (run: Run) => REASONS[lowered(run, 'prefill').scalar('REASON')]!.id;

describe('prefill', () => {
  const { rows } = lowered({ workload: LLAMA_2_7B, tokens: { promptTokens: 2048 } }, 'prefill');

  it('names the operators in order, without collectives on one chip', () => {
    expect(rows.map(({ row }) => row.name)).toEqual([
      'embeddings',
      'QKV',
      'Logit',
      'Attend',
      'Out Proj',
      'up+gate',
      'down',
      'classifier',
    ]);
  });

  it('adds up to the totals that the tool reports for Llama-2-7B and 2048 tokens', () => {
    expect(2 * total(rows, ['gemm', 'scores', 'values'], 'MACS')).toBe(29798483099648);
    expect(weightsMiB(rows)).toBe(12852);
    expect(cacheMiB(rows)).toBe(1024);
  });

  it('keeps only the scores on the chip', () => {
    const places = rows.map(({ row }) => `${row.name} ${row.a.place} ${row.b.place} ${row.c.place}`);
    expect(places.filter((place) => place.includes(' on'))).toEqual(['Logit off off on', 'Attend on off off']);
  });

  it('gives experts no work when a prompt is too short for each to see a token, but keeps their weights', () => {
    const short = lowered({ workload: MIXTRAL_8X7B, tokens: { promptTokens: 3 } }, 'prefill').rows;
    expect(byName(short, 'up+gate').map(({ row, get }) => [row.kind, get('MACS')])).toEqual([['stored', 0]]);
    const long = lowered({ workload: MIXTRAL_8X7B }, 'prefill').rows;
    expect(weightsMiB(short)).toBe(weightsMiB(long));
  });
});

describe('decode', () => {
  it('is one step after the output, split into prompt and output', () => {
    const { rows, scalar } = lowered({ workload: LLAMA_2_7B, tokens: { promptTokens: 2048 } }, 'decode');
    expect(scalar('DECODE_STEPS')).toBe(1);
    expect(byName(rows, 'Logit Pre')[0]!.get('N')).toBe(2048);
    expect(byName(rows, 'Logit Suf')[0]!.get('N')).toBe(128);
    expect(weightsMiB(rows)).toBe(12602);
    expect(cacheMiB(rows)).toBe((2048 + 128) / 2);
  });

  it('reads the cache of the prompt once for all beams, that of the output once for each', () => {
    const plain = lowered({ workload: LLAMA_2_7B, tokens: { decodeBatch: 4 } }, 'decode').rows;
    const beams = lowered({ workload: LLAMA_2_7B, tokens: { decodeBatch: 4, beams: 4 } }, 'decode').rows;
    const b = (rows: readonly Row[], name: string) => byName(rows, name)[0]!.get('B');
    expect(b(beams, 'Logit Pre')).toBe(b(plain, 'Logit Pre'));
    expect(b(beams, 'Logit Suf')).toBe(4 * b(plain, 'Logit Suf'));
    expect(byName(beams, 'QKV')[0]!.get('M')).toBe(16);
  });

  it('takes no step over an output that is not there yet', () => {
    const { rows } = lowered({ workload: LLAMA_2_7B, tokens: { outputTokens: 0 } }, 'decode');
    const steps = (name: string) => byName(rows, name)[0]!.get('STEPS');
    expect([steps('Logit Pre'), steps('Logit Suf'), steps('Attend Suf')]).toEqual([1, 0, 0]);
  });

  it('splits Mixtral over 2 tensor and 4 expert ranks as the tool does', () => {
    const run = { workload: MIXTRAL_8X7B, tokens: { decodeBatch: 8 }, parallelism: { tensor: 2, expert: 4 } };
    const { rows } = lowered(run, 'decode');
    expect(2 * total(rows, ['gemm', 'scores', 'values'], 'MACS')).toBe(48656023552);
    expect(weightsMiB(rows)).toBe(11104.25);
    expect((total(rows, ['stored'], 'B') * BF16) / MIB).toBe(5376);
    const collectives = rows.filter(({ row }) => row.kind === 'collective');
    const shape = collectives.map(({ row, get }) => [row.name, get('RANKS'), get('STRIDE'), get('PAYLOAD')]);
    expect(shape).toEqual([
      ['MHA AR', 8, 1, 8 * 4096],
      ['Gate AR', 2, 1, 8 * 4096],
      ['Dispatch A2A', 4, 2, 8 * 8192],
      ['Collect A2A', 4, 2, 8 * 8192],
      ['FFN AR', 2, 1, 8 * 4096],
      ['classifier_AG', 8, 1, 8 * 32000],
    ]);
  });
});

describe('pipeline', () => {
  const run = { workload: LLAMA_2_7B, tokens: { prefillBatch: 8 }, parallelism: { pipeline: 4 } };

  it('walks all layers with one micro-batch and hands over between stages', () => {
    const { rows } = lowered(run, 'prefill');
    expect(byName(rows, 'QKV')[0]!.get('REPEAT')).toBe(32);
    expect(byName(rows, 'QKV')[0]!.get('M')).toBe(2 * 1024);
    expect(byName(rows, 'Message Pass')[0]!.get('REPEAT')).toBe(3);
    expect(byName(rows, 'Message Pass')[0]!.get('PAYLOAD')).toBe(2 * 1024 * 4096);
  });

  it('refuses an empty last stage, and lets one with a negative number of layers cancel', () => {
    expect(reasonOf({ ...run, parallelism: { pipeline: 17 } })).toBe('emptyStage');
    expect(reasonOf({ ...run, parallelism: { pipeline: 12 } })).toBe('none');
  });
});

describe('splits that the tool refuses', () => {
  it('refuses experts that are not there or do not divide', () => {
    expect(reasonOf({ workload: LLAMA_2_7B, parallelism: { expert: 2 } })).toBe('expertWithoutExperts');
    expect(reasonOf({ workload: MIXTRAL_8X7B, parallelism: { expert: 3 } })).toBe('expertSplit');
    expect(reasonOf({ workload: MIXTRAL_8X7B, parallelism: { expert: 8 } })).toBe('none');
  });

  it('refuses query heads that do not divide over the KV heads of a rank', () => {
    const shape = { hiddenSize: 4096, layers: 32, heads: 32, kvHeads: 8, vocabularySize: 32000, ffn: denseFfn(14336) };
    const workload = modelOf(shape);
    // ceil(32 / 6) = 6 heads and ceil(8 / 6) = 2 KV heads divide; ceil(32 / 7) = 5 and 2 do not.
    expect(reasonOf({ workload, parallelism: { tensor: 6 } })).toBe('none');
    expect(reasonOf({ workload, parallelism: { tensor: 7 } })).toBe('headsSplit');
    expect(reasonOf({ workload, parallelism: { tensor: 64 } })).toBe('none');
  });
});

describe('stored elements', () => {
  it('hold what the operators touch: of layers, one', () => {
    const input = inputOf({ workload: LLAMA_2_7B });
    const width = 3 * STORED.WIDTH + LIVE.WIDTH;
    const out = new Float64Array(2 * width).fill(NaN);
    genzLowering.store(input, out, 0);
    const module = (name: (typeof MODULES)[number]) => STORED.WEIGHTS + MODULES.indexOf(name);
    expect(out[module('embedding')]).toBe(32000 * 4096);
    expect(out[STORED.WIDTH + module('head')]).toBe(32000 * 4096);
    expect(out[2 * STORED.WIDTH + module('attention')]).toBe(4 * 4096 * 4096);
    expect(out[2 * STORED.WIDTH + STORED.KEYS_AND_VALUES]).toBe(2 * 1024 * 4096);
    expect(out[width + module('embedding')]).toBe(0);
    expect(out[width + 2 * STORED.WIDTH + STORED.KEYS_AND_VALUES]).toBe(2 * (1024 + 128) * 4096);
  });
});
