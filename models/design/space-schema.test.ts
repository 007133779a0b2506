import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoderOf, arbitrarySpace, METRIC_IDS_OF_TESTS, presetDesign } from './designs.test-support';
import { fieldsOf } from './fields';
import { issueSentence } from './issues';
import { parseSpace } from './space-schema';

const BASE = presetDesign('tpu-v4', 'llama-3.1-8b');
const EMPTY = { base: BASE, axes: [], constraints: [], objectives: [] };
const ROWS = { field: 'matrix.rows', values: [64, 128] };

/** The first complaint about a space as one sentence; empty: there is none. */
function complaint(space: unknown): string {
  const parsed = parseSpace(space, { metricIds: METRIC_IDS_OF_TESTS });
  return parsed.ok ? '' : issueSentence(parsed.issues[0]!);
}

const axes = (...list: readonly unknown[]) => complaint({ ...EMPTY, axes: list });

describe('a space', () => {
  it('of any valid axes is valid', () => {
    fc.assert(
      fc.property(arbitrarySpace, (space) => {
        expect(complaint(space)).toBe('');
      }),
    );
  });

  it('takes every field as an axis, and refuses a value that the field refuses', () => {
    for (const { id, get } of fieldsOf(BASE)) {
      const value = get(BASE);
      if (value !== null) expect(axes({ field: id, values: [value] })).toBe('');
      expect(axes({ field: id, values: ['no such thing'] })).toMatch(/^axes\[0\]\.values\[0\]: must be /);
      expect(axes({ field: id, values: [NaN] })).toMatch(/^axes\[0\]\.values\[0\]: must be /);
      expect(axes({ field: id, values: [null] })).toMatch(/^axes\[0\]\.values\[0\]: must be /);
    }
  });

  it.each([
    [[{ field: 'matrix.wings', values: [1] }], 'axes[0].field: must be a field of the base design, not "matrix.wings"'],
    [[{ field: 'matrix.rows', values: [] }], 'axes[0].values: must be a list of 1 to 4096 items, not 0'],
    [[{ field: 'matrix.rows', values: [0] }], 'axes[0].values[0]: must be a whole number from 1 to 4,096, not 0'],
    [[{ field: 'matrix.rows', values: [1.5] }], 'axes[0].values[0]: must be a whole number from 1 to 4,096, not 1.5'],
    [[{ field: 'matrix.rows' }], 'axes[0].values: is missing; it must be a list of 1 to 4096 items'],
    [[{ ...ROWS, speed: 1 }], 'axes[0].speed: is not a field that is known here'],
    [[ROWS, ROWS], 'axes[1].field: must not repeat that of axes[0], matrix.rows'],
    [[{ field: 'matrix.columns', tiedTo: 'matrix.rows', factor: 1 }], 'axes[0].tiedTo: must be the field of an axis with values of its own, not "matrix.rows"'],
    [[ROWS, { field: 'matrix.columns', tiedTo: 'matrix.rows', factor: 0.3 }], 'axes[1].factor: must keep matrix.columns within its range, but makes it 19.2: it must be a whole number from 1 to 4,096, not 19.2'],
    [[ROWS, { field: 'matrix.dataflow', tiedTo: 'matrix.rows', factor: 1 }], 'axes[1]: must tie a number to an axis of numbers'],
    [[{ field: 'matrix.dataflow', values: ['os'] }, { field: 'matrix.rows', tiedTo: 'matrix.dataflow', factor: 1 }], 'axes[1]: must tie a number to an axis of numbers'],
    [[ROWS, { field: 'matrix.columns', tiedTo: 'matrix.rows', factor: NaN }], 'axes[1].factor: must be a finite number, not NaN'],
    [[{ field: 'workload', values: [{}] }], 'axes[0].values[0].kind: is missing; it must be one of decoder or layers'],
  ])('axes %#', (list, sentence) => {
    expect(axes(...list)).toBe(sentence);
  }); // prettier-ignore

  it('takes a tied axis whose products fit', () => {
    expect(axes(ROWS, { field: 'matrix.columns', tiedTo: 'matrix.rows', factor: 2 })).toBe('');
  });

  it('checks models of an axis as it checks that of the base', () => {
    const workload = structuredClone(decoderOf(BASE));
    Object.assign(workload.groups[0]!.layers[0]!.mixer, { kvHeads: 5 });
    expect(axes({ field: 'workload', values: [BASE.workload, workload] })).toBe(
      'axes[0].values[1].groups[0].layers[0].mixer.kvHeads: must divide the 32 heads, not 5',
    );
  });

  it('is limited in size, and in the combinations that are compiled on their own', () => {
    const values = Array.from({ length: 4096 }, (_, i) => i + 1);
    const many = ['matrix.rows', 'matrix.columns', 'matrix.cores', 'deployment.decodeBatch'];
    expect(axes(...many.map((field) => ({ field, values })))).toMatch(/^axes: must make at most 1e12 designs/);
    const switches = fieldsOf(BASE).filter(
      ({ id, control }) => control.kind === 'toggle' && id.startsWith('assumptions.'),
    );
    expect(axes(...switches.slice(0, 11).map(({ id }) => ({ field: id, values: [true, false] })))).toBe(
      'axes: must combine at most 1024 models and assumptions, not 2048',
    );
  });

  it('names the field of a base design that is wrong', () => {
    const base = { ...BASE, efficiency: { ...BASE.efficiency, compute: 2 } };
    expect(complaint({ ...EMPTY, base })).toMatch(/^base\.efficiency\.compute: must be a number from/);
    const formats = [{ match: { layers: { from: 4, to: 4 } }, format: 'bf16' }];
    expect(complaint({ ...EMPTY, base: { ...BASE, formats } })).toMatch(/^base\.formats\[0\]\.match\.layers\.to: /);
  });

  it.each([
    [{ constraints: [{ metric: 'joy', max: 1 }] }, 'constraints[0].metric: must be the id of a metric, not "joy"'],
    [{ constraints: [{ metric: 'ttft' }] }, 'constraints[0]: must have a min or a max'],
    [{ constraints: [{ metric: 'ttft', min: 2, max: 1 }] }, 'constraints[0].min: must be at most max (1), not 2'],
    [{ constraints: [{ metric: 'ttft', max: Infinity }] }, 'constraints[0].max: must be a finite number, not Infinity'],
    [{ objectives: ['ttft', 'joy'] }, 'objectives[1]: must be the id of a metric, not "joy"'],
    [{ objectives: ['ttft', 'ttft'] }, 'objectives[1]: must not repeat ttft'],
    [{ objectives: 'ttft' }, 'objectives: must be a list of 0 to 8 items, not "ttft"'],
  ])('metrics %#', (change, sentence) => {
    expect(complaint({ ...EMPTY, ...change })).toBe(sentence);
  });

  it('of any JSON never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(complaint(json)).not.toBe('');
        expect(complaint({ ...EMPTY, axes: [json] })).not.toBe('');
      }),
    );
  });
});
