import { useCallback } from 'react';
import { fixesOf } from '../../../models/evaluate/changes/fit';
import { SEARCHING, type ProductMapper } from '../../../models/evaluate/mapped/product-mapper';
import { selectReport } from '../../state/design-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { useTriedDesigns } from '../use-tried-designs';
import styles from './verdict.module.css';

/** The smallest change of each kind that makes the design fit; a click makes it. */
export function Fixes() {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(({ snapshot }) => snapshot.reported);
  const isSearching = useRidgeline((state) => selectReport(state).reasons.includes(SEARCHING.reason));
  const fixesWith = useCallback((mapper: ProductMapper | null) => fixesOf(design, mapper), [design]);
  const fixes = useTriedDesigns(fixesWith, isSearching);
  if (fixes === null) return null;
  if (fixes.length === 0) return <p>No single change of batch, memory, chips or format makes it fit.</p>;
  return (
    <div className={styles.fixes}>
      <span>Would fit with</span>
      {fixes.map(({ field, label, value, also = [] }) => (
        <button
          key={label}
          type="button"
          className={styles.fix}
          onClick={() => [{ field, value }, ...also].forEach((one) => getState().setField(one.field, one.value, label))}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
