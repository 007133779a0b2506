import { useMemo, useState } from 'react';
import { FloorChart } from '../../charts/dataflow/FloorChart';
import { UtilisationChart } from '../../charts/dataflow/UtilisationChart';
import { explainDataflow, type DataflowOperator, type DataflowReport } from '../../../models/evaluate/dataflow';
import type { Dataflow } from '../../../models/hardware/types';
import type { Phase } from '../../../models/workload/lowering/rows';
import { formatQuantity } from '../../../models/units';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { CopyButton } from '../parts/CopyButton';
import { selectIsStale } from '../../state/snapshot';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { floorData, utilisationData } from './chart-data';
import { Headline } from './Headline';
import { OperatorDetail } from './OperatorDetail';
import { trafficTsv } from './traffic-columns';
import { TrafficTable } from './TrafficTable';
import table from '../parts/table.module.css';
import styles from './dataflow.module.css';

/** The array under its three dataflows: time, utilisation, tiles and traffic. */
export function DataflowTab() {
  const design = useRidgeline(selectDesign);
  const stale = useRidgeline(selectIsStale);
  const report = useMemo(() => explainDataflow(design), [design]);
  if (report.kind !== 'array') return <NoArray kind={report.kind} />;
  return (
    <div className={styles.tab} data-stale={stale}>
      <Headline report={report} />
      <Floor report={report} />
      <Operators report={report} />
    </div>
  );
}

function NoArray({ kind }: { readonly kind: 'rates' | 'assumptions' }) {
  const { getState } = useRidgelineStore();
  if (kind === 'rates') {
    return (
      <div className={styles.none}>
        <p>Dataflows need a machine described as a systolic array; this one is known by its peak rates.</p>
        <Button look="primary" onClick={() => getState().openDialog('arrays')}>
          Choose a machine with an array
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.none}>
      <p>Dataflows need level array; the chosen assumption set times operators by peak rates only.</p>
      <Button look="primary" onClick={() => getState().setField('assumptions.base', 'ridgeline@1')}>
        Use our own assumptions
      </Button>
    </div>
  );
}

function Floor({ report }: { readonly report: DataflowReport }) {
  const data = useMemo(() => floorData(report), [report]);
  return (
    <section className={styles.part} aria-labelledby="floor-heading">
      <h3 id="floor-heading">Array and memories, areas to scale</h3>
      <FloorChart data={data} />
    </section>
  );
}

const PHASES: readonly Phase[] = ['prefill', 'decode'];

function Operators({ report }: { readonly report: DataflowReport }) {
  const { getState } = useRidgelineStore();
  const hovered = useRidgeline((state) => state.hoveredOperator);
  const selected = useRidgeline((state) => state.selectedOperator);
  const [wanted, setPhase] = useState<Phase>('prefill');
  const phases = PHASES.filter((phase) => report.operators.some((operator) => operator.phase === phase));
  const phase = phases.includes(wanted) ? wanted : phases[0];
  const data = useMemo(() => (phase === undefined ? null : utilisationData(report, phase)), [report, phase]);
  if (data === null || phase === undefined) {
    return <p className={styles.none}>{['There are no operators to show.', ...report.reasons].join(' ')}</p>;
  }
  const isTable = report.workloadKind === 'layers';
  const operators = report.operators.filter((operator) => operator.phase === phase);
  const shown = operators.find(({ id }) => id === selected) ?? longest(operators, report.array.dataflow);
  const staging =
    report.stagingBytes === null ? 'of a size not known' : `of ${formatQuantity(report.stagingBytes, 'bytes').text}`;
  return (
    <>
      <section className={styles.part} aria-labelledby="operators-heading">
        <div className={styles.head}>
          <h3 id="operators-heading">Operators</h3>
          {!isTable && (
            <div className={table.phases} role="group" aria-label="Phase">
              {phases.map((option) => (
                <button key={option} type="button" aria-pressed={option === phase} onClick={() => setPhase(option)}>
                  {option}
                </button>
              ))}
            </div>
          )}
          <span className={styles.grow} />
          <CopyButton
            label="Copy rows"
            title="Copy the table of this phase, tab-separated"
            text={() => trafficTsv(operators, report.array.dataflow)}
          />
        </div>
        <div>
          <UtilisationChart
            data={data}
            hoveredId={hovered}
            onHover={getState().hoverOperator}
            onSelect={getState().selectOperator}
          />
        </div>
        <TrafficTable
          operators={operators}
          shownId={shown.id}
          own={report.array.dataflow}
          label={isTable ? 'Utilisation and traffic' : `Utilisation and traffic, ${phase}`}
        />
        <p className={styles.note}>
          Bytes between main memory and the staging memory {staging}, one layer{isTable ? '' : ' at the first step'}.
          The bound holds for any schedule with that much staging memory; tiles use half of it, the other half receives
          what comes next.{' '}
          {isTable
            ? 'Folds are those of the product that a convolution unfolds to; its tiles hold windows, with their halos.'
            : 'Attention keeps a tile of queries on the chip and reads the keys once for each; its folds are those of the product without a mask.'}
        </p>
      </section>
      <OperatorDetail report={report} operator={shown} />
    </>
  );
}

function longest(operators: readonly DataflowOperator[], own: Dataflow): DataflowOperator {
  return operators.reduce((most, other) => (other.by[own].seconds > most.by[own].seconds ? other : most));
}
