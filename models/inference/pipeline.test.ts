import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceStages, decodeRoundSeconds, pipelinedSeconds } from './pipeline';

/** Every way to cut a list into contiguous stages, and the slowest stage of the best one. */
function bestByEnumeration(times: readonly number[], first: number, last: number, stages: number): number {
  const visit = (from: number, left: number, isFirst: boolean): number => {
    const head = isFirst ? first : 0;
    if (left === 1) return head + last + times.slice(from).reduce((sum, t) => sum + t, 0);
    let best = Infinity;
    let sum = head;
    for (let to = from + 1; to <= times.length - (left - 1); to++) {
      sum += times[to - 1]!;
      best = Math.min(best, Math.max(sum, visit(to, left - 1, false)));
    }
    return best;
  };
  return visit(0, stages, true);
}

function slowestStage(times: readonly number[], first: number, last: number, starts: Int32Array): number {
  let slowest = 0;
  starts.forEach((start, stage) => {
    const end = starts[stage + 1] ?? times.length;
    let sum = (stage === 0 ? first : 0) + (stage === starts.length - 1 ? last : 0);
    for (let layer = start; layer < end; layer++) sum += times[layer]!;
    slowest = Math.max(slowest, sum);
  });
  return slowest;
}

describe('balanced stages', () => {
  it('are as good as the best of all contiguous splits, and none is empty', () => {
    const times = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 9 });
    const end = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(times, end, end, fc.nat(), (list, first, last, pick) => {
        const stages = 1 + (pick % list.length);
        const starts = new Int32Array(stages);
        balanceStages(list, first, last, stages, starts);
        expect([...starts]).toEqual([...new Set(starts)].sort((a, b) => a - b));
        expect(slowestStage(list, first, last, starts)).toBeCloseTo(bestByEnumeration(list, first, last, stages), 6);
      }),
      { numRuns: 500 },
    );
  });
});

describe('time of a pipeline', () => {
  it('fills once, then the slowest stage sets the pace', () => {
    expect(pipelinedSeconds(10, 4, 3, 1)).toBe(10 + 2 * 4 + 1);
  });
  it('of a decode round is the pass of one microbatch or the slowest stage busy with all', () => {
    expect(decodeRoundSeconds(10, 4, 2, 1)).toBe(11);
    expect(decodeRoundSeconds(10, 4, 4, 1)).toBe(16);
  });
});
