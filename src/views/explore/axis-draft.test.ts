import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findField } from '../../../models/design/fields';
import { defaultDesign } from '../../../models/design/presets/default-design';
import type { NumberControl } from '../../../models/design/field-types';
import type { Axis } from '../../../models/design/types';
import { choiceAxis, numberDraftOf, readNumberDraft, type AxisToFollow, type NumberDraft } from './axis-draft';
import { rangeValues, spacingOf, type Spacing } from './axis-values';

const field = (id: string) => findField(defaultDesign(), id)!;
const rows = field('matrix.rows');
const bandwidth = field('tier.dram.bandwidth');
const sram = field('tier.sram.capacity');
const controlOf = (id: string) => field(id).control as NumberControl;
const ROWS_AXIS: AxisToFollow = { label: 'Array rows', axis: { field: 'matrix.rows', values: [64, 128, 256] } };

function draft(change: Partial<NumberDraft>): NumberDraft {
  const blank = { from: '', to: '', count: '3', list: '', tiedTo: '', factor: '1' };
  return { mode: 'range', spacing: 'linear', ...blank, ...change };
}

describe('values of a range', () => {
  const real = { integer: false };
  it('have equal steps, equal ratios, or double', () => {
    expect(rangeValues(real, 0.1, 0.5, 5, 'linear')).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(rangeValues(real, 1, 1000, 4, 'log')).toEqual([1, 10, 100, 1000]);
    expect(rangeValues(real, 8, 100, 2, 'doubling')).toEqual([8, 16, 32, 64]);
  });

  it('of whole numbers are whole, and each comes once', () => {
    expect(rangeValues({ integer: true }, 1, 4, 9, 'log')).toEqual([1, 2, 3, 4]);
  });

  it('begin and end where they should, ascend, and are recognised again', () => {
    const ends = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        ends,
        fc.integer({ min: 3, max: 50 }),
        fc.constantFrom<Spacing>('linear', 'log'),
        ([a, b], n, how) => {
          const values = rangeValues(real, a, a + b, n, how);
          expect(values[0]).toBe(a);
          expect(values.at(-1)).toBe(a + b);
          expect(values).toEqual(values.toSorted((x, y) => x - y));
          if (values.length !== n) return; // rounding made two values one
          const again = spacingOf(real, values)!.spacing;
          expect(rangeValues(real, a, a + b, n, again)).toEqual(values);
        },
      ),
    );
  });

  it('are recognised also when rounding has made several one', () => {
    const values = rangeValues({ integer: true }, 1, 512, 48, 'log');
    expect(values.length).toBeLessThan(48);
    const found = spacingOf({ integer: true }, values)!;
    expect(rangeValues({ integer: true }, 1, 512, found.count, found.spacing)).toEqual(values);
  });

  it('show no spacing when there is none', () => {
    expect(spacingOf(real, [1, 2, 5])).toBe(null);
    expect(spacingOf(real, [1, 2])).toBe(null);
  });
});

describe('the draft of an axis of numbers', () => {
  it('is a range, a list or a tie, and reads back as the axis', () => {
    const axes: readonly (readonly [Axis, NumberDraft['mode']])[] = [
      [{ field: 'matrix.rows', values: [8, 16, 32, 64] }, 'range'],
      [{ field: 'matrix.rows', values: [8, 12, 64] }, 'list'],
      [{ field: 'matrix.rows', values: [128] }, 'list'],
    ];
    for (const [axis, mode] of axes) {
      const made = numberDraftOf(controlOf('matrix.rows'), axis, []);
      expect(made.mode).toBe(mode);
      expect(readNumberDraft(rows, made, [])).toEqual({ ok: true, axis });
    }
    const tie: Axis = { field: 'matrix.columns', tiedTo: 'matrix.rows', factor: 2 };
    const made = numberDraftOf(controlOf('matrix.columns'), tie, [ROWS_AXIS]);
    expect(made).toMatchObject({ mode: 'tied', from: '128', to: '512' });
    expect(readNumberDraft(field('matrix.columns'), made, [ROWS_AXIS])).toEqual({ ok: true, axis: tie });
  });

  it('reads units, and a bare number in a list takes the next unit', () => {
    const range = readNumberDraft(bandwidth, draft({ from: '400 GB/s', to: '1.6 TB/s', count: '4' }), []);
    expect(range).toMatchObject({ ok: true, axis: { values: [4e11, 8e11, 12e11, 16e11] } });
    const list = readNumberDraft(sram, draft({ mode: 'list', list: '64, 128, 256 KiB; 1 MiB\n64 KiB' }), []);
    expect(list).toMatchObject({ ok: true, axis: { values: [65536, 131072, 262144, 1048576] } });
  });

  it.each([
    [draft({ from: '0', to: '4' }), 'from', 'From must be a whole number from 1 to 4,096.'],
    [
      draft({ from: '8', to: 'many' }),
      'to',
      'To must be a whole number from 1 to 4,096: what is typed is not a number.',
    ],
    [draft({ from: '8', to: '4' }), 'to', 'To must be more than From, 8.'],
    [draft({ from: '8', to: '64', count: '1' }), 'count', 'Values must be a whole number from 2 to 4096.'],
    [draft({ mode: 'list', list: ' , ' }), 'list', 'Write at least one value.'],
    [draft({ mode: 'list', list: '8, 9.5' }), 'list', '“9.5” must be a whole number from 1 to 4,096.'],
    [draft({ mode: 'tied' }), 'tiedTo', 'Choose a swept field of numbers to follow; there is none by that name.'],
  ] as const)('says in one sentence what is wrong: %#', (wrong, input, message) => {
    expect(readNumberDraft(rows, wrong, [])).toEqual({ ok: false, problems: [{ input, message }] });
  });

  it('refuses a factor that leaves the range of the field', () => {
    const tie = draft({ mode: 'tied', tiedTo: 'matrix.rows', factor: '0.001' });
    expect(readNumberDraft(field('matrix.columns'), tie, [ROWS_AXIS])).toMatchObject({
      problems: [{ input: 'factor', message: expect.stringContaining('it must be a whole number from 1 to 4,096') }],
    });
  });
});

it('chosen options keep the order in which they are offered', () => {
  const chosen = new Set<unknown>(['c', 'a']);
  expect(choiceAxis('f', ['a', 'b', 'c'], (value) => chosen.has(value))).toEqual({ field: 'f', values: ['a', 'c'] });
  expect(choiceAxis('f', ['a', 'b'], () => false)).toBe(null);
});
