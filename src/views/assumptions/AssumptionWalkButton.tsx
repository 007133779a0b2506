import { lazy, useState } from 'react';
import { Button } from '../parts/Button';
import { Deferred } from '../parts/Deferred';
import styles from './assumptions.module.css';

const AssumptionWalkDialog = lazy(async () => ({
  default: (await import('./AssumptionWalkDialog')).AssumptionWalkDialog,
}));

/** Opens the walk from another set of assumptions to the one in use. */
export function AssumptionWalkButton() {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.open}>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Compare with another set
      </Button>
      <Deferred fallback={null}>{open && <AssumptionWalkDialog onClose={() => setOpen(false)} />}</Deferred>
    </div>
  );
}
