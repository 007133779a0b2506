import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestOperator } from '../footprint';
import type { OperatorGraph } from '../graph';
import { scheduleOf } from '../schedule';
import { graphs } from '../scheduling.test-support';
import { validateSchedule } from '../validate';
import { BestFirst } from './best-first';
import { nearOrder } from './near-order';
import { compileSegment, type SearchProblem } from './problem';
import { inGraph } from './steps';
import { Symmetry } from './symmetry';

function optimum(problem: SearchProblem, capacity: number): BestFirst {
  const limits = { limit: Infinity, floor: 0, seed: 0, mostMemory: 50e6 };
  const search = new BestFirst(problem, capacity, limits, Symmetry.none(problem));
  search.step(Infinity);
  return search;
}

const problemOf = (graph: OperatorGraph) =>
  compileSegment(graph, { operators: [...graph.operators.keys()], entry: null });

it('holds operators to their places up to the reach; the farther it is, the better the optimum, down to that of the problem', () => {
  fc.assert(
    fc.property(graphs({ operators: 8 }), fc.nat({ max: 6 }), (graph, more) => {
      const capacity = largestOperator(graph).bytes + more;
      const problem = problemOf(graph);
      const order = [...graph.operators.keys()];
      let before = Infinity;
      for (let reach = 1; reach <= order.length; reach++) {
        const near = nearOrder(problem, order, reach);
        const search = optimum(near, capacity);
        const steps = search.steps();
        for (const [place, { operator }] of steps.entries()) {
          const earlier = steps.slice(place + 1).map((later) => later.operator);
          expect(earlier.every((later) => later > operator - reach)).toBe(true);
        }
        const { faults, spilledBytes, retrievedBytes } = validateSchedule(
          graph,
          capacity,
          scheduleOf(graph, inGraph(problem, steps)),
        );
        expect(faults).toEqual([]);
        expect(spilledBytes + retrievedBytes).toBe(search.lowerBound);
        expect(search.lowerBound).toBeLessThanOrEqual(before);
        before = search.lowerBound;
      }
      expect(before).toBe(optimum(problem, capacity).lowerBound);
    }),
    { numRuns: 100 },
  );
});
