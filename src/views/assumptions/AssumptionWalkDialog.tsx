import { useCallback, useId, useState } from 'react';
import { ASSUMPTION_SETS } from '../../../models/assumptions/sets';
import type { AssumptionSetId } from '../../../models/assumptions/types';
import { findMetric, type MetricId } from '../../../models/evaluate/metrics/metrics';
import { SEARCHING, type ProductMapper } from '../../../models/evaluate/mapped/product-mapper';
import { assumptionWaterfall, type WaterfallBar } from '../../../models/evaluate/changes/waterfall';
import type { Quantity as QuantityId } from '../../../models/units';
import type { WorkloadKind } from '../../../models/workload/types';
import { levelOf } from '../../../models/workload/rules';
import { WaterfallChart } from '../../charts/bars/WaterfallChart';
import { selectDesign } from '../../state/design-slice';
import { ModalDialog } from '../parts/ModalDialog';
import { Quantity } from '../parts/Quantity';
import { useRidgeline } from '../store-context';
import { useTriedDesigns } from '../use-tried-designs';
import styles from './assumptions.module.css';

const WALKED_METRICS: Readonly<Record<WorkloadKind, readonly [MetricId, ...MetricId[]]>> = {
  decoder: ['tpot', 'ttft', 'latency', 'energyPerOutputToken', 'memoryNeeded'],
  layers: ['batchLatency', 'energyPerInference', 'memoryNeeded'],
};

interface AssumptionWalkDialogProps {
  readonly onClose: () => void;
}

/** Where the difference between two sets of assumptions comes from, switch by switch, as a chart and a table. */
export function AssumptionWalkDialog({ onClose }: AssumptionWalkDialogProps) {
  const design = useRidgeline(selectDesign);
  const others = Object.values(ASSUMPTION_SETS).filter((set) => set.levels.includes(levelOf(design.assumptions)));
  const [from, setFrom] = useState<AssumptionSetId>(
    () => others.find((set) => set.id !== design.assumptions.base)?.id ?? design.assumptions.base,
  );
  const [metric, setMetric] = useState<MetricId>(() => WALKED_METRICS[design.workload.kind][0]);
  const walk = useCallback(
    (mapper: ProductMapper | null) => ({ metric, bars: assumptionWaterfall(design, from, metric, mapper) }),
    [design, from, metric],
  );
  const found = useTriedDesigns(walk);
  const [last, setLast] = useState(found);
  if (found !== null && found !== last) setLast(found);
  const shown = found ?? last;
  return (
    <ModalDialog title="From one set of assumptions to the other" onClose={onClose}>
      <div className={styles.choices}>
        <Choice label="From" value={from} onChange={setFrom} options={others.map(({ id, label }) => [id, label])} />
        <Choice
          label="Metric"
          value={metric}
          onChange={setMetric}
          options={WALKED_METRICS[design.workload.kind].map((id) => [id, findMetric(id)?.label ?? id])}
        />
      </div>
      <div className={styles.walk} aria-busy={found === null}>
        <p role="status" className={styles.searching}>
          {found === null && `${SEARCHING.reason} Each step needs its own.`}
        </p>
        {shown !== null && <Walk {...shown} />}
      </div>
    </ModalDialog>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <span className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

interface WalkProps {
  readonly bars: readonly WaterfallBar[];
  readonly metric: MetricId;
}

function Walk({ bars, metric }: WalkProps) {
  const { label, quantity, better } = findMetric(metric)!;
  const first = bars[0]!;
  const last = bars.at(-1)!;
  // Steps without effect on this design are in the table only.
  const steps = bars.slice(1).filter((bar) => bar.delta !== 0);
  if (bars.some((bar) => Number.isNaN(bar.value))) {
    return (
      <p>
        {label} is missing for one of the two sets, so there is no difference to take apart. The verdict says what is
        missing for the set in use.
      </p>
    );
  }
  return (
    <>
      <WaterfallChart
        data={{
          label,
          quantity,
          better,
          start: { label: first.label, value: first.value },
          steps,
          end: { label: 'Set in use', value: last.value },
        }}
      />
      <WalkTable bars={bars} quantity={quantity} />
      <p className={styles.note}>
        Each row switches one more effect, in a fixed order; another order would share the same difference out
        otherwise. The changes add up to the whole difference.
      </p>
    </>
  );
}

interface WalkTableProps {
  readonly bars: readonly WaterfallBar[];
  readonly quantity: QuantityId;
}

function WalkTable({ bars, quantity }: WalkTableProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Value</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar, index) => (
          <tr key={bar.label}>
            <th scope="row">
              {bar.label}
              <span className={styles.meaning}>{bar.meaning}</span>
            </th>
            <td>
              <Quantity value={bar.value} quantity={quantity} />
            </td>
            <td>{index === 0 ? '' : <Change delta={bar.delta} quantity={quantity} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Change({ delta, quantity }: { readonly delta: number; readonly quantity: QuantityId }) {
  if (delta === 0) return <>no change</>;
  return (
    <>
      {delta > 0 ? '+' : '−'}
      <Quantity value={Math.abs(delta)} quantity={quantity} />
    </>
  );
}
