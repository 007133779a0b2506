import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { explainDesign } from '../../../models/evaluate/explain/explain';
import { explainTiers } from '../../../models/evaluate/explain/explain-tiers';
import { operatorColumns } from './operator-columns';
import { nextSorting, queryRows, rowsAsTsv, type RowQuery } from './operator-rows';

const report = explainDesign(defaultDesign());
const { operators } = report;
const columns = operatorColumns({ report, memories: explainTiers(defaultDesign()) }, null);
const query = (part: Partial<RowQuery>) =>
  queryRows(operators, columns, { phase: 'both', text: '', sorting: null, ...part });
const seconds = columns.find(({ id }) => id === 'seconds')!;

describe('rows of the table', () => {
  it('are all operators in the order of the model', () => {
    expect(query({})).toEqual(operators);
  });

  it('are filtered by phase and by every word', () => {
    expect(new Set(query({ phase: 'decode' }).map(({ phase }) => phase))).toEqual(new Set(['decode']));
    expect(query({ text: 'FFN up', phase: 'prefill' }).map(({ name }) => name)).toEqual(['FFN up']);
    expect(query({ text: 'no such operator' })).toEqual([]);
  });

  it('are sorted, with missing values last either way', () => {
    const times = query({ sorting: { column: 'seconds', descending: true } }).map((row) => row.seconds);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    for (const descending of [true, false]) {
      const values = query({ sorting: { column: 'intensity', descending } }).map(({ intensity }) => intensity);
      const firstMissing = values.indexOf(null);
      expect(values.slice(firstMissing).every((value) => value === null)).toBe(true);
    }
  });

  it('go from falling to rising to the order of the model', () => {
    const falling = nextSorting(null, seconds);
    const rising = nextSorting(falling, seconds);
    expect([falling?.descending, rising?.descending, nextSorting(rising, seconds)]).toEqual([true, false, null]);
  });

  it('have bytes of every memory, and operations per byte of the one asked for', () => {
    const design = defaultDesign();
    const memories = explainTiers(design);
    const labels = (tier: string) => operatorColumns({ report, memories }, tier).map(({ copyLabel }) => copyLabel);
    expect(labels('cmem')).toEqual(
      expect.arrayContaining(['HBM2 bytes', 'CMEM bytes', 'VMEM bytes', 'operations per CMEM byte']),
    );
    expect(labels('no such memory')).toContain('operations per HBM2 byte');
  });

  it('are copied with all their digits and without formulas', () => {
    const [header, first] = rowsAsTsv(operators.slice(1, 2), columns).split('\n');
    expect(header?.split('\t')).toEqual(columns.map(({ copyLabel }) => copyLabel));
    expect(first?.split('\t')[3]).toBe(String(operators[1]!.seconds));
    const hostile = { ...operators[1]!, name: '=HYPERLINK("x")\t1', layers: null };
    expect(rowsAsTsv([hostile], columns).split('\n')[1]?.split('\t')[0]).toBe(`'=HYPERLINK("x") 1`);
  });
});
