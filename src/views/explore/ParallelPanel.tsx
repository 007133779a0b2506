import { useMemo } from 'react';
import { ParallelChart } from '../../charts/parallel/ParallelChart';
import type { Brush } from '../../charts/parallel/layout';
import { Button } from '../parts/Button';
import type { FrontierTableData } from './frontier-table';
import { MOST_LINES, parallelData } from './parallel-data';
import styles from './frontier.module.css';

interface ParallelPanelProps {
  readonly table: FrontierTableData;
  /** All rows of the frontier. */
  readonly rows: readonly number[];
  readonly brushes: readonly Brush[];
  readonly hovered: number | null;
  readonly onBrush: (brushes: readonly Brush[]) => void;
}

/** The frontier's designs as lines across fields and metrics; dragging along an axis keeps those that pass. */
export function ParallelPanel({ table, rows, brushes, hovered, onBrush }: ParallelPanelProps) {
  const data = useMemo(() => parallelData(table, rows), [table, rows]);
  if (rows.length < 2) return null;
  if (rows.length > MOST_LINES) {
    return <p className={styles.note}>Too many designs on the frontier to draw each as a line.</p>;
  }
  return (
    <div className={styles.parallel} data-print="hide">
      <p className={styles.note}>
        Drag along an axis to keep the designs that pass there.{' '}
        {brushes.length > 0 && (
          <Button look="ghost" onClick={() => onBrush([])}>
            Keep all
          </Button>
        )}
      </p>
      <div className={styles.parallelChart}>
        <ParallelChart data={data} brushes={brushes} onBrush={onBrush} hoveredIndex={hovered} />
      </div>
    </div>
  );
}
