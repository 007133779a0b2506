import fc from 'fast-check';
import { expect, it } from 'vitest';
import { baselineSchedule } from '../baselines/baseline';
import { largestOperator } from '../footprint';
import { topologicalOrder } from '../graph';
import { entangled, graphs, leastBytesByTrial } from '../scheduling.test-support';
import { validateSchedule } from '../validate';
import { LocalSearch } from './local-search';

const graphAndRoom = graphs({ operators: 6 }).chain((graph) => {
  const least = largestOperator(graph).bytes;
  return fc.tuple(fc.constant(graph), fc.integer({ min: least, max: least + 8 }), fc.nat(9));
});

it('goes from a schedule that holds to one that holds, at the cost it names, and never to a worse one', () => {
  fc.assert(
    fc.property(graphAndRoom, ([graph, capacity, seed]) => {
      const start = baselineSchedule(graph, capacity, topologicalOrder(graph), 'lru');
      const search = new LocalSearch(graph, capacity, start, seed);
      search.step(60);
      const { faults, spilledBytes, retrievedBytes } = validateSchedule(graph, capacity, search.best);
      expect(faults).toEqual([]);
      expect(spilledBytes + retrievedBytes).toBe(search.cost);
      expect(search.cost).toBeLessThanOrEqual(start.spilledBytes + start.retrievedBytes);
      expect(search.cost).toBeGreaterThanOrEqual(leastBytesByTrial(graph, capacity));
    }),
    { numRuns: 150 },
  );
});

it('finds the same for the same seed, whatever the slices', () => {
  fc.assert(
    fc.property(graphAndRoom, fc.integer({ min: 1, max: 7 }), ([graph, capacity, seed], slice) => {
      const start = baselineSchedule(graph, capacity, topologicalOrder(graph), 'lru');
      const [whole, sliced] = [
        new LocalSearch(graph, capacity, start, seed),
        new LocalSearch(graph, capacity, start, seed),
      ];
      whole.step(42);
      while (sliced.rounds < whole.rounds) sliced.step(Math.min(slice, whole.rounds - sliced.rounds));
      expect(sliced.best).toEqual(whole.best);
    }),
    { numRuns: 50 },
  );
});

it('finds schedules that move much less than those of a rule', () => {
  const graph = entangled(40);
  const capacity = largestOperator(graph).bytes + 4;
  const start = baselineSchedule(graph, capacity, topologicalOrder(graph), 'belady');
  const search = new LocalSearch(graph, capacity, start, 1);
  search.step(2000);
  expect(search.cost).toBeLessThan(0.8 * (start.spilledBytes + start.retrievedBytes));
});
