import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileProblem } from '../cost/loop-nest/problem';
import type { Machine, MachineTier, Product } from '../evaluate/mapped/product-mapper';
import { TIER_OPERANDS } from '../hardware/types';
import { hardwareOf } from './machine-hardware';
import { mapNest } from './map-nest';
import { isOverfull } from './misfit';
import { layerOfProduct } from './product-layer';
import { DESIGN_BUDGET } from './product-mapper';
import { spatialCandidates } from './spatial-candidates';
import { type LatencyGoal, searchSpatially } from './spatial-search';

const CONVENTIONS = { loadingBelowMinimum: false, tilesBelowMinimum: false };
const LIMITS = { ...DESIGN_BUDGET, shouldStop: () => false };

function tier(id: string, bits: number, bitsPerCycle: number): MachineTier {
  return {
    ...{ id, label: id, scope: 'chip', isMain: bits === Infinity, bits, bitsPerCycle },
    ...{ readJoulesPerBit: 1e-13, writeJoulesPerBit: 1e-13, holds: TIER_OPERANDS },
  };
}

function machine(cores: number, onChip: number, outside: number): Machine {
  return {
    ...{ rows: 8, columns: 16, cores, tiers: [tier('sram', 2 ** 18, onChip), tier('dram', Infinity, outside)] },
    ...{ loadOverlap: true, drainOverlap: true, loadingCounts: false, loadingBelowMinimum: false },
  };
}

function product(groups: number, m: number, n: number, k: number): Product {
  const operand = { bits: 8, place: 'off' } as const;
  return { groups, m, n, k, partialBits: 32, input: operand, weight: operand, output: operand };
}

function problemOf(asked: Product, on: Machine) {
  const mapped = hardwareOf(on, asked);
  if (typeof mapped === 'string') throw new Error(mapped);
  return { layer: layerOfProduct(asked), hardware: mapped.hardware };
}

const size = fc.constantFrom(1, 4, 12, 48);
const questions = fc.record({
  asked: fc.tuple(fc.constantFrom(1, 3), size, size, size).map((sizes) => product(...sizes)),
  on: fc
    .tuple(fc.constantFrom(1, 2), fc.constantFrom(64, 256, Infinity), fc.constantFrom(32, 512))
    .map((of) => machine(...of)),
  latency: fc.constantFrom('stalled' as const, 'complete' as const),
});

it('finds nothing slower than a search of every way to lay loops along the array, and bounds all of them', () => {
  fc.assert(
    fc.property(questions, ({ asked, on, latency }) => {
      const { layer, hardware } = problemOf(asked, on);
      const goal: LatencyGoal = { objective: 'latency', latency };
      const values = spatialCandidates(layer, hardware).flatMap(({ unrolling }) => {
        const compiled = compileProblem(layer, hardware, unrolling, CONVENTIONS);
        if (!compiled.ok || isOverfull(compiled.problem)) return [];
        const mapping = mapNest(compiled.problem, goal, LIMITS);
        return mapping.kind === 'mapped' ? [mapping.value] : [];
      });
      const { best } = searchSpatially(layer, hardware, CONVENTIONS, goal, { ...LIMITS, mostOthers: Infinity });
      const least = Math.min(...values);
      expect(best!.mapping.value).toBeLessThanOrEqual(least * (1 + 1e-9));
      const few = searchSpatially(layer, hardware, CONVENTIONS, goal, { ...LIMITS, mostOthers: 1 });
      expect(few.best!.mapping.bound).toBeLessThanOrEqual(least * (1 + 1e-9));
      expect(few.best!.mapping.value).toBeGreaterThanOrEqual(best!.mapping.value * (1 - 1e-9));
    }),
    { numRuns: 25 },
  );
});

it('leaves the fastest without stalls where a narrow memory holds it up', () => {
  const { layer, hardware } = problemOf(product(1, 128, 128, 128), machine(1, 64, 512));
  const goal: LatencyGoal = { objective: 'latency', latency: 'stalled' };
  const first = searchSpatially(layer, hardware, CONVENTIONS, goal, { ...LIMITS, mostChoices: 1, mostOthers: 0 });
  const all = searchSpatially(layer, hardware, CONVENTIONS, goal, { ...LIMITS, mostChoices: 1 });
  expect(first.searched).toBe(1);
  expect(all.best!.mapping.value).toBeLessThan(first.best!.mapping.value);
  expect(all.best!.mapping.value / all.best!.mapping.bound).toBeCloseTo(1, 12);
  // What the few left open is what the rest could gain.
  expect(first.best!.mapping.bound).toBeLessThanOrEqual(all.best!.mapping.value);
});
