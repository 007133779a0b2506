import { lazy, Suspense } from 'react';
import { Popover } from '../parts/Popover';
import partStyles from '../parts/parts.module.css';
import styles from './frame.module.css';

const SharePanel = lazy(async () => ({ default: (await import('./SharePanel')).SharePanel }));

export function ShareMenu() {
  return (
    <Popover label="Share" button="Share" buttonClass={`${partStyles.button} ${partStyles.primary}`}>
      <Suspense fallback={<p className={styles.share}>Loading …</p>}>
        <SharePanel />
      </Suspense>
    </Popover>
  );
}
