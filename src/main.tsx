import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defaultDesign } from '../models/design/presets/default-design';
import { explain } from '../models/evaluate/explain-program';
import { compileWith, spaceOf } from '../models/evaluate/program';
import { DEFAULT_ONLY } from '../models/workload/lowering/lowerings';
import { pendingLowering, pendingTableLowering } from '../models/workload/lowering/pending';
import { selectDesign } from './state/design-slice';
import { lazySweepRunner } from './state/lazy-sweep-runner';
import { needsLowerings } from './state/lowerings-slice';
import { createRidgelineStore } from './state/store';
import { startTheme } from './state/theme';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './views/App';
import { StoreContext } from './views/store-context';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

/** More do not make a page faster, and take memory. */
const MOST_THREADS = 8;
const threads = Math.max(1, Math.min(navigator.hardwareConcurrency, MOST_THREADS));

const store = createRidgelineStore({
  initialDesign: defaultDesign(),
  evaluate: (design, mapper, lowerings) => explain(compileWith(spaceOf(design), lowerings), 0, { mapper }),
  initialLowerings: { ...DEFAULT_ONLY, genz: pendingLowering, layers: pendingTableLowering },
  loadLowerings: async () => {
    const { ALL_LOWERINGS } = await import('../models/workload/lowering/registry');
    return ALL_LOWERINGS;
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
  const { startBrowserLinks } = await import('./state/browser-links');
  startBrowserLinks(store);
}

/** With a link in the address its design is the first that is drawn; without one there is nothing to wait for. */
async function start(container: HTMLElement): Promise<void> {
  const links = syncLinks();
  if (location.hash.length > 1) {
    await links;
    if (needsLowerings(selectDesign(store.getState()))) await store.getState().wantLowerings();
  }
  createRoot(container).render(
    <StrictMode>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </StrictMode>,
  );
  // So that the next design does not wait for them.
  await store.getState().wantLowerings();
}

// Not awaited at the top of the module: what is imported here may import this module's own chunk.
void start(root);
