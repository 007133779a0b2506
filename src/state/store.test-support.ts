import { defaultDesign } from '../../models/design/presets/default-design';
import { explainDesign } from '../../models/evaluate/explain';
import { createRidgelineStore, type RidgelineStore } from './store';
import type { SweepRunner } from './sweep-types';

const NO_SWEEPS: SweepRunner = {
  run: () => Promise.reject(new Error('this test sweeps nothing')),
  warm: () => undefined,
  threads: 1,
};

/** The store of the page as it starts, without threads. */
export function testStore(evaluate = explainDesign): RidgelineStore {
  return createRidgelineStore({ initialDesign: defaultDesign(), evaluate, sweepRunner: NO_SWEEPS, now: () => 0 });
}
