import { describe, expect, it } from 'vitest';
import { findHardwarePreset } from '../hardware/presets/presets';
import { presetDesign } from './designs.test-support';
import { fieldOf } from './fields';
import { designFrom, withAcceleratorPreset, withWorkload } from './from-presets';
import { parseDesign } from './schema';
import type { Design } from './types';

const ORIGIN = { preset: 'x', dataVersion: '2026-01-01' };
const H100 = findHardwarePreset('h100-sxm')!.build();

function set(design: Design, values: Readonly<Record<string, number | string | boolean>>): Design {
  return Object.entries(values).reduce((result, [id, value]) => fieldOf(result, id).set(result, value), design);
}

describe('a design from presets', () => {
  it('starts in BF16 with one request on as few chips as it needs', () => {
    const design = designFrom(H100, presetDesign('tpu-v4', 'llama-3.1-8b').workload);
    expect(design.formats.map(({ match, format }) => `${match.role} ${format}`)).toEqual([
      'weight bf16',
      'activation bf16',
      'kv bf16',
    ]);
    expect(design.deployment).toMatchObject({ prefillBatch: 1, decodeBatch: 1, promptTokens: 2048, outputTokens: 256 });
    expect(design.system.nodes).toEqual([{ accelerator: 'main', count: null, role: 'all' }]);
    expect(parseDesign(design)).toEqual({ ok: true, design });
  });

  it('on another machine keeps the rest and drops what the machine cannot do', () => {
    const before = set(presetDesign('tpu-v4', 'llama-3.1-8b'), {
      'assumptions.level': 'array',
      'deployment.offload': true,
      'deployment.decodeBatch': 32,
      'format.kv': 'int8',
    });
    const after = withAcceleratorPreset(before, H100, ORIGIN);
    expect(after).toMatchObject({ accelerator: H100.accelerator, system: { network: H100.network } });
    expect(after.assumptions.level).toBe('roofline');
    expect(after.deployment).toEqual({ ...before.deployment, offload: false });
    expect([after.formats, after.workload]).toEqual([before.formats, before.workload]);
    expect(after.origin).toEqual({ ...before.origin, accelerator: ORIGIN });
    expect(parseDesign(after)).toEqual({ ok: true, design: after });
  });

  it('on another array keeps the level array', () => {
    const before = set(presetDesign('tpu-v4', 'llama-3.1-8b'), { 'assumptions.level': 'array' });
    const { accelerator, network } = findHardwarePreset('tpu-v5e')!.build();
    expect(withAcceleratorPreset(before, { accelerator, network }, null).assumptions.level).toBe('array');
  });

  it('with another model drops expert parallelism and rules for layers of the old one', () => {
    const moe = set(presetDesign('h100-sxm', 'mixtral-8x7b-v0.1'), {
      'deployment.expertParallel': 8,
      'deployment.tensorParallel': 2,
    });
    const layered: Design = {
      ...moe,
      formats: [...moe.formats, { match: { role: 'weight', layers: { from: 0, to: 2 } }, format: 'int8' }],
    };
    const { workload } = presetDesign('h100-sxm', 'llama-3.1-8b');
    const after = withWorkload(layered, workload, ORIGIN);
    expect(after.formats).toEqual(moe.formats);
    expect(after.deployment.decodeParallelism).toEqual({ tensor: 2, pipeline: 1, expert: 1 });
    expect(after.deployment.prefillParallelism).toEqual({ tensor: 2, pipeline: 1, expert: 1 });
    expect(after.origin).toEqual({ ...moe.origin, workload: ORIGIN });
    const other = presetDesign('h100-sxm', 'deepseek-v3').workload;
    expect(withWorkload(moe, other, null).deployment).toBe(moe.deployment);
  });
});
