import { beforeEach, describe, expect, it, vi } from 'vitest';
import { withAcceleratorPreset } from '../../models/design/from-presets';
import type { Design } from '../../models/design/types';
import { explainDesign } from '../../models/evaluate/explain/explain';
import { findHardwarePreset } from '../../models/hardware/presets/presets';
import { selectDesign } from './design-slice';
import { selectAxes } from './space-slice';
import { testStore } from './store.test-support';
import type { RidgelineStore } from './store';

let store: RidgelineStore;
const state = () => store.getState();
const rows = () => {
  const { matrix } = selectDesign(state()).accelerator;
  return matrix.kind === 'array' ? matrix.rows : NaN;
};

beforeEach(() => {
  store = testStore();
});

describe('a field that is set', () => {
  it('is evaluated at once, and the snapshot has another key', () => {
    const before = state().snapshot;
    expect(state().setField('matrix.rows', 256)).toBeNull();
    const after = state().snapshot;
    expect(rows()).toBe(256);
    expect(after.report).toEqual(explainDesign(after.design));
    expect(after.report.metrics.ttft).toBeLessThan(before.report.metrics.ttft);
    expect(after.key).not.toBe(before.key);
  });

  it.each([
    ['matrix.rows', 0, 'Array rows must be a whole number from 1 to 4,096, not 0.'],
    ['matrix.rows', NaN, 'Array rows must be a whole number from 1 to 4,096, not NaN.'],
    ['matrix.rows', 1.5, 'Array rows must be a whole number from 1 to 4,096, not 1.5.'],
    ['no.such.field', 1, 'This design has no field no.such.field.'],
  ])('%s to %s is refused and changes nothing', (field, value, sentence) => {
    const before = state().snapshot;
    expect(state().setField(field, value)).toBe(sentence);
    expect(state().snapshot).toBe(before);
    expect(state().canUndo()).toBe(false);
  });
});

describe('undo', () => {
  it('goes back and forth between the same designs', () => {
    const first = selectDesign(state());
    state().setField('matrix.rows', 256);
    const second = selectDesign(state());
    state().undo();
    expect(selectDesign(state())).toBe(first);
    state().redo();
    expect(selectDesign(state())).toBe(second);
    expect([state().canUndo(), state().canRedo()]).toEqual([true, false]);
  });

  it('takes one drag as one step, and the next drag as another', () => {
    for (const value of [64, 32, 16]) state().setField('matrix.rows', value, 'drag 1');
    for (const value of [8, 4]) state().setField('matrix.rows', value, 'drag 2');
    state().undo();
    expect(rows()).toBe(16);
    state().undo();
    expect(rows()).toBe(128);
    expect(state().canUndo()).toBe(false);
  });

  it('starts a new step when the same hand goes on after an undo', () => {
    state().setField('matrix.rows', 64, 'drag');
    state().undo();
    state().setField('matrix.rows', 32, 'drag');
    state().undo();
    expect(rows()).toBe(128);
  });

  it('forgets what was undone once something else is done', () => {
    state().setField('matrix.rows', 64);
    state().undo();
    state().setField('matrix.columns', 64);
    expect(state().canRedo()).toBe(false);
  });

  it('does nothing where there is nothing to undo', () => {
    const before = state().snapshot;
    state().undo();
    state().redo();
    expect(state().snapshot).toBe(before);
  });

  it('holds axes and names too', () => {
    state().setAxis('matrix.rows', { field: 'matrix.rows', values: [64, 128] });
    state().rename('Mine');
    state().undo();
    expect(selectDesign(state()).name).toBe('');
    state().undo();
    expect(selectAxes(state())).toEqual([]);
  });
});

it('a new name is not evaluated', () => {
  const evaluate = vi.fn((design: Design) => explainDesign(design));
  store = testStore(evaluate);
  state().rename('Mine');
  expect(selectDesign(state()).name).toBe('Mine');
  expect(evaluate).toHaveBeenCalledTimes(1);
});

describe('a space', () => {
  it('loses an axis together with those tied to it', () => {
    state().setAxis('matrix.rows', { field: 'matrix.rows', values: [64, 128] });
    state().setAxis('matrix.columns', { field: 'matrix.columns', tiedTo: 'matrix.rows', factor: 1 });
    state().setAxis('matrix.rows', null);
    expect(selectAxes(state())).toEqual([]);
  });

  it('keeps its axes around another machine as far as that has their fields', () => {
    state().setAxis('matrix.rows', { field: 'matrix.rows', values: [64, 128] });
    state().setAxis('deployment.decodeBatch', { field: 'deployment.decodeBatch', values: [1, 2] });
    const gpu = withAcceleratorPreset(selectDesign(state()), findHardwarePreset('h100-sxm')!.build(), null);
    expect(state().replaceDesign(gpu, 'H100 loaded')).toBeNull();
    expect(selectAxes(state()).map(({ field }) => field)).toEqual(['deployment.decodeBatch']);
  });
});

it('a notice takes the place of the one with its id', () => {
  const notice = { id: 'import', tone: 'info', details: [], action: null } as const;
  state().tell({ ...notice, text: 'first' });
  state().tell({ ...notice, text: 'second' });
  expect(state().notices.map(({ text }) => text)).toEqual(['second']);
  state().dismiss('import');
  expect(state().notices).toEqual([]);
});
