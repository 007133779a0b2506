import fc from 'fast-check';
import { expect, it } from 'vitest';
import { baselineSchedule } from './baselines/baseline';
import { largestOperator } from './footprint';
import { topologicalOrder } from './graph';
import { movesOf, residentBytes } from './moves';
import { compulsoryBytes, peakBytes, trafficOf } from './schedule';
import { graphs } from './scheduling.test-support';

it('adds up to the traffic of the schedule, and to the compulsory bytes', () => {
  fc.assert(
    fc.property(graphs({ operators: 10 }), (graph) => {
      const schedule = baselineSchedule(graph, largestOperator(graph).bytes, topologicalOrder(graph), 'lru');
      const { fetches, writes } = movesOf(graph, schedule);
      const bytesOf = (list: typeof fetches, isCompulsory: boolean) =>
        list
          .filter((move) => move.isCompulsory === isCompulsory)
          .reduce((sum, { tensor }) => sum + graph.tensors[tensor]!.bytes, 0);
      const { spilledBytes, retrievedBytes } = trafficOf(graph, schedule.episodes);
      expect(bytesOf(fetches, false)).toBe(retrievedBytes);
      expect(bytesOf(writes, false)).toBe(spilledBytes);
      expect(bytesOf(fetches, true) + bytesOf(writes, true)).toBe(compulsoryBytes(graph));
      expect(Math.max(...residentBytes(graph, schedule))).toBe(peakBytes(graph, schedule));
    }),
  );
});
