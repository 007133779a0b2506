import { CopyButton } from '../parts/CopyButton';
import type { PhaseFilter } from './operator-rows';
import table from '../parts/table.module.css';
import styles from './roofline.module.css';

interface TableToolsProps {
  readonly phase: PhaseFilter;
  /** A table of layers has one pass. */
  readonly hasPhases: boolean;
  readonly text: string;
  readonly shown: number;
  readonly total: number;
  readonly onPhase: (phase: PhaseFilter) => void;
  readonly onText: (text: string) => void;
  readonly copyText: () => string;
}

const PHASES: readonly PhaseFilter[] = ['both', 'prefill', 'decode'];

export function TableTools({ phase, hasPhases, text, shown, total, onPhase, onText, copyText }: TableToolsProps) {
  return (
    <div className={styles.tools} data-print="hide">
      {hasPhases && (
        <div className={table.phases} role="group" aria-label="Phase">
          {PHASES.map((option) => (
            <button key={option} type="button" aria-pressed={option === phase} onClick={() => onPhase(option)}>
              {option === 'both' ? 'All' : option}
            </button>
          ))}
        </div>
      )}
      <input
        type="search"
        value={text}
        placeholder="Filter operators"
        aria-label="Filter operators"
        onChange={(event) => onText(event.target.value)}
      />
      <span className={styles.count} role="status">
        {shown === total ? `${total} operators` : `${shown} of ${total}`}
      </span>
      {hasPhases && <span className={styles.note}>decode: mean per step</span>}
      <CopyButton label="Copy rows" title="Copy these rows, tab-separated, with all digits" text={copyText} />
    </div>
  );
}
