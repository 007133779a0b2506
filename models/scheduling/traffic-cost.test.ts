import { describe, expect, it } from 'vitest';
import { findHardwarePreset } from '../hardware/presets/presets';
import type { Accelerator } from '../hardware/types';
import { mainMemoryFigures, pricedStairs, trafficCost } from './traffic-cost';

const machine = (): Accelerator => findHardwarePreset('tpu-v4')!.build().accelerator;

describe('cost of traffic', () => {
  it('is energy a byte of the main memory, and time at its bandwidth', () => {
    const accelerator = machine();
    const own = { ...accelerator, technology: { ...accelerator.technology, dramJoulesPerBit: 4e-12 } };
    const figures = mainMemoryFigures(own, 0.5);
    const { bytesPerSecond } = accelerator.tiers.find(({ kind }) => kind === 'dram')!;
    expect(figures.gaps).toEqual([]);
    expect(trafficCost(figures, 1e6).joules).toBeCloseTo(32e-6, 12);
    expect(trafficCost(figures, 1e6).seconds).toBe(1e6 / (bytesPerSecond! * 0.5));
  });

  it('names its source, and what is missing', () => {
    expect(mainMemoryFigures(machine(), 1).source).not.toBeNull();
    const accelerator = machine();
    const tiers = accelerator.tiers.map((tier) => ({ ...tier, dramType: null, bytesPerSecond: null }));
    const figures = mainMemoryFigures({ ...accelerator, tiers }, 1);
    expect(figures).toMatchObject({ joulesPerByte: NaN, source: null, bytesPerSecond: NaN });
    expect(figures.gaps).toHaveLength(2);
    expect(trafficCost(figures, 0)).toEqual({ joules: 0, seconds: 0 });
    expect(trafficCost(figures, 1)).toEqual({ joules: NaN, seconds: NaN });
    expect(mainMemoryFigures({ ...accelerator, tiers: [] }, 1).gaps).toEqual(['The machine has no main memory.']);
  });

  it('falls with the stairs', () => {
    const stairs = [
      { fromBytes: 10, bytes: 6, lowerBound: 6 },
      { fromBytes: 20, bytes: 0, lowerBound: 0 },
    ];
    const [first, last] = pricedStairs(stairs, mainMemoryFigures(machine(), 1));
    expect(first!.joules).toBeGreaterThan(0);
    expect(last).toMatchObject({ joules: 0, seconds: 0, fromBytes: 20 });
  });
});
