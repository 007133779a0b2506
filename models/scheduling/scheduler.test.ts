import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityFault, largestOperator } from './footprint';
import type { OperatorGraph } from './graph';
import { MinimumPeak } from './minimum-peak';
import { scheduleOf } from './schedule';
import { Scheduler } from './scheduler';
import { branchingGraphs, entangled, graphs, leastBytesByTrial } from './scheduling.test-support';
import { GraphSearch } from './search/graph-search';
import { validateSchedule } from './validate';

const MEMORY = 50e6;

function finished(graph: OperatorGraph, capacity: number): Scheduler {
  const scheduler = new Scheduler(graph, capacity);
  while (!scheduler.isDone) scheduler.step(1000);
  return scheduler;
}

function minimumPeak(graph: OperatorGraph): MinimumPeak {
  const peak = new MinimumPeak(graph, MEMORY);
  while (!peak.isDone) peak.step(1000);
  return peak;
}

const graphAndRoom = graphs({ operators: 6 }).chain((graph) => {
  const least = largestOperator(graph).bytes;
  return fc.tuple(fc.constant(graph), fc.integer({ min: least, max: least + 12 }));
});

describe('Scheduler', () => {
  it('finds what trying every schedule finds', () => {
    fc.assert(
      fc.property(graphAndRoom, ([graph, capacity]) => {
        const scheduler = finished(graph, capacity);
        expect(scheduler.lowerBound).toBe(leastBytesByTrial(graph, capacity));
        expect(scheduler.upperBoundWithoutAddresses).toBe(scheduler.lowerBound);
      }),
      { numRuns: 400 },
    );
  });

  it('finds it too where branches look alike, and can tell them apart again', () => {
    const room = branchingGraphs().chain((graph) => fc.tuple(fc.constant(graph), fc.integer({ min: 0, max: 8 })));
    fc.assert(
      fc.property(room, ([graph, more]) => {
        const capacity = largestOperator(graph).bytes + more;
        const scheduler = finished(graph, capacity);
        expect(scheduler.lowerBound).toBe(leastBytesByTrial(graph, capacity));
        expect(validateSchedule(graph, capacity, scheduler.best).faults).toEqual([]);
        // The schedule without addresses, replayed, costs what the search says.
        const search = new GraphSearch(graph, capacity, { mostMemory: MEMORY });
        search.step(Infinity);
        const { faults, spilledBytes, retrievedBytes } = validateSchedule(
          graph,
          capacity,
          scheduleOf(graph, search.steps()!),
        );
        expect(faults).toEqual([]);
        expect(spilledBytes + retrievedBytes).toBe(search.upperBound);
      }),
      { numRuns: 150 },
    );
  });

  it('answers with a schedule that holds when it is replayed, at the cost it names', () => {
    fc.assert(
      fc.property(graphAndRoom, ([graph, capacity]) => {
        const scheduler = finished(graph, capacity);
        const verdict = validateSchedule(graph, capacity, scheduler.best);
        expect(verdict.faults).toEqual([]);
        expect(verdict.spilledBytes + verdict.retrievedBytes).toBe(scheduler.upperBound);
        expect(scheduler.upperBound).toBeGreaterThanOrEqual(scheduler.lowerBound);
      }),
      { numRuns: 200 },
    );
  });

  it('never needs more with more room', () => {
    fc.assert(
      fc.property(graphs({ operators: 9 }), (graph) => {
        const least = largestOperator(graph).bytes;
        const bounds = [0, 1, 2, 4, 8].map((more) => finished(graph, least + more).lowerBound);
        expect(bounds).toEqual(bounds.toSorted((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same answer whatever the slices', () => {
    fc.assert(
      fc.property(graphAndRoom, fc.integer({ min: 1, max: 7 }), ([graph, capacity], slice) => {
        const sliced = new Scheduler(graph, capacity);
        while (!sliced.isDone) sliced.step(slice);
        expect(sliced.upperBound).toBe(finished(graph, capacity).upperBound);
      }),
      { numRuns: 50 },
    );
  });
});

describe('MinimumPeak', () => {
  it('is the smallest scratchpad in which nothing moves', () => {
    fc.assert(
      fc.property(graphs({ operators: 6 }), (graph) => {
        const peak = minimumPeak(graph);
        expect(peak.isProven).toBe(true);
        expect(leastBytesByTrial(graph, peak.upperBound)).toBe(0);
        expect(leastBytesByTrial(graph, peak.upperBound - 1)).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('capacityFault', () => {
  it('names the operator that can not fit and what it needs', () => {
    fc.assert(
      fc.property(graphs({ operators: 6 }), (graph) => {
        const { operator, bytes } = largestOperator(graph);
        expect(capacityFault(graph, bytes)).toBe(null);
        const fault = capacityFault(graph, bytes - 1);
        if (bytes > 1) expect(fault).toContain(`"${graph.operators[operator]!.name}" needs ${bytes} bytes`);
        expect(leastBytesByTrial(graph, bytes - 1)).toBe(Infinity);
      }),
      { numRuns: 50 },
    );
  });
});

it('places what it finds while it goes on searching, so that it can be ended at any time', () => {
  const graph = entangled(40);
  const capacity = largestOperator(graph).bytes + 4;
  const scheduler = new Scheduler(graph, capacity);
  const ruled = scheduler.upperBound;
  while (scheduler.expanded < 2000) scheduler.step(500);
  expect(scheduler.isDone).toBe(false);
  expect(scheduler.upperBound).toBeLessThan(ruled);
  const verdict = validateSchedule(graph, capacity, scheduler.best);
  expect(verdict.faults).toEqual([]);
  expect(verdict.spilledBytes + verdict.retrievedBytes).toBe(scheduler.upperBound);
});
