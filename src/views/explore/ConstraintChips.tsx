import { useId, useState } from 'react';
import { workloadKindsOf } from '../../../models/design/workload-kinds';
import { metricsOf, type MetricId } from '../../../models/evaluate/metrics/metrics';
import type { MetricConstraint } from '../../../models/design/types';
import { selectConstraints } from '../../state/space-slice';
import { selectReport } from '../../state/design-slice';
import { CloseIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { useGesture } from '../design/use-gesture';
import { BOUND_SIGNS, boundsOf, boundText, readBound, startConstraint, turned, type Bound } from './constraint-draft';
import { MetricOptions } from './MetricOptions';
import { metricLabel } from './metric-names';
import { useSpace } from './use-explore';
import styles from './explore.module.css';

/** What a design must keep within to be on the frontier. That it fits into memory is always asked. */
export function ConstraintChips() {
  const { getState } = useRidgelineStore();
  const constraints = useRidgeline(selectConstraints);
  const metrics = metricsOf(workloadKindsOf(useSpace()));
  const add = (metric: string) => {
    const value = selectReport(getState()).metrics[metric as MetricId];
    getState().setConstraints([...constraints, startConstraint(metric, value)]);
  };
  const put = (at: number, next: MetricConstraint | null, gesture?: string) => {
    const changed = constraints.flatMap((old, place) => (place !== at ? [old] : next === null ? [] : [next]));
    getState().setConstraints(changed, gesture);
  };
  return (
    <div className={styles.chips} role="group" aria-label="Constraints">
      <span className={styles.lead}>subject to</span>
      <span className={styles.chip} title="A design that does not fit into memory is never on the frontier">
        <span className={styles.fixed}>fits memory</span>
      </span>
      {constraints.map((constraint, at) => (
        <ConstraintChip key={at} constraint={constraint} onChange={(next, gesture) => put(at, next, gesture)} />
      ))}
      <select
        className={styles.add}
        value=""
        aria-label="Add a constraint"
        onChange={(event) => add(event.target.value)}
      >
        <option value="">+ constraint</option>
        <MetricOptions metrics={metrics} />
      </select>
    </div>
  );
}

interface ConstraintChipProps {
  readonly constraint: MetricConstraint;
  /** Null removes it. */
  readonly onChange: (constraint: MetricConstraint | null, gesture?: string) => void;
}

function ConstraintChip({ constraint, onChange }: ConstraintChipProps) {
  const label = metricLabel(constraint.metric);
  const bounds = boundsOf(constraint);
  return (
    <span className={styles.chip}>
      <span className={styles.fixed}>{label}</span>
      {bounds.map((bound) => (
        <BoundInput
          key={bound}
          constraint={constraint}
          bound={bound}
          canTurn={bounds.length === 1}
          onChange={onChange}
        />
      ))}
      <button type="button" aria-label={`Remove the constraint on ${label}`} onClick={() => onChange(null)}>
        <CloseIcon />
      </button>
    </span>
  );
}

interface BoundInputProps extends ConstraintChipProps {
  readonly bound: Bound;
  readonly canTurn: boolean;
}

function BoundInput({ constraint, bound, canTurn, onChange }: BoundInputProps) {
  const problemId = useId();
  const gesture = useGesture();
  const [draft, setDraft] = useState<string | null>(null);
  const label = metricLabel(constraint.metric);
  const read = draft === null ? null : readBound(constraint, bound, draft);
  const problem = read === null || read.ok ? null : read.reason;
  const type = (text: string) => {
    setDraft(text);
    const next = readBound(constraint, bound, text);
    if (next.ok) onChange(next.constraint, gesture.current());
  };
  const sign = BOUND_SIGNS[bound];
  return (
    <>
      {canTurn ? (
        <button
          type="button"
          className={styles.sign}
          aria-label={`${label}: at ${bound === 'max' ? 'most' : 'least'}; turn round`}
          onClick={() => onChange(turned(constraint))}
        >
          {sign}
        </button>
      ) : (
        <span className={styles.fixed}>{sign}</span>
      )}
      <input
        type="text"
        size={8}
        value={draft ?? boundText(constraint, bound)}
        aria-label={`${label} ${sign}`}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        autoComplete="off"
        spellCheck={false}
        onFocus={gesture.start}
        onChange={(event) => type(event.target.value)}
        onBlur={() => problem === null && setDraft(null)}
      />
      {problem !== null && (
        <span id={problemId} className={styles.chipProblem} role="status">
          {problem}
        </span>
      )}
    </>
  );
}
