import { lazy } from 'react';
import { Deferred } from '../parts/Deferred';
import { Popover } from '../parts/Popover';
import partStyles from '../parts/parts.module.css';
import styles from './frame.module.css';

const ExportPanel = lazy(async () => ({ default: (await import('./ExportPanel')).ExportPanel }));

export function ExportMenu() {
  return (
    <Popover label="Export" button="Export" buttonClass={`${partStyles.button} ${styles.export}`}>
      <Deferred fallback={<p className={styles.quiet}>Loading …</p>}>
        <ExportPanel />
      </Deferred>
    </Popover>
  );
}
