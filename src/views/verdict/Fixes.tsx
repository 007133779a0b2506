import { useMemo } from 'react';
import { fixesOf } from '../../../models/evaluate/fit';
import { selectDesign } from '../../state/design-slice';
import { selectMapper } from '../../state/mapper-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import styles from './verdict.module.css';

/** The smallest change of each kind that makes the design fit; a click makes it. */
export function Fixes() {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const mapper = useRidgeline(selectMapper);
  const fixes = useMemo(() => fixesOf(design, mapper), [design, mapper]);
  if (fixes.length === 0) return <p>No single change of batch, memory, chips or format makes it fit.</p>;
  return (
    <div className={styles.fixes}>
      <span>Would fit with</span>
      {fixes.map(({ field, label, value }) => (
        <button key={field} type="button" className={styles.fix} onClick={() => getState().setField(field, value)}>
          {label}
        </button>
      ))}
    </div>
  );
}
