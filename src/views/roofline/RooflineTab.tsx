import { lazy } from 'react';
import { selectIsStale } from '../../state/snapshot';
import { Deferred } from '../parts/Deferred';
import { useRidgeline } from '../store-context';
import styles from './roofline.module.css';

/** Asked for at once, beside the rest of the page: the verdict's numbers do not wait for it. */
const view = import('./RooflineView');
const RooflineView = lazy(async () => ({ default: (await view).RooflineView }));

/** The roofline of the design and, below it, its operators. */
export function RooflineTab() {
  const stale = useRidgeline(selectIsStale);
  return (
    <div className={styles.tab} data-stale={stale}>
      <Deferred
        fallback={
          <>
            <div className={styles.chart} />
            <div className={styles.tableBox} />
          </>
        }
      >
        <RooflineView />
      </Deferred>
    </div>
  );
}
