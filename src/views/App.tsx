import { lazy, Suspense } from 'react';
import { selectDesign } from '../state/design-slice';
import { DropZone } from './design/DropZone';
import { DesignSheet } from './frame/DesignSheet';
import { Notices } from './frame/Notices';
import { Tabs } from './frame/Tabs';
import { TopBar } from './frame/TopBar';
import { useShortcuts } from './frame/use-shortcuts';
import { useRidgeline } from './store-context';
import { RooflineTab } from './roofline/RooflineTab';
import { Verdict } from './verdict/Verdict';
import styles from './app.module.css';

// The form has its place from the start and fills it beside the first charts; small screens open it later.
const DesignColumn = lazy(async () => ({ default: (await import('./design/DesignColumn')).DesignColumn }));
// What the first look does not need is loaded when it is asked for.
const PresetsDialog = lazy(async () => ({ default: (await import('./frame/PresetsDialog')).PresetsDialog }));
const ExploreView = lazy(async () => ({ default: (await import('./explore/ExploreView')).ExploreView }));
const DataflowTab = lazy(async () => ({ default: (await import('./dataflow/DataflowTab')).DataflowTab }));
const FormatsTab = lazy(async () => ({ default: (await import('./formats/FormatsTab')).FormatsTab }));
const ScratchpadTab = lazy(async () => ({ default: (await import('./scratchpad/ScratchpadTab')).ScratchpadTab }));
const HelpDialog = lazy(async () => ({ default: (await import('./frame/HelpDialog')).HelpDialog }));

export function App() {
  useShortcuts();
  const tab = useRidgeline((state) => state.tab);
  return (
    <div className={styles.page}>
      <TopBar />
      <Notices />
      <main className={styles.main}>
        <DesignSheet>
          <Suspense fallback={null}>
            <DesignColumn />
          </Suspense>
        </DesignSheet>
        <aside className={styles.verdict} aria-labelledby="verdict-heading">
          <h2 id="verdict-heading" className={styles.hidden}>
            Verdict
          </h2>
          <Verdict />
        </aside>
        <section className={styles.centre}>
          <Tabs />
          <div className={styles.panel} role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
            {tab === 'roofline' && <RooflineTab />}
            <Suspense fallback={null}>
              {tab === 'explore' && <ExploreView />}
              {tab === 'dataflow' && <DataflowTab />}
              {tab === 'formats' && <FormatsTab />}
              {tab === 'scratchpad' && <ScratchpadTab />}
            </Suspense>
          </div>
        </section>
      </main>
      <Suspense fallback={null}>
        <Dialogs />
      </Suspense>
      <DropZone />
      <Announcer />
    </div>
  );
}

function Dialogs() {
  const dialog = useRidgeline((state) => state.dialog);
  if (dialog === 'machines' || dialog === 'models') return <PresetsDialog key={dialog} kind={dialog} />;
  if (dialog === 'arrays') return <PresetsDialog key={dialog} kind="machines" search="array" />;
  return dialog === 'help' ? <HelpDialog /> : null;
}

/** Says what was loaded to those who do not see it. */
function Announcer() {
  const announcement = useRidgeline((state) => state.announcement);
  const name = useRidgeline(selectDesign).name;
  return (
    <p className={styles.hidden} role="status">
      {announcement === '' ? name : announcement}
    </p>
  );
}
