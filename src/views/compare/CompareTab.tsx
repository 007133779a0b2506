import { useMemo } from 'react';
import { carriesPins } from '../../state/link';
import { useRidgeline } from '../store-context';
import { BreakdownSection } from './BreakdownSection';
import { caveatsOf } from './columns';
import { DesignCards } from './DesignCards';
import { ImportLink } from './ImportLink';
import { InputTable } from './InputTable';
import { MetricTable } from './MetricTable';
import { MultiplesSection } from './MultiplesSection';
import { useComparison } from './use-comparison';
import styles from './compare.module.css';

const TOO_LONG =
  'The pinned designs are too long for a link: they stay as long as this page is open. Save the comparison as JSON to keep them.';

/** Pinned designs side by side: what differs between them, and what comes of it. */
export function CompareTab() {
  const comparison = useComparison();
  const work = useRidgeline(({ history }) => history.present);
  const fitsLink = useMemo(() => carriesPins(work), [work]);
  const { columns } = comparison;
  return (
    <div className={styles.tab}>
      <DesignCards comparison={comparison} />
      <ImportLink />
      {columns.length === 1 && (
        <p className={styles.hint}>
          {columns[0]!.pin === null
            ? 'Nothing is pinned yet. Pin this design, then change it or load another: both stand side by side here.'
            : 'The design on screen is the one that is pinned. Change it or load a preset, and it stands beside it here.'}
        </p>
      )}
      {[...caveatsOf(columns, work.pins), ...(fitsLink ? [] : [TOO_LONG])].map((caveat) => (
        <p key={caveat} className={styles.caveat}>
          {caveat}
        </p>
      ))}
      {columns.length > 1 && <MultiplesSection comparison={comparison} />}
      <InputTable comparison={comparison} />
      <MetricTable comparison={comparison} />
      <BreakdownSection comparison={comparison} />
    </div>
  );
}
