import type { OperatorGraph } from '../../../models/scheduling/graph';
import type { Moves } from '../../../models/scheduling/moves';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import table from '../parts/table.module.css';
import { type Pointed, type ResidentRow, stepFacts } from './schedule-data';
import { bytesText, countText } from './words';
import styles from './scratchpad.module.css';

interface StepThroughProps {
  readonly graph: OperatorGraph;
  readonly best: PlacedSchedule;
  readonly moves: Moves;
  readonly step: number;
  readonly pointedTensors: readonly number[];
  readonly onStep: (step: number) => void;
  readonly onPoint: (pointed: Pointed | null) => void;
}

/** One step: what lies in the scratchpad, what is fetched before and written after. */
export function StepThrough({ graph, best, moves, step, pointedTensors, onStep, onPoint }: StepThroughProps) {
  const facts = stepFacts(graph, best, moves, step);
  const count = best.order.length;
  return (
    <div className={styles.steps}>
      <div className={styles.stepBar}>
        <label htmlFor="scratchpad-step">
          Step {step + 1} of {count}
        </label>
        <input
          id="scratchpad-step"
          type="range"
          min={1}
          max={count}
          value={step + 1}
          aria-valuetext={`step ${step + 1} of ${count}, ${facts.operator}`}
          onChange={(event) => onStep(Number(event.target.value) - 1)}
        />
      </div>
      <p className={styles.stepWords}>
        <b>{facts.operator}</b> {countText(facts.rows.length, 'tensor')}, {bytesText(facts.bytes)} in the scratchpad;
        fetched {bytesText(facts.fetchedBytes)}, written {bytesText(facts.writtenBytes)}
      </p>
      <div className={styles.resident} tabIndex={0} role="region" aria-label={`In the scratchpad at step ${step + 1}`}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Tensor</th>
              <th scope="col">Kind</th>
              <th scope="col" data-numeric="true">
                Size
              </th>
              <th scope="col" data-numeric="true">
                Address
              </th>
              <th scope="col">At this step</th>
            </tr>
          </thead>
          <tbody>
            {facts.rows.map((row) => (
              <Row key={row.tensor} row={row} isPointed={pointedTensors.includes(row.tensor)} onPoint={onPoint} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: ResidentRow;
  readonly isPointed: boolean;
  readonly onPoint: (pointed: Pointed | null) => void;
}

function Row({ row, isPointed, onPoint }: RowProps) {
  return (
    <tr
      data-hovered={isPointed}
      onPointerEnter={() => onPoint({ kind: 'tensor', tensor: row.tensor })}
      onPointerLeave={() => onPoint(null)}
    >
      <th scope="row">{row.name}</th>
      <td>
        <span className={styles.kind} data-kind={row.kind} />
        {row.kind}
      </td>
      <td data-numeric="true">{bytesText(row.bytes)}</td>
      <td data-numeric="true">{bytesText(row.offset)}</td>
      <td>{row.events}</td>
    </tr>
  );
}
