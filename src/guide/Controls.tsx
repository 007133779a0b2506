import type { ReactNode } from 'react';
import styles from './guide.module.css';

interface ControlsProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** The numbers that a figure is drawn from. */
export function Controls({ label, children }: ControlsProps) {
  return (
    <div role="group" aria-label={label} className={styles.controls}>
      {children}
    </div>
  );
}
