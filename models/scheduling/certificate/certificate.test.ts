import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestOperator } from '../footprint';
import { type OperatorGraph, producersOf } from '../graph';
import { type Schedule, scheduleOf, type Step, trafficOf } from '../schedule';
import { type PlacedSchedule, Scheduler } from '../scheduler';
import { graphs } from '../scheduling.test-support';
import { validateSchedule } from '../validate';
import { certify, MOST_LITERAL, poseCertificate, type ProgrammeSolver } from './certify';
import { compactModel } from './compact-model';
import { literalModel } from './literal-model';
import { brokenBy, objectiveOf } from './programme';

/** Any schedule: a ready operator and what is kept are drawn, as far as it fits. */
function drawnSchedule(graph: OperatorGraph, capacity: number, draws: readonly number[]): Schedule {
  const producer = producersOf(graph);
  const done = new Set<number>();
  const steps: Step[] = [];
  let here: readonly number[] = [];
  let at = 0;
  const draw = (below: number) => draws[at++ % draws.length]! % below;
  const bytes = (tensors: Iterable<number>) =>
    [...tensors].reduce((sum, tensor) => sum + graph.tensors[tensor]!.bytes, 0);
  while (done.size < graph.operators.length) {
    const ready = graph.operators.flatMap(({ inputs }, operator) => {
      return !done.has(operator) && inputs.every((input) => producer[input]! < 0 || done.has(producer[input]!))
        ? [operator]
        : [];
    });
    const operator = ready[draw(ready.length)]!;
    const { inputs, outputs } = graph.operators[operator]!;
    const operands = [...inputs, ...outputs];
    const kept: number[] = [];
    for (const tensor of here) {
      if (operands.includes(tensor) || draw(3) === 0) continue;
      if (bytes([...operands, ...kept, tensor]) <= capacity) kept.push(tensor);
    }
    steps.push({ operator, kept });
    here = [...operands, ...kept];
    done.add(operator);
  }
  return scheduleOf(graph, steps);
}

const drawn = graphs({ operators: 7 }).chain((graph) => {
  const least = largestOperator(graph).bytes;
  return fc.record({
    graph: fc.constant(graph),
    capacity: fc.integer({ min: least, max: least + 12 }),
    draws: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  });
});

describe('the compact model', () => {
  it('is satisfied by every valid schedule, and counts its traffic', () => {
    fc.assert(
      fc.property(drawn, ({ graph, capacity, draws }) => {
        const schedule = drawnSchedule(graph, capacity, draws);
        expect(validateSchedule(graph, capacity, schedule).faults).toEqual([]);
        const { programme, unitBytes, valuesOf } = compactModel(graph, capacity);
        const values = valuesOf(schedule);
        expect(brokenBy(programme, values)).toEqual([]);
        const { spilledBytes, retrievedBytes } = trafficOf(graph, schedule.episodes);
        expect(unitBytes * objectiveOf(programme, values)).toBe(spilledBytes + retrievedBytes);
      }),
      { numRuns: 500 },
    );
  });

  it('is not satisfied where a schedule needs more room than there is', () => {
    fc.assert(
      fc.property(drawn, ({ graph, capacity, draws }) => {
        const schedule = drawnSchedule(graph, capacity, draws);
        const tight = compactModel(graph, largestOperator(graph).bytes - 1);
        expect(brokenBy(tight.programme, tight.valuesOf(schedule)).some((row) => row.startsWith('fit_'))).toBe(true);
      }),
    );
  });
});

describe('the model of the paper', () => {
  it('is satisfied by placed schedules; moves of inputs and outputs cost it more', () => {
    fc.assert(
      fc.property(graphs({ operators: 6 }), fc.nat({ max: 8 }), (graph, more) => {
        const capacity = largestOperator(graph).bytes + more;
        const best = placed(graph, capacity);
        const { programme, unitBytes, valuesOf } = literalModel(graph, capacity);
        const values = valuesOf(best);
        expect(brokenBy(programme, values)).toEqual([]);
        const count = (tensor: number) => best.episodes.filter((episode) => episode.tensor === tensor).length;
        const extra = graph.tensors.reduce((sum, { bytes, kind }, tensor) => {
          return kind !== 'activation' && count(tensor) > 1 ? sum + bytes : sum;
        }, 0);
        expect(unitBytes * objectiveOf(programme, values)).toBe(best.spilledBytes + best.retrievedBytes + extra);
      }),
    );
  });

  it('is not satisfied where two tensors overlap', () => {
    const graph = chain(3);
    const best = placed(graph, 8);
    const { programme, valuesOf } = literalModel(graph, 8);
    const flat = { ...best, episodes: best.episodes.map((episode) => ({ ...episode, offset: 0 })) };
    expect(brokenBy(programme, valuesOf(flat)).some((row) => row.startsWith('apart_'))).toBe(true);
  });
});

describe('a certificate', () => {
  const solver = (answer: Awaited<ReturnType<ProgrammeSolver>>): ProgrammeSolver => {
    return async (_programme, start, _seconds, onBound) => {
      expect(start).not.toBeNull();
      onBound(answer.bound);
      return answer;
    };
  };
  const graph = chain(4);
  const posed = poseCertificate(graph, 8, 'compact');

  it('rounds a bound up to whole units, and is optimal where that reaches the schedule', async () => {
    if (!posed.ok) throw new Error(posed.reason);
    const best = placed(graph, 8);
    const stopped = { status: 'stopped', objective: Infinity, bound: -0.5, seconds: 1 } as const;
    const bounds: number[] = [];
    const found = await certify('compact', posed.value, best, solver(stopped), 1, (bytes) => bounds.push(bytes));
    expect(found).toMatchObject({ status: 'optimal', bytes: 0, lowerBound: 0 });
    expect(bounds).toEqual([0]);
  });

  it('is refused in a sentence where the programme would be too large, or nothing fits', () => {
    const large = poseCertificate(chain(MOST_LITERAL.operators + 1), 100, 'literal');
    expect(large).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^The literal model is posed for at most 12 operators/),
    });
    expect(poseCertificate(chain(1000), 100, 'compact')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/at most 500/),
    });
    expect(poseCertificate(graph, 3, 'compact')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/needs 8 bytes/),
    });
  });
});

function placed(graph: OperatorGraph, capacity: number): PlacedSchedule {
  const scheduler = new Scheduler(graph, capacity);
  while (!scheduler.isDone) scheduler.step(1000);
  return scheduler.best;
}

/** Operators in a row, tensors of 4 bytes. */
function chain(count: number): OperatorGraph {
  const tensors = Array.from({ length: count + 1 }, (_, index) => {
    const kind = index === 0 ? 'input' : index === count ? 'output' : 'activation';
    return { name: `t${index}`, bytes: 4, kind } as const;
  });
  const operators = Array.from({ length: count }, (_, index) => ({
    name: `op${index}`,
    inputs: [index],
    outputs: [index + 1],
  }));
  return { name: 'chain', operators, tensors };
}
