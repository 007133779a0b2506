import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEMORY_KINDS } from '../hardware/types';
import { canonicalJson } from './canonical';
import { designIssues } from './design-checks';
import { fieldOf } from './fields';
import { defaultDesign } from './presets/default-design';
import {
  newTier,
  placesFor,
  tierProblem,
  withTierAdded,
  withTierChanged,
  withTierHolding,
  withTierMoved,
  withoutTier,
} from './tier-edits';
import type { Design } from './types';

const START = defaultDesign();
const idsOf = ({ accelerator }: Design) => accelerator.tiers.map(({ id }) => id);
const kinds = fc.constantFrom(...MEMORY_KINDS);

describe('tiers that are added', () => {
  it('get ids and labels of their own, wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.nat()), { maxLength: 8 }), (additions) => {
        const design = additions.reduce((before, [kind, pick]) => {
          const { tiers } = before.accelerator;
          const places = placesFor(tiers, kind);
          const tier = { ...newTier(tiers, kind), bytesPerSecond: 1e9 };
          return withTierAdded(before, tier, places[pick % places.length]!);
        }, START);
        expect(designIssues(design)).toEqual([]);
        expect(new Set(idsOf(design)).size).toBe(START.accelerator.tiers.length + additions.length);
        expect(new Set(design.accelerator.tiers.map(({ label }) => label)).size).toBe(design.accelerator.tiers.length);
        expect(() => canonicalJson(design)).not.toThrow();
      }),
    );
  });

  it('are offered the places that keep the order from the inside out', () => {
    const { tiers } = START.accelerator;
    expect(tiers.map(({ kind }) => kind)).toEqual(['sram', 'sram', 'dram']);
    expect(placesFor(tiers, 'register')).toEqual([0]);
    expect(placesFor(tiers, 'sram')).toEqual([0, 1, 2]);
    expect(placesFor(tiers, 'dram')).toEqual([2, 3]);
    expect(placesFor(tiers, 'host')).toEqual([3]);
  });

  it('of kind dram need a bandwidth, told in the words of the form', () => {
    const tier = newTier(START.accelerator.tiers, 'dram');
    expect(tierProblem(withTierAdded(START, tier, 3))).toMatch(/^Bandwidth of DRAM must be a number from .*\.$/);
  });
});

describe('tiers that are changed', () => {
  it('keep their fields when they move', () => {
    const [inner, outer] = idsOf(START);
    const moved = withTierMoved(START, inner!, 1);
    expect(idsOf(moved).slice(0, 2)).toEqual([outer, inner]);
    expect(fieldOf(moved, `tier.${inner!}.capacity`).get(moved)).toBe(32 * 1024 * 1024);
    expect(withTierMoved(moved, inner!, -1)).toEqual(START);
    expect(withTierMoved(START, inner!, -1)).toBe(START);
  });

  it('are refused in one sentence where they can not stand', () => {
    const [, outer, main] = idsOf(START);
    expect(tierProblem(withTierMoved(START, outer!, 1))).toBe(
      'CMEM must not stand outside a dram tier as sram: tiers go from the inside out.',
    );
    const alone = idsOf(START).reduce((design, id) => (id === main ? design : withoutTier(design, id)), START);
    expect(tierProblem(alone)).toBeNull();
    expect(tierProblem(withTierChanged(alone, main!, { kind: 'host' }))).toBe(
      'The stack must have a tier of kind sram or dram, which holds weights and cache.',
    );
  });

  it('hold the operands that are asked for, one at least; all of them need no word', () => {
    const { id } = START.accelerator.tiers[0]!;
    const weightless = withTierHolding(START, id, 'weight', false);
    expect(weightless.accelerator.tiers[0]!.holds).toEqual(['input', 'output']);
    expect(withTierHolding(weightless, id, 'weight', true)).toEqual(START);
    const inputOnly = withTierHolding(weightless, id, 'output', false);
    expect(withTierHolding(inputOnly, id, 'input', false)).toEqual(inputOnly);
    expect(canonicalJson(inputOnly)).toContain('"holds":["input"]');
  });

  it('have a type of DRAM only as DRAM', () => {
    const { id } = START.accelerator.tiers.at(-1)!;
    const tierAfter = (change: Parameters<typeof withTierChanged>[2]) =>
      withTierChanged(START, id, change).accelerator.tiers.at(-1)!;
    expect(tierAfter({ dramType: 'HBM3' }).dramType).toBe('HBM3');
    expect(tierAfter({ kind: 'sram' }).dramType).toBeNull();
  });
});
