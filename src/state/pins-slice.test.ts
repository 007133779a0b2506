import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_PINS, type Pins } from '../../models/design/pins';
import { presetDesign } from '../../models/design/designs.test-support';
import type { Design } from '../../models/design/types';
import { explainDesign } from '../../models/evaluate/explain/explain';
import { selectDesign } from './design-slice';
import { carriesPins, linkOf, openLink } from './link';
import { withMovedPin, withoutPin } from './pins';
import { selectBaseline } from './pins-slice';
import type { RidgelineStore } from './store';
import { testStore } from './store.test-support';

let store: RidgelineStore;
const state = () => store.getState();
const rowsPinned = () => state().pinned.map(({ design: { accelerator: { matrix } } }) => (matrix.kind === 'array' ? matrix.rows : NaN)); // prettier-ignore
const pinRows = (...values: readonly number[]) => {
  for (const value of values) {
    state().setField('matrix.rows', value);
    state().pin();
  }
};
const pins = () => state().history.present.pins;

beforeEach(() => {
  store = testStore();
});

describe('a pinned design', () => {
  it('stays what it was while the one on screen changes', () => {
    const before = state().snapshot;
    expect(state().pin()).toBe(true);
    state().setField('matrix.rows', 256);
    expect(state().pinned).toEqual([before]);
    expect(selectBaseline(state())).toBe(before);
    state().unpin(0);
    expect(selectBaseline(state())).toBeNull();
  });

  it('is evaluated as any other, once', () => {
    const evaluate = vi.fn((design: Design) => explainDesign(design));
    store = testStore(evaluate);
    const other = presetDesign('h100-sxm', 'llama-3.1-8b');
    state().pin(other);
    expect(state().pinned[0]!.report).toEqual(explainDesign(other));
    state().pin();
    state().movePin(0, 1);
    state().setReference(0);
    state().renamePin(1, 'Rival');
    expect(evaluate).toHaveBeenCalledTimes(2);
    expect(state().pinned.map(({ design }) => design.name)).toEqual(['', 'Rival']);
  });

  it('is pinned once, and there are at most six', () => {
    pinRows(8, 16);
    expect(state().pin()).toBe(false);
    expect(state().notices.map(({ text }) => text)).toEqual(['This design is pinned already, as B.']);
    pinRows(24, 32, 40, 48);
    expect(state().pinned).toHaveLength(MAX_PINS);
    state().setField('matrix.rows', 56);
    expect(state().pin()).toBe(false);
    expect(state().notices[0]!.text).toMatch(/^6 designs are pinned, which is the most/);
    state().notices[0]!.action!.run();
    expect([state().tab, state().notices]).toEqual(['compare', []]);
  });

  it('stays when another machine is loaded', () => {
    state().pin();
    state().replaceDesign(presetDesign('h100-sxm', 'llama-3.1-8b'), 'H100');
    expect(state().pinned).toHaveLength(1);
  });
});

describe('undo', () => {
  it('takes back pins, their order, names and reference', () => {
    pinRows(8, 16);
    state().movePin(1, 0);
    expect(rowsPinned()).toEqual([16, 8]);
    state().setReference(0);
    state().renamePin(0, 'N', 'typing');
    state().renamePin(0, 'Na', 'typing');
    state().undo();
    expect([state().pinned[0]!.design.name, pins().reference]).toEqual(['', 0]);
    state().undo();
    expect(pins().reference).toBe(1);
    state().undo();
    expect(rowsPinned()).toEqual([8, 16]);
    state().undo();
    expect(rowsPinned()).toEqual([8]);
    state().redo();
    expect(rowsPinned()).toEqual([8, 16]);
  });
});

describe('a link', () => {
  it('carries the pinned designs with their reference, around a design and around a space', () => {
    pinRows(8, 16, 24);
    state().setReference(2);
    state().setAxis('matrix.columns', { field: 'matrix.columns', values: [64, 128] });
    for (const _ of [0, 1]) {
      const opened = openLink(linkOf(state().history.present));
      if (!opened.ok) throw new Error(opened.reason);
      const other = testStore();
      other.getState().openWork(opened.work);
      expect(other.getState().history.present.pins).toEqual(pins());
      expect(other.getState().pinned.map(({ report }) => report)).toEqual(state().pinned.map(({ report }) => report));
      state().setAxis('matrix.columns', null);
    }
  });

  it('leaves pins behind that are too long for it, and opens all the same', () => {
    const { workload } = presetDesign('tpu-v4', 'resnet-50');
    if (workload.kind !== 'layers') throw new Error('a table of layers is pinned here');
    let seed = 1;
    const noise = () => Array.from({ length: 100 }, () => String.fromCharCode(97 + (seed = (seed * 16807) % 2147483647) % 26)).join(''); // prettier-ignore
    const layers = Array.from({ length: 20 }, () =>
      workload.layers.map((layer) => ({ ...layer, name: noise() })),
    ).flat();
    const design = selectDesign(state());
    state().pin({ ...design, workload: { ...workload, layers } });
    expect(carriesPins(state().history.present)).toBe(false);
    const opened = openLink(linkOf(state().history.present));
    expect(opened.ok && opened.work.design).toEqual(design);
    expect(opened.ok && opened.work.pins.designs).toEqual([]);
  });

  it('without pins takes those away, and undo brings them back', () => {
    pinRows(8);
    const opened = openLink(linkOf({ ...state().history.present, pins: { designs: [], reference: 0 } }));
    if (!opened.ok) throw new Error(opened.reason);
    state().openWork(opened.work);
    expect(state().pinned).toEqual([]);
    state().undo();
    expect(rowsPinned()).toEqual([8]);
  });
});

describe('order and reference', () => {
  const designs = Array.from({ length: MAX_PINS }, (_, at) => ({
    ...selectDesign(testStore().getState()),
    name: `${at}`,
  }));
  const some: fc.Arbitrary<Pins> = fc
    .integer({ min: 2, max: MAX_PINS })
    .chain((count) => fc.record({ designs: fc.constant(designs.slice(0, count)), reference: fc.nat(count - 1) }));
  const referred = (pinned: Pins) => pinned.designs[pinned.reference];

  it('a move keeps all designs and the reference', () => {
    fc.assert(
      fc.property(some, fc.nat(5), fc.nat(5), (before, a, b) => {
        const [from, to] = [a % before.designs.length, b % before.designs.length];
        const after = withMovedPin(before, from, to);
        expect(after.designs[to]).toBe(before.designs[from]);
        expect(new Set(after.designs)).toEqual(new Set(before.designs));
        expect(referred(after)).toBe(referred(before));
      }),
    );
  });

  it('a design that goes takes only itself away', () => {
    fc.assert(
      fc.property(some, fc.nat(5), (before, a) => {
        const at = a % before.designs.length;
        const after = withoutPin(before, at);
        expect(after.designs).toEqual(before.designs.toSpliced(at, 1));
        expect(referred(after)).toBe(at === before.reference ? after.designs[0] : referred(before));
      }),
    );
  });
});
