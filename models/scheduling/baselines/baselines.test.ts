import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestOperator } from '../footprint';
import { graphs } from '../scheduling.test-support';
import { Scheduler } from '../scheduler';
import { validateSchedule } from '../validate';
import { baselines } from './compare';

it('are sound schedules that the optimum and the best replacement of their order are never above', () => {
  const room = graphs({ operators: 9 }).chain((graph) => {
    const least = largestOperator(graph).bytes;
    return fc.tuple(fc.constant(graph), fc.integer({ min: least, max: least + 8 }));
  });
  fc.assert(
    fc.property(room, ([graph, capacity]) => {
      const scheduler = new Scheduler(graph, capacity);
      while (!scheduler.isDone) scheduler.step(1000);
      const list = baselines(graph, capacity);
      for (const { order, schedule, bytes } of list) {
        expect(scheduler.lowerBound).toBeLessThanOrEqual(bytes);
        const optimal = list.find((other) => other.order === order && other.replacement === 'optimal')!;
        expect(optimal.bytes).toBe(optimal.lowerBound);
        expect(optimal.bytes).toBeLessThanOrEqual(bytes);
        if (schedule === null) continue;
        const verdict = validateSchedule(graph, capacity, schedule);
        expect(verdict.faults).toEqual([]);
        expect(verdict.spilledBytes + verdict.retrievedBytes).toBe(bytes);
      }
    }),
    { numRuns: 200 },
  );
});
