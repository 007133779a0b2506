import { expect, it } from 'vitest';
import { withWorkload } from '../../models/design/from-presets';
import { defaultDesign } from '../../models/design/presets/default-design';
import { explainDesign } from '../../models/evaluate/explain/explain';
import { explain } from '../../models/evaluate/explain/explain-program';
import { compileWith, spaceOf } from '../../models/evaluate/program';
import { USUAL_MODELS } from '../../models/evaluate/models';
import { PENDING_LOWERINGS } from '../../models/workload/lowering/lowerings';
import { ALL_MODELS } from '../../models/evaluate/all-models';
import { resnet50 } from '../../models/workload/presets/layer-tables-images';
import { createRidgelineStore } from './store';

const table = withWorkload(defaultDesign(), resnet50(), null);

function storeOf(loadModels: () => Promise<typeof ALL_MODELS>) {
  return createRidgelineStore({
    initialDesign: defaultDesign(),
    evaluate: (design, mapper, models) => explain(compileWith(spaceOf(design), models), 0, { mapper }),
    initialModels: { ...USUAL_MODELS, standIns: PENDING_LOWERINGS },
    loadModels,
    loadMapper: () => Promise.reject(new Error('this test maps nothing')),
    sweepRunner: { run: () => Promise.reject(new Error('no sweeps')), warm: () => undefined, threads: 1 },
    now: () => 0,
  });
}

it('a design that needs a lowering is evaluated anew when that is there, as are those pinned', async () => {
  let loads = 0;
  const store = storeOf(() => (loads++, Promise.resolve(ALL_MODELS)));
  expect(store.getState().replaceDesign(table, 'ResNet-50')).toBe(null);
  store.getState().pin();
  expect(store.getState().snapshot.report.status).toBe('missing');
  await store.getState().wantModels();
  expect(store.getState().snapshot.report).toEqual(explainDesign(table));
  expect(store.getState().pinned[0]!.report).toEqual(explainDesign(table));
  expect(loads).toBe(1);
});

it('lowerings that did not come are asked for again with the next design', async () => {
  let online = false;
  const store = storeOf(() => (online ? Promise.resolve(ALL_MODELS) : Promise.reject(new Error('offline'))));
  await store.getState().wantModels();
  online = true;
  store.getState().replaceDesign(table, 'ResNet-50');
  await store.getState().wantModels();
  expect(store.getState().snapshot.report.status).not.toBe('missing');
});

it('other designs are left alone when lowerings come', async () => {
  const store = storeOf(() => Promise.resolve(ALL_MODELS));
  const before = store.getState().snapshot;
  await store.getState().wantModels();
  expect(store.getState().snapshot).toBe(before);
});
