import { lazy } from 'react';
import { Deferred } from '../parts/Deferred';
import { Popover } from '../parts/Popover';
import partStyles from '../parts/parts.module.css';
import styles from './frame.module.css';

const SharePanel = lazy(async () => ({ default: (await import('./SharePanel')).SharePanel }));

export function ShareMenu() {
  return (
    <Popover label="Share" button="Share" buttonClass={`${partStyles.button} ${partStyles.primary}`}>
      <Deferred fallback={<p className={styles.share}>Loading …</p>}>
        <SharePanel />
      </Deferred>
    </Popover>
  );
}
