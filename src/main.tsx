import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defaultDesign } from '../models/design/presets/default-design';
import { explain } from '../models/evaluate/explain/explain-program';
import { compileWith, spaceOf } from '../models/evaluate/program';
import { USUAL_MODELS } from '../models/evaluate/models';
import { PENDING_LOWERINGS } from '../models/workload/lowering/lowerings';
import { selectDesign } from './state/design-slice';
import { lazySweepRunner } from './state/lazy-sweep-runner';
import { needsModels } from './state/models-slice';
import { createRidgelineStore } from './state/store';
import { startTheme } from './state/theme';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './views/App';
import { Deferred } from './views/parts/Deferred';
import { StoreContext } from './views/store-context';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

/** More do not make a page faster, and take memory. */
const MOST_THREADS = 8;
const threads = Math.max(1, Math.min(navigator.hardwareConcurrency, MOST_THREADS));

const store = createRidgelineStore({
  initialDesign: defaultDesign(),
  evaluate: (design, mapper, models) => explain(compileWith(spaceOf(design), models), 0, { mapper }),
  initialModels: { ...USUAL_MODELS, standIns: PENDING_LOWERINGS },
  loadModels: async () => {
    const { ALL_MODELS } = await import('../models/evaluate/all-models');
    return ALL_MODELS;
  },
  loadMapper: async (onAnswers) => (await import('./state/page-mapper')).browserPageMapper(onAnswers),
  sweepRunner: lazySweepRunner(threads, async () => {
    const { browserSweepRunner } = await import('./state/sweep-runner');
    return browserSweepRunner(threads);
  }),
  now: () => performance.now(),
});
startTheme(store);

async function syncLinks(): Promise<void> {
  try {
    const { startBrowserLinks } = await import('./state/browser-links');
    startBrowserLinks(store);
  } catch {
    const text = 'What reads and writes links could not be loaded: the address does not follow the design.';
    const reload = { label: 'Reload the page', run: () => location.reload() };
    store.getState().tell({ id: 'link', tone: 'problem', text, details: [], action: reload });
  }
}

/** With a link in the address its design is the first that is drawn; without one there is nothing to wait for. */
async function start(container: HTMLElement): Promise<void> {
  const links = syncLinks();
  if (location.hash.length > 1) {
    await links;
    if (needsModels(selectDesign(store.getState()))) await store.getState().wantModels();
  }
  createRoot(container).render(
    <StrictMode>
      <StoreContext value={store}>
        <Deferred fallback={null}>
          <App />
        </Deferred>
      </StoreContext>
    </StrictMode>,
  );
  // So that the next design does not wait for them.
  await store.getState().wantModels();
}

// Not awaited at the top of the module: what is imported here may import this module's own chunk.
void start(root);
