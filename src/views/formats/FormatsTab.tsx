import { lazy, useEffect, useState } from 'react';
import { browserFormatLab } from '../../state/format-lab';
import { Deferred } from '../parts/Deferred';
import { CrestPanel } from './CrestPanel';
import { ErrorPanel } from './ErrorPanel';
import { LevelsPanel } from './LevelsPanel';
import { FIRST_SOURCE } from './source-draft';
import styles from './formats.module.css';

// Published tables, products and the engine of choices come when they are asked for.
const ProductPanel = lazy(async () => ({ default: (await import('./ProductPanel')).ProductPanel }));
const CostPanel = lazy(async () => ({ default: (await import('./CostPanel')).CostPanel }));
const AccuracyPanel = lazy(async () => ({ default: (await import('./AccuracyPanel')).AccuracyPanel }));
const ChoosingPanel = lazy(async () => ({ default: (await import('./ChoosingPanel')).ChoosingPanel }));

const PANELS = [
  { id: 'levels', label: 'Levels', Panel: LevelsPanel },
  { id: 'error', label: 'Error', Panel: ErrorPanel },
  { id: 'product', label: 'Matrix product', Panel: ProductPanel },
  { id: 'crest', label: 'Crest factor', Panel: CrestPanel },
  { id: 'cost', label: 'Cost', Panel: CostPanel },
  { id: 'accuracy', label: 'Accuracy', Panel: AccuracyPanel },
  { id: 'choosing', label: 'Choosing', Panel: ChoosingPanel },
] as const;

/** Number formats: their levels, errors, cost and accuracy. */
export function FormatsTab() {
  const [shown, show] = useState<(typeof PANELS)[number]['id']>('levels');
  const [draft, setDraft] = useState(FIRST_SOURCE);
  const [lab] = useState(browserFormatLab);
  useEffect(() => () => lab.dispose(), [lab]);
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
      <Deferred key={shown} fallback={null}>
        <Panel lab={lab} draft={draft} onDraft={setDraft} />
      </Deferred>
    </div>
  );
}
