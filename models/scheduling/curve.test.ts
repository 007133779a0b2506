import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StaircaseSearch } from './curve';
import { largestOperator } from './footprint';
import { graphs, leastBytesByTrial } from './scheduling.test-support';

it('is the optimum at every size from the smallest that runs the graph to the one where nothing moves', () => {
  fc.assert(
    fc.property(graphs({ operators: 6 }), (graph) => {
      const search = new StaircaseSearch(graph);
      while (!search.isDone) search.step(500);
      const { stairs } = search;
      const least = largestOperator(graph).bytes;
      expect(stairs[0]!.fromBytes).toBe(least);
      expect(stairs.at(-1)!.lowerBound).toBe(0);
      for (let size = least; size <= stairs.at(-1)!.fromBytes + 1; size++) {
        const stair = stairs.findLast(({ fromBytes }) => fromBytes <= size)!;
        const optimum = leastBytesByTrial(graph, size);
        expect(stair.lowerBound).toBeLessThanOrEqual(optimum);
        expect(stair.bytes).toBeGreaterThanOrEqual(optimum);
        if (stair.bytes === stair.lowerBound) expect(stair.bytes).toBe(optimum);
      }
    }),
    { numRuns: 100 },
  );
});
