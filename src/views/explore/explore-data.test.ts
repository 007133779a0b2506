import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../../models/design/presets/default-design';
import type { Space } from '../../../models/design/types';
import { requestFor } from '../../state/sweep-request';
import type { SweepAnswer } from '../../state/sweep-types';
import { parseSweepSpace } from '../../../workers/parse-space';
import { createSweepEngine } from '../../../workers/sweep-engine';
import { metricsOf, SweepSinks } from '../../../workers/sweep-want';
import { countParts, emptyText } from './counts-text';
import { frontierTable, nextSorting, sortedRows, tableAsTsv, tableForFile } from './frontier-table';
import { drawnObjectives, paretoData } from './pareto-data';

const space: Space = {
  base: defaultDesign(),
  axes: [
    { field: 'tier.dram.bandwidth', values: [3e11, 6e11, 1.2e12] },
    { field: 'deployment.decodeBatch', values: [1, 8, 64, 512] },
    { field: 'format.weight', values: ['bf16', 'int8'] },
  ],
  constraints: [],
  objectives: ['tpot', 'decodeThroughput'],
};

async function answerFor(asked: Space): Promise<SweepAnswer> {
  const made = requestFor(asked);
  if (!made.ok) throw new Error(made.reason);
  const { request } = made;
  const program = createSweepEngine(parseSweepSpace).compile(asked, metricsOf(request.want));
  if (!program.ok) throw new Error(program.reason);
  const sinks = new SweepSinks(request.want, 0, request.size, null);
  await program.value.prepare();
  program.value.runRange(0, request.size, sinks.all, () => false);
  return { sweep: { space: asked, request }, result: sinks.snapshot(), done: request.size };
}

const answer = await answerFor(space);
const NO_MARKS = { current: null, baseline: null };

describe('the chart of a sweep', () => {
  it('has all points, the frontier and its knee', () => {
    const data = paretoData(answer, space.objectives, NO_MARKS);
    expect(data).toMatchObject({ total: 24, x: { scale: 'log', better: 'lower' }, y: { better: 'higher' } });
    expect(data.points!.x).toHaveLength(24);
    expect(data.frontier.length).toBeGreaterThan(2);
    expect(data.frontier).toContainEqual(data.knee);
  });

  it('turns its axes round without a new sweep', () => {
    expect(drawnObjectives(answer, ['decodeThroughput', 'tpot'])).toEqual(['decodeThroughput', 'tpot']);
    expect(drawnObjectives(answer, ['area', 'tpot'])).toEqual(space.objectives);
    const [there, back] = [space.objectives, space.objectives.toReversed()].map((ids) => paretoData(answer, ids, NO_MARKS)); // prettier-ignore
    expect(back!.frontier.map(({ x, y }) => [y, x])).toEqual(there!.frontier.map(({ x, y }) => [x, y]));
    expect(back!.knee?.index).toBe(there!.knee?.index);
  });

  it('draws the constraints on its axes', async () => {
    const constrained = await answerFor({ ...space, constraints: [{ metric: 'tpot', max: 0.02 }, { metric: 'area', min: 0 }] }); // prettier-ignore
    expect(paretoData(constrained, space.objectives, NO_MARKS).constraints).toEqual([
      { id: '0.max', axis: 'x', bound: 'max', value: 0.02 },
    ]);
  });
});

describe('the table of the frontier', () => {
  const table = frontierTable(answer);
  it('shows axes, objectives and the main metrics', () => {
    expect(table.columns.map(({ id }) => id).toSorted()).toEqual(
      ['deployment.decodeBatch', 'format.weight', 'tier.dram.bandwidth', 'tpot', 'decodeThroughput', 'ttft', 'energyPerOutputToken', 'area', 'memoryUse'].toSorted(), // prettier-ignore
    );
  });

  it('sorts by a column, the other way round, and not at all', () => {
    const up = nextSorting(null, 'tpot');
    const down = nextSorting(up, 'tpot');
    const tpot = table.columns.find(({ id }) => id === 'tpot')!;
    const ascending = sortedRows(table, up).map(tpot.valueOf) as number[];
    expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
    expect(sortedRows(table, down).map(tpot.valueOf)).toEqual(ascending.toReversed());
    expect(sortedRows(table, nextSorting(down, 'tpot'))).toEqual(Array.from(table.indices, (_, row) => row));
  });

  it('copies with all digits and the units of the values', () => {
    const [head, first] = tableAsTsv(table, [0]).split('\n');
    expect(head).toContain('Time per output token [s]');
    expect(first!.split('\t')[0]).toBe(String(table.indices[0]));
    expect(first).toContain(String(table.columns.find(({ id }) => id === 'tpot')!.valueOf(0)));
  });

  it('goes into files with units apart and missing values empty', () => {
    const file = tableForFile(table, [0, 1], 'Frontier');
    expect(file.columns).toContainEqual({ name: 'Time per output token', unit: 's' });
    expect(file.rows[1]![0]).toBe(table.indices[1]);
    expect(file.rows.flat().some((cell) => Number.isNaN(cell))).toBe(false);
  });

  it('evaluates to the same numbers what a larger sweep does not keep', () => {
    const { columns: _, ...result } = answer.result;
    const large = frontierTable({ ...answer, result: { ...result, columns: null } });
    const ttft = (data: typeof table) => data.columns.find(({ id }) => id === 'ttft')!;
    expect(ttft(large).sortable).toBe(false);
    expect(ttft(large).valueOf(1)).toBe(ttft(table).valueOf(1));
  });
});

describe('the counts', () => {
  it('say what became of all designs', () => {
    const { ok, infeasible } = answer.result.counts;
    expect(ok + infeasible).toBe(24);
    expect(countParts(answer)).toEqual([`${ok} evaluated and fit`, `${infeasible} do not fit`]);
  });

  it('say which constraint leaves nothing', async () => {
    const constraints = [
      { metric: 'tpot', max: 1e-6 },
      { metric: 'decodeThroughput', min: 1e3 },
    ];
    const text = emptyText(await answerFor({ ...space, constraints }))!;
    expect(text).toContain('Time per output token ≤ 1\u00a0µs removes the most');
    expect(emptyText(answer)).toBe(null);
  });

  it('say that an objective has no value', async () => {
    const base = structuredClone(space.base);
    const nodeless = { ...base, accelerator: { ...base.accelerator, technology: { ...base.accelerator.technology, nodeNm: null } } }; // prettier-ignore
    const text = emptyText(await answerFor({ ...space, base: nodeless, objectives: ['tpot', 'area'] }));
    expect(text).toContain('No design has a value for all objectives');
  });
});
