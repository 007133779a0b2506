import { expect, it } from 'vitest';
import { withWorkload } from '../../models/design/from-presets';
import { defaultDesign } from '../../models/design/presets/default-design';
import { explainDesign } from '../../models/evaluate/explain';
import { explain } from '../../models/evaluate/explain-program';
import { compileWith, spaceOf } from '../../models/evaluate/program';
import { DEFAULT_ONLY } from '../../models/workload/lowering/lowerings';
import { pendingLowering, pendingTableLowering } from '../../models/workload/lowering/pending';
import { ALL_LOWERINGS } from '../../models/workload/lowering/registry';
import { resnet50 } from '../../models/workload/presets/layer-tables-images';
import { createRidgelineStore } from './store';

const table = withWorkload(defaultDesign(), resnet50(), null);

function storeOf(loadLowerings: () => Promise<typeof ALL_LOWERINGS>) {
  return createRidgelineStore({
    initialDesign: defaultDesign(),
    evaluate: (design, mapper, lowerings) => explain(compileWith(spaceOf(design), lowerings), 0, { mapper }),
    initialLowerings: { ...DEFAULT_ONLY, genz: pendingLowering, layers: pendingTableLowering },
    loadLowerings,
    loadMapper: () => Promise.reject(new Error('this test maps nothing')),
    sweepRunner: { run: () => Promise.reject(new Error('no sweeps')), warm: () => undefined, threads: 1 },
    now: () => 0,
  });
}

it('a design that needs a lowering is evaluated anew when that is there, as is the baseline', async () => {
  let loads = 0;
  const store = storeOf(() => (loads++, Promise.resolve(ALL_LOWERINGS)));
  expect(store.getState().replaceDesign(table, 'ResNet-50')).toBe(null);
  store.getState().pin();
  expect(store.getState().snapshot.report.status).toBe('missing');
  await store.getState().wantLowerings();
  expect(store.getState().snapshot.report).toEqual(explainDesign(table));
  expect(store.getState().baseline?.report).toEqual(explainDesign(table));
  expect(loads).toBe(1);
});

it('lowerings that did not come are asked for again with the next design', async () => {
  let online = false;
  const store = storeOf(() => (online ? Promise.resolve(ALL_LOWERINGS) : Promise.reject(new Error('offline'))));
  await store.getState().wantLowerings();
  online = true;
  store.getState().replaceDesign(table, 'ResNet-50');
  await store.getState().wantLowerings();
  expect(store.getState().snapshot.report.status).not.toBe('missing');
});

it('other designs are left alone when lowerings come', async () => {
  const store = storeOf(() => Promise.resolve(ALL_LOWERINGS));
  const before = store.getState().snapshot;
  await store.getState().wantLowerings();
  expect(store.getState().snapshot).toBe(before);
});
