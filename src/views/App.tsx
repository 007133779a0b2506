import { lazy } from 'react';
import { selectDesign } from '../state/design-slice';
import { DropZone } from './design/DropZone';
import { DesignSheet } from './frame/DesignSheet';
import { Notices } from './frame/Notices';
import { Tabs } from './frame/Tabs';
import { TopBar } from './frame/TopBar';
import { useShortcuts } from './frame/use-shortcuts';
import { Deferred, FAULT_TEXT } from './parts/Deferred';
import { useRidgeline, useRidgelineStore } from './store-context';
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
const CompareTab = lazy(async () => ({ default: (await import('./compare/CompareTab')).CompareTab }));
const CommandPalette = lazy(async () => ({
  default: (await import('./palette/CommandPalette')).CommandPalette,
}));
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
          <Deferred fallback={null}>
            <DesignColumn />
          </Deferred>
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
            <Deferred key={tab} fallback={null}>
              {tab === 'explore' && <ExploreView />}
              {tab === 'dataflow' && <DataflowTab />}
              {tab === 'formats' && <FormatsTab />}
              {tab === 'scratchpad' && <ScratchpadTab />}
              {tab === 'compare' && <CompareTab />}
            </Deferred>
          </div>
        </section>
      </main>
      <Dialogs />
      <DropZone />
      <Announcer />
    </div>
  );
}

function Dialogs() {
  const { getState } = useRidgelineStore();
  const dialog = useRidgeline((state) => state.dialog);
  const tellFault = () => {
    getState().openDialog(null);
    const reload = { label: 'Reload the page', run: () => location.reload() };
    getState().tell({ id: 'part', tone: 'problem', text: FAULT_TEXT, details: [], action: reload });
  };
  return (
    <Deferred key={dialog} fallback={null} onFault={tellFault}>
      {dialog === 'help' && <HelpDialog />}
      {dialog === 'palette' && <CommandPalette />}
      {dialog === 'machines' && <PresetsDialog kind="machines" />}
      {dialog === 'arrays' && <PresetsDialog kind="machines" search="array" />}
      {dialog === 'models' && <PresetsDialog kind="models" />}
    </Deferred>
  );
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
