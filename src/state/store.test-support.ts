import { defaultDesign } from '../../models/design/presets/default-design';
import { explainDesign } from '../../models/evaluate/explain/explain';
import { createProductMapper } from '../../models/mapping/product-mapper';
import { ALL_MODELS } from '../../models/evaluate/all-models';
import type { DesignDeps } from './design-slice';
import { createRidgelineStore, type RidgelineStore } from './store';
import type { SweepRunner } from './sweep-types';

const SMALL_BUDGET = {
  mostNodes: 100,
  mostStates: 100,
  mostEvaluations: 10,
  mostChoices: 1,
  mostOthers: 0,
  mostAnswers: 100,
};

const NO_SWEEPS: SweepRunner = {
  run: () => Promise.reject(new Error('this test sweeps nothing')),
  warm: () => undefined,
  threads: 1,
};

/** The store of the page as it starts, without threads. */
export function testStore(
  evaluate: DesignDeps['evaluate'] = (design, mapper) => explainDesign(design, { mapper }),
): RidgelineStore {
  return createRidgelineStore({
    ...{ initialDesign: defaultDesign(), evaluate, sweepRunner: NO_SWEEPS, now: () => 0 },
    initialModels: ALL_MODELS,
    loadModels: () => Promise.resolve(ALL_MODELS),
    loadMapper: () => {
      const mapper = createProductMapper(SMALL_BUDGET);
      return Promise.resolve({ ...mapper, whole: (question) => question(mapper) });
    },
  });
}
