import { useState } from 'react';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import { FILES, saveFile } from './save-file';
import styles from './frame.module.css';

/** Files of the design on screen; the Explore tab saves its frontier beside its table. */
export function ExportPanel() {
  const { getState } = useRidgelineStore();
  const [problem, setProblem] = useState('');
  return (
    <div className={styles.files}>
      {FILES.map(({ kind, label, what }) => (
        <Button key={kind} className={styles.file} onClick={() => void saveFile(kind, getState()).then(setProblem)}>
          <b>{label}</b> {what}
        </Button>
      ))}
      <p className={styles.quiet}>Each file carries the link, the versions and the units.</p>
      <p role="status" className={styles.problem}>
        {problem}
      </p>
    </div>
  );
}
