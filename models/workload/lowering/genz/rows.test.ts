import { describe, expect, it } from 'vitest';
import type { Layer, Mixer, DecoderWorkload } from '../../types';
import { ROW, SCALAR } from '../rows';
import { genzLowering } from '.';
import { denseFfn, inputOf, lowered, modelOf, moeFfn } from './genz.test-support';

const BASE = modelOf({ hiddenSize: 512, layers: 1, heads: 8, kvHeads: 2, vocabularySize: 1000, ffn: denseFfn(1024) });
const FULL = BASE.groups[0]!.layers[0]!;
const SLIDING: Mixer = { ...FULL.mixer, kind: 'sliding', window: 16 } as Mixer;
const STATE: Mixer = {
  kind: 'stateSpace',
  variant: 'mamba2',
  innerSize: 1024,
  heads: 16,
  headDim: 64,
  stateSize: 128,
  groups: 1,
  convolutionWidth: 4,
  timeStepRank: 0,
};

/** One layer of every sort that this lowering tells apart. */
const LAYERS: readonly Layer[] = [
  FULL,
  { ...FULL, mixer: SLIDING },
  { ...FULL, mixer: STATE },
  { ...FULL, mixer: { kind: 'none' } },
  { ...FULL, ffn: { dense: null, moe: null } },
  { ...FULL, ffn: moeFfn(8, 2, 256) },
  { ...FULL, ffn: moeFfn(8, 2, 256, 512) },
  { ...FULL, ffn: { ...moeFfn(8, 2, 256), dense: FULL.ffn.dense } },
];
const EVERYTHING: DecoderWorkload = { ...BASE, groups: [{ repeat: 2, layers: LAYERS }] };

describe('rows of a model with every sort of layer', () => {
  it('are filled as they are described, no more and no fewer', () => {
    const input = inputOf({ workload: EVERYTHING, parallelism: { tensor: 2, expert: 2, pipeline: 2 } });
    const width = input.structure.rows.length * ROW.WIDTH + SCALAR.WIDTH;
    const out = new Float64Array(width + 2).fill(NaN);
    genzLowering.fill(input, out, 1);
    expect(Number.isNaN(out[0]) && Number.isNaN(out[width + 1])).toBe(true);
    expect(out.subarray(1, width + 1).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    input.structure.rows.forEach((row, index) => {
      const at = (column: keyof typeof ROW) => out[1 + index * ROW.WIDTH + ROW[column]]!;
      expect(at('PAYLOAD') > 0, row.name).toBe(row.kind === 'collective');
      expect(at('QUERIES') > 0, row.name).toBe(row.kind === 'scores' || row.kind === 'values');
      if (row.kind === 'gemm' && at('REPEAT') > 0) expect(at('MACS'), row.name).toBe(at('M') * at('N') * at('K'));
    });
  });

  it('name what has no time, and nothing that has', () => {
    expect(inputOf({ workload: EVERYTHING }).structure.unmodelled).toEqual(['state space']);
    expect(inputOf({ workload: BASE }).structure.unmodelled).toEqual([]);
  });

  it('count windows as full attention', () => {
    const run = (mixer: Mixer) => {
      const workload = { ...BASE, groups: [{ repeat: 1, layers: [{ ...FULL, mixer }] }] };
      return lowered({ workload }, 'prefill').rows.map(({ get }) => get('MACS'));
    };
    expect(run(SLIDING)).toEqual(run(FULL.mixer));
  });

  it('project and cache keys once where they double as values', () => {
    const mixer: Mixer = { ...FULL.mixer, sharedKeyValue: true } as Mixer;
    const workload = { ...BASE, groups: [{ repeat: 1, layers: [{ ...FULL, mixer }] }] };
    const { rows } = lowered({ workload }, 'prefill');
    const found = (name: string) => rows.find(({ row }) => row.name === name)!;
    expect(found('QKV').get('N')).toBe((8 + 2) * 128);
    expect(found('Logit').get('B')).toBe(2 * 1024 * 128);
    expect(found('Attend').get('B')).toBe(0);
  });
});
