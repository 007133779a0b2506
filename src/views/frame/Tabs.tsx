import type { KeyboardEvent } from 'react';
import { TABS } from '../../state/ui-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { TAB_LABELS } from './tab-labels';
import styles from './frame.module.css';

export function Tabs() {
  const { getState } = useRidgelineStore();
  const current = useRidgeline((state) => state.tab);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const step = event.key === 'ArrowRight' ? 1 : TABS.length - 1;
    const next = TABS[(TABS.indexOf(current) + step) % TABS.length]!;
    getState().setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label="Views" onKeyDown={onKeyDown} data-print="hide">
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === current}
          aria-controls={tab === current ? `panel-${tab}` : undefined}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => getState().setTab(tab)}
        >
          {TAB_LABELS[tab]}
        </button>
      ))}
    </div>
  );
}
