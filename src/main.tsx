import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { defaultDesign } from '../models/design/presets/default-design';
import { explainDesign } from '../models/evaluate/explain';
import { addressBar, browserClock, browserStorage, startTheme } from './state/browser';
import { startLinkSync } from './state/link-sync';
import { createRidgelineStore } from './state/store';
import { browserSweepRunner } from './state/sweep-runner';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './views/App';
import { StoreContext } from './views/store-context';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const store = createRidgelineStore({
  initialDesign: defaultDesign(),
  evaluate: explainDesign,
  sweepRunner: browserSweepRunner(),
  now: () => performance.now(),
});
startTheme(store);
startLinkSync(store, { place: addressBar(), storage: browserStorage(), clock: browserClock() });

createRoot(root).render(
  <StrictMode>
    <StoreContext value={store}>
      <App />
    </StoreContext>
  </StrictMode>,
);
