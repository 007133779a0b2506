import { lazy, useState } from 'react';
import { Deferred } from '../parts/Deferred';
import styles from './verdict.module.css';

const BreakdownDialog = lazy(async () => ({ default: (await import('./BreakdownDialog')).BreakdownDialog }));

/** Opens energy, area, cost and carbon in parts. */
export function BreakdownButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.sourcesButton} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        In detail, with area and cost
      </button>
      <Deferred fallback={null}>{open && <BreakdownDialog onClose={() => setOpen(false)} />}</Deferred>
    </>
  );
}
