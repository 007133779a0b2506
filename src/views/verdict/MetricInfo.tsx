import { boundOf, BOUND_METRICS } from '../../../models/evaluate/explain/bounds';
import { missingReasons } from '../../../models/evaluate/explain/missing-reasons';
import { METRIC_DOCUMENTATION } from '../../../models/evaluate/metrics/metric-documentation';
import type { Metric, MetricId } from '../../../models/evaluate/metrics/metrics';
import { formatQuantity } from '../../../models/units';
import { levelOf } from '../../../models/workload/rules';
import { selectDesign, selectReport } from '../../state/design-slice';
import { selectMapper } from '../../state/mapper-slice';
import { useRidgeline } from '../store-context';
import { metricInputs } from './metric-inputs';
import { metricRemarks } from './metric-remarks';
import styles from './verdict.module.css';

const FULL_DIGITS = 6;

/** Where a number comes from: formula, inputs, source, what is not modelled, and why it is missing if it is. */
export function MetricInfo({ metric }: { readonly metric: Metric & { readonly id: MetricId } }) {
  const design = useRidgeline(selectDesign);
  const report = useRidgeline(selectReport);
  const mapper = useRidgeline(selectMapper);
  const value = report.metrics[metric.id];
  const bound = boundOf(metric.id, report);
  const { formula, source, notModelled } = METRIC_DOCUMENTATION[metric.id];
  return (
    <div className={styles.info}>
      <h3>{metric.label}</h3>
      {Number.isNaN(value) ? (
        missingReasons(metric.id, report, design).map((reason) => <p key={reason}>{reason}</p>)
      ) : (
        <p className={styles.infoValue}>
          {formatQuantity(value, metric.quantity, FULL_DIGITS).text}
          {bound !== '' && `, ${bound}`}
        </p>
      )}
      {metricRemarks(metric.id, report, design, mapper).map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      {BOUND_METRICS.has(metric.id) && levelOf(design.assumptions) === 'roofline' && (
        <p>A roofline time: no machine of these figures is faster, real ones are slower.</p>
      )}
      <dl>
        <dt>Formula</dt>
        <dd>{formula}</dd>
        <dt>Inputs</dt>
        <dd>
          <ul>
            {metricInputs(metric.id, report, design).map(([name, text]) => (
              <li key={name}>
                {name}: {text}
              </li>
            ))}
          </ul>
        </dd>
        <dt>Not modelled</dt>
        <dd>{notModelled}</dd>
        <dt>Source</dt>
        <dd>{source}</dd>
      </dl>
    </div>
  );
}
