import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestOperator } from './footprint';
import type { OperatorGraph } from './graph';
import { graphs, leastBytesByTrial } from './scheduling.test-support';
import { type GraphSpills, SPILL_CURVE_DEFAULTS, SpillCurves } from './spill-curve';

const FEW_CURVES = 2;

function finished(spills: GraphSpills): GraphSpills {
  while (!spills.step());
  return spills;
}

function sizesOf(graph: OperatorGraph): readonly number[] {
  const all = graph.tensors.reduce((sum, { bytes }) => sum + bytes, 0);
  return Array.from({ length: all + 3 }, (_, size) => size);
}

it('is the optimum at every size, never less in a smaller one, and missing where an operator does not fit', () => {
  fc.assert(
    fc.property(graphs({ operators: 6 }), (graph) => {
      const spills = finished(new SpillCurves(SPILL_CURVE_DEFAULTS, FEW_CURVES).of(graph));
      const least = largestOperator(graph).bytes;
      let before = Infinity;
      for (const size of sizesOf(graph)) {
        const bytes = spills.bytesIn(size);
        expect(Number.isNaN(bytes)).toBe(size < least);
        expect(spills.faultIn(size) === null).toBe(size >= least);
        if (size < least) continue;
        expect(bytes).toBeLessThanOrEqual(before);
        // Without addresses the optimum may be less.
        expect(bytes).toBeGreaterThanOrEqual(leastBytesByTrial(graph, size));
        expect(bytes === 0).toBe(size >= spills.spillFreeBytes);
        before = bytes;
      }
    }),
    { numRuns: 60 },
  );
});

it('does not depend on what was asked before, nor on a factor in all sizes', () => {
  const cases = fc.record({
    all: fc.array(graphs({ operators: 6 }), { minLength: 2, maxLength: 4 }),
    factor: fc.nat(6),
  });
  fc.assert(
    fc.property(cases, ({ all, factor }) => {
      const shared = new SpillCurves(SPILL_CURVE_DEFAULTS, FEW_CURVES);
      const asked = all.map((graph) => shared.of(graph));
      // Searched in turns, the last first.
      while (!asked.toReversed().reduce((done, spills) => spills.step() && done, true));
      for (const [index, graph] of all.entries()) {
        const times = factor + 1;
        const tensors = graph.tensors.map((tensor) => ({ ...tensor, bytes: tensor.bytes * times }));
        const alone = finished(new SpillCurves(SPILL_CURVE_DEFAULTS, FEW_CURVES).of({ ...graph, tensors }));
        expect(alone.spillFreeBytes).toBe(asked[index]!.spillFreeBytes * times);
        for (const size of sizesOf(graph)) {
          expect(alone.bytesIn(size * times)).toBe(asked[index]!.bytesIn(size) * times);
        }
      }
    }),
    { numRuns: 40 },
  );
});
