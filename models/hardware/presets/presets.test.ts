import { describe, expect, it } from 'vitest';
import { COMPUTE_CLASSES } from '../../formats/types';
import { ARRAY_ROWS } from './arrays-data';
import type { HardwarePreset } from './array-preset';
import { findHardwarePreset, HARDWARE_PRESETS } from './presets';
import { fieldProvenance, presetFields, presetRemarks } from './provenance';
import { RATES_ROWS } from './rates-data';

function preset(id: string): HardwarePreset {
  const found = findHardwarePreset(id);
  if (!found) throw new Error(`no preset ${id}`);
  return found;
}

/** Multiply-accumulates per second of an array in one class. */
function arrayRate(id: string, name: (typeof COMPUTE_CLASSES)[number]): number {
  const { matrix } = preset(id).build().accelerator;
  if (matrix.kind !== 'array') throw new Error(`${id} is not an array`);
  return matrix.rows * matrix.columns * matrix.cores * matrix.clockHz * (matrix.macsPerCycle[name] ?? NaN);
}

describe('HARDWARE_PRESETS', () => {
  it('holds at least 40 machines for the roofline and six arrays, ids once each', () => {
    expect(HARDWARE_PRESETS.filter(({ levels }) => levels.includes('roofline')).length).toBeGreaterThanOrEqual(40);
    expect(HARDWARE_PRESETS.filter(({ levels }) => levels.includes('array')).length).toBeGreaterThanOrEqual(6);
    expect(new Set(HARDWARE_PRESETS.map(({ id }) => id)).size).toBe(HARDWARE_PRESETS.length);
    expect(findHardwarePreset('no-such-machine')).toBeUndefined();
  });

  describe.each(HARDWARE_PRESETS.map((item) => [item.id, item] as const))('%s', (id, item) => {
    const built = item.build();
    const { matrix, tiers } = built.accelerator;

    it('states only numbers that are positive and finite', () => {
      const numbers = presetFields(built).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
      expect(numbers.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
      expect(numbers.length).toBeGreaterThan(5);
    });

    it('is an array exactly when it says so', () => {
      expect(item.levels.includes('array')).toBe(matrix.kind === 'array');
    });

    it('has a rate, and a DRAM tier with bandwidth as its outermost', () => {
      const rates = matrix.kind === 'array' ? matrix.macsPerCycle : matrix.macsPerSecond;
      expect(COMPUTE_CLASSES.some((name) => rates[name] !== null)).toBe(true);
      expect(Object.keys(rates)).toEqual([...COMPUTE_CLASSES]);
      expect(tiers.at(-1)).toMatchObject({ id: 'dram', kind: 'dram', bytesPerSecond: expect.any(Number) as number });
      expect(new Set(tiers.map((tier) => tier.id)).size).toBe(tiers.length);
    });

    it('grows outwards on the chip, where sizes are known', () => {
      const sizes = tiers.filter((tier) => tier.kind === 'sram').map((tier) => tier.capacityBytes ?? Infinity);
      if (matrix.kind === 'array') expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
    });

    it('has a provenance for every field', () => {
      const unknown = presetFields(built).filter(({ path }) => {
        const provenance = fieldProvenance(id, path);
        return provenance === null || provenance.sources.length === 0;
      });
      expect(unknown.map(({ path }) => path)).toEqual([]);
      expect(presetRemarks(id)).not.toBeNull();
    });
  });

  it('counts two operations to a multiply-accumulate and halves links', () => {
    const { accelerator, network } = preset('h100-sxm').build();
    expect(accelerator.matrix).toMatchObject({
      kind: 'rates',
      macsPerSecond: { bf16: 494.7e12, fp8: 989.5e12, fp4: null },
    });
    expect(accelerator.vector.laneOpsPerSecond).toBe(33.455e12);
    expect(network).toMatchObject([{ bytesPerSecond: 450e9, latencySeconds: null }]);
    expect(accelerator.published).toEqual({ thermalDesignPowerWatts: 700, dieAreaSquareMetres: 814e-6 });
    for (const row of RATES_ROWS) {
      const [level, ...more] = preset(row.id).build().network;
      expect([level?.bytesPerSecond ?? null, more]).toEqual([row.link[1] === null ? null : row.link[1] * 5e8, []]);
    }
  });

  it('names the type of a link where its name does, and idle power where it was measured', () => {
    expect(preset('a100-sxm-80').build().network[0]?.linkType).toBe('NVLink3');
    expect(preset('rtx-pro-6000-bse').build().network[0]?.linkType).toBe('PCIe5');
    expect(preset('gaudi3').build().network[0]).not.toHaveProperty('linkType');
    expect(preset('tpu-v4').build().accelerator.technology.idleWatts).toBe(90);
    expect(preset('h200').build().accelerator.technology).not.toHaveProperty('idleWatts');
  });

  it('never shows an assumed fan-out as sourced', () => {
    const assumed = RATES_ROWS.filter(({ fanOut }) => fanOut === undefined);
    for (const { id } of assumed) expect(fieldProvenance(id, 'network.scale-up.fanOut')?.basis).toBe('assumption');
    expect(fieldProvenance('gb200', 'network.scale-up.fanOut')?.basis).toBe('sourced');
  });

  it.each([
    ['tpu-v4', 'bf16', 275e12],
    ['tpu-v4', 'int8', 275e12],
    ['tpu-v4i', 'bf16', 137e12],
    ['tpu-v5e', 'int8', 394e12],
    ['tpu-v5p', 'int4', 1840e12],
    ['tpu-v1', 'int8', 92e12],
    ['edge-tpu-64', 'int8', 4e12],
    ['simba-chiplet', 'int8', 127.8e12 / 36],
  ] as const)('%s reaches its published peak in %s within 1 %%', (id, name, opsPerSecond) => {
    expect(Math.abs((2 * arrayRate(id, name)) / opsPerSecond - 1)).toBeLessThan(0.01);
  });

  it('starts with a chip that holds an 8B model and whose every number has a source', () => {
    const first = HARDWARE_PRESETS[0];
    if (!first) throw new Error('no presets');
    const built = first.build();
    expect(first.levels).toEqual(['roofline', 'array', 'mapped']);
    expect(built.accelerator.tiers.at(-1)?.capacityBytes).toBeGreaterThan(20e9);
    expect(built.accelerator.technology.nodeNm).not.toBeNull();
    const bases = presetFields(built).map(({ path }) => fieldProvenance(first.id, path)?.basis);
    expect(bases).not.toContain('assumption');
  });

  it('keeps provenance for no preset that does not exist', () => {
    const ids = new Set([...RATES_ROWS, ...ARRAY_ROWS].map(({ id }) => id));
    expect(ids.size).toBe(HARDWARE_PRESETS.length);
    expect(fieldProvenance('no-such-machine', 'accelerator')).toBeNull();
    expect(presetRemarks('no-such-machine')).toBeNull();
  });
});
