import { MOST_OBJECTIVES, FEWEST_OBJECTIVES } from '../../state/sweep-request';
import { selectObjectives } from '../../state/space-slice';
import { CloseIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { MetricOptions } from './MetricOptions';
import { directionOf, metricLabel, objectiveMetrics } from './metric-names';
import { useSpace } from './use-explore';
import styles from './explore.module.css';

const ROLES = ['x', 'y'] as const;

/** What the frontier is spanned by: two to five metrics, the first two being the axes of the chart. */
export function ObjectiveChips() {
  const { getState } = useRidgelineStore();
  const objectives = useRidgeline(selectObjectives);
  const set = (next: readonly string[]) => getState().setObjectives(next);
  /** A metric that is an objective already changes places with the one that it replaces. */
  const choose = (at: number, id: string) =>
    set(objectives.map((old, place) => (place === at ? id : old === id ? objectives[at]! : old)));
  const [x = '', y = '', ...others] = objectives;
  const metrics = objectiveMetrics(useSpace());
  const free = metrics.filter(({ id }) => !objectives.includes(id));
  return (
    <div className={styles.chips} role="group" aria-label="Objectives">
      <span className={styles.lead}>Objectives</span>
      {objectives.map((id, at) => (
        <ObjectiveChip
          key={at}
          id={id}
          metrics={metrics}
          role={ROLES[at] ?? null}
          onChoose={(next) => choose(at, next)}
          onRemove={objectives.length > FEWEST_OBJECTIVES ? () => set(objectives.filter((old) => old !== id)) : null}
        />
      ))}
      <button
        type="button"
        className={styles.swap}
        onClick={() => set([y, x, ...others])}
        aria-label="Swap x and y"
        title="Swap x and y"
      >
        ⇄
      </button>
      {objectives.length < MOST_OBJECTIVES && (
        <select
          className={styles.add}
          value=""
          aria-label="Add an objective"
          onChange={(event) => set([...objectives, event.target.value])}
        >
          <option value="">+ objective</option>
          <MetricOptions metrics={free} />
        </select>
      )}
    </div>
  );
}

interface ObjectiveChipProps {
  readonly id: string;
  readonly metrics: ReturnType<typeof objectiveMetrics>;
  readonly role: 'x' | 'y' | null;
  readonly onChoose: (id: string) => void;
  /** Null: too few would be left. */
  readonly onRemove: (() => void) | null;
}

function ObjectiveChip({ id, metrics, role, onChoose, onRemove }: ObjectiveChipProps) {
  const name = role === null ? 'Further objective' : `Objective on the ${role} axis`;
  return (
    <span className={styles.chip} data-axis={role !== null}>
      {role !== null && (
        <span className={styles.role} aria-hidden="true">
          {role}
        </span>
      )}
      <select value={id} aria-label={name} onChange={(event) => onChoose(event.target.value)}>
        {metrics.every((metric) => metric.id !== id) && <option value={id}>{metricLabel(id)}</option>}
        <MetricOptions metrics={metrics} labelOf={(metric) => `${metric.label} ${directionOf(metric.id)}`} />
      </select>
      {onRemove !== null && (
        <button type="button" aria-label={`Remove the objective ${metricLabel(id)}`} onClick={onRemove}>
          <CloseIcon />
        </button>
      )}
    </span>
  );
}
