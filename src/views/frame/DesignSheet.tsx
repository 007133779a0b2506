import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../parts/Button';
import { CloseIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';
import styles from './frame.module.css';

/** The left column; where there is no room for it, a sheet that opens over the page. */
export function DesignSheet({ children }: { readonly children: ReactNode }) {
  const { getState } = useRidgelineStore();
  const open = useRidgeline((state) => state.designSheetOpen);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) close.current?.focus();
  }, [open]);
  const hide = () => getState().setDesignSheetOpen(false);
  return (
    <>
      {open && <div className={styles.scrim} onClick={hide} />}
      <aside
        className={styles.sheet}
        id="design-sheet"
        aria-label="Design"
        data-open={open}
        onKeyDown={(event) => {
          if (open && event.key === 'Escape' && !event.defaultPrevented) hide();
        }}
      >
        <div className={styles.sheetHead}>
          <strong>Design</strong>
          <Button ref={close} look="icon" aria-label="Close the design" onClick={hide}>
            <CloseIcon />
          </Button>
        </div>
        {children}
      </aside>
    </>
  );
}
