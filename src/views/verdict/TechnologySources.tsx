import { lazy, Suspense } from 'react';
import { Popover } from '../parts/Popover';
import styles from './verdict.module.css';

const TechnologyFigures = lazy(async () => ({
  default: (await import('./TechnologyFigures')).TechnologyFigures,
}));

/** Opens the figures that energy and area are made of, each with its source. The sources load when asked for. */
export function TechnologySources() {
  return (
    <Popover label="Figures of energy and area" button="Figures and sources" buttonClass={styles.sourcesButton}>
      <Suspense fallback={<p className={styles.quiet}>Loading …</p>}>
        <TechnologyFigures />
      </Suspense>
    </Popover>
  );
}
