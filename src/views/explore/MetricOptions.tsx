import type { Metric } from '../../../models/evaluate/metrics/metrics';

interface MetricOptionsProps {
  readonly metrics: readonly Metric[];
  readonly labelOf?: (metric: Metric) => string;
}

/** Metrics to choose from: those that take a search, and are evaluated only once they are chosen, apart. */
export function MetricOptions({ metrics, labelOf = ({ label }) => label }: MetricOptionsProps) {
  const scheduled = metrics.filter(({ schedule }) => schedule !== undefined);
  const option = (metric: Metric) => (
    <option key={metric.id} value={metric.id}>
      {labelOf(metric)}
    </option>
  );
  return (
    <>
      {metrics.filter(({ schedule }) => schedule === undefined).map(option)}
      {scheduled.length > 0 && <optgroup label="Best schedule in the scratchpad">{scheduled.map(option)}</optgroup>}
    </>
  );
}
