import { useState } from 'react';
import { LevelsPanel } from './LevelsPanel';
import styles from './formats.module.css';

const PANELS = [{ id: 'levels', label: 'Levels', Panel: LevelsPanel }] as const;

/** Number formats: their levels, errors, cost and accuracy. */
export function FormatsTab() {
  const [shown, show] = useState<(typeof PANELS)[number]['id']>('levels');
  const { Panel } = PANELS.find(({ id }) => id === shown)!;
  return (
    <div className={styles.tab}>
      <nav className={styles.panels} aria-label="Parts of this view">
        {PANELS.map(({ id, label }) => (
          <button key={id} type="button" aria-pressed={id === shown} onClick={() => show(id)}>
            {label}
          </button>
        ))}
      </nav>
      <Panel />
    </div>
  );
}
