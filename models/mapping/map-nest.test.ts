import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateNest, LATENCIES, latencyCycles } from '../cost/loop-nest/evaluate';
import { JOULES, makeScratch } from '../cost/loop-nest/scratch';
import { nestFits } from './fit';
import { DEFAULT_LIMITS, mapNest } from './map-nest';
import { OBJECTIVES, type Goal, goalValue } from './objective';
import { allNests, leastOf, smallProblems } from './problems.test-support';

const LIMITS = { ...DEFAULT_LIMITS, shouldStop: () => false };
const goals: readonly Goal[] = OBJECTIVES.flatMap((objective) => LATENCIES.map((latency) => ({ objective, latency })));

describe('mapNest against every nest of small problems', () => {
  it('finds the least energy and proves it, or says that nothing fits', () => {
    fc.assert(
      fc.property(smallProblems, (problem) => {
        const least = leastOf(problem, ({ result }) => result[JOULES]!);
        const mapping = mapNest(problem, { objective: 'energy', latency: 'stalled' }, LIMITS);
        expect(mapping.kind).toBe(least === Infinity ? 'doesNotFit' : 'mapped');
        if (mapping.kind !== 'mapped') return;
        expect(mapping.value / least).toBeCloseTo(1, 12);
        expect(mapping.bound / least).toBeCloseTo(1, 12);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('never claims a bound that some nest is below, for any goal', () => {
    fc.assert(
      fc.property(smallProblems, fc.constantFrom(...goals), (problem, goal) => {
        const mapping = mapNest(problem, goal, LIMITS);
        if (mapping.kind !== 'mapped') return;
        const least = leastOf(problem, ({ result }) => goalValue(goal, result));
        expect(mapping.bound).toBeLessThanOrEqual(least * (1 + 1e-12));
        expect(mapping.value).toBeGreaterThanOrEqual(least * (1 - 1e-12));
        // The order between cuts is searched locally: how near that comes is measured here.
        expect(mapping.value / least).toBeLessThan(1.5);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('returns a nest that fits, does the whole layer and has the value that it says', () => {
    fc.assert(
      fc.property(smallProblems, fc.constantFrom(...goals), (problem, goal) => {
        const mapping = mapNest(problem, goal, LIMITS);
        if (mapping.kind !== 'mapped') return;
        const scratch = makeScratch(problem);
        evaluateNest(problem, mapping.nest, scratch);
        expect(goalValue(goal, scratch.result)).toBe(mapping.value);
        expect(nestFits(problem, mapping.nest, scratch)).toBe(true);
        const done = new Float64Array(problem.dimCount).fill(1);
        mapping.nest.dims.forEach((dim, at) => (done[dim]! *= mapping.nest.sizes[at]!));
        expect(done).toEqual(problem.temporalSizes);
      }),
      { numRuns: 60 },
    );
  });

  it('says the same each time, and stops when told', () => {
    fc.assert(
      fc.property(smallProblems, (problem) => {
        const goal: Goal = { objective: 'edp', latency: 'complete' };
        expect(mapNest(problem, goal, LIMITS)).toEqual(mapNest(problem, goal, LIMITS));
        const hurried = mapNest(problem, goal, { ...LIMITS, shouldStop: () => true });
        const patient = mapNest(problem, goal, LIMITS);
        if (hurried.kind !== 'mapped' || patient.kind !== 'mapped') return;
        expect(hurried.bound).toBeLessThanOrEqual(patient.value * (1 + 1e-12));
        expect(hurried.value).toBeGreaterThanOrEqual(patient.bound * (1 - 1e-12));
      }),
      { numRuns: 20 },
    );
  });

  // Data stays below loops that reuse it: a cut settles above them, on the first loop that does not.
  it('costs of a nest do not change when loops that no operand is cut at change places', () => {
    fc.assert(
      fc.property(smallProblems, fc.nat(), (problem, seed) => {
        const scratch = makeScratch(problem);
        const nests = [...allNests(problem)];
        const nest = nests[seed % nests.length]!;
        evaluateNest(problem, nest, scratch);
        const cuts = new Set([...nest.cuts, ...scratch.place]);
        const at = [...nest.dims.keys()].find((place) => place > 0 && !cuts.has(place) && !cuts.has(place - 1));
        if (at === undefined) return;
        const before = {
          temporal: latencyCycles(scratch.result, 'stalled') - scratch.result[4]!,
          fits: nestFits(problem, nest, scratch),
        };
        const swapped = { ...nest, dims: nest.dims.slice(), sizes: nest.sizes.slice() };
        [swapped.dims[at], swapped.dims[at - 1]] = [nest.dims[at - 1]!, nest.dims[at]!];
        [swapped.sizes[at], swapped.sizes[at - 1]] = [nest.sizes[at - 1]!, nest.sizes[at]!];
        evaluateNest(problem, swapped, scratch);
        expect(latencyCycles(scratch.result, 'stalled') - scratch.result[4]!).toBe(before.temporal);
        expect(nestFits(problem, swapped, scratch)).toBe(before.fits);
      }),
      { numRuns: 40 },
    );
  });
});
