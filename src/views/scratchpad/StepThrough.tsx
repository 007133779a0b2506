import type { OperatorGraph } from '../../../models/scheduling/graph';
import type { Moves } from '../../../models/scheduling/moves';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import { endOf } from '../../charts/graph/scene';
import { Button } from '../parts/Button';
import table from '../parts/table.module.css';
import { type Pointed, type ResidentRow, stepFacts } from './schedule-data';
import { bytesText, countText } from './words';
import styles from './scratchpad.module.css';

/** Longer names lose their first parts: the columns beside them matter more. */
const NAME_WIDTH_PX = 240;
const NAME_FONT_PX = 13;

interface StepThroughProps {
  readonly graph: OperatorGraph;
  readonly best: PlacedSchedule;
  readonly moves: Moves;
  readonly step: number;
  readonly pointedTensors: readonly number[];
  /** The tensor that stays marked. */
  readonly pinned: number | null;
  readonly onStep: (step: number) => void;
  readonly onPoint: (pointed: Pointed | null) => void;
  readonly onPin: (tensor: number) => void;
}

/** One step: what lies in the scratchpad, what is fetched before and written after. */
export function StepThrough(props: StepThroughProps) {
  const { graph, best, moves, step, pointedTensors, pinned, onStep, onPoint, onPin } = props;
  const facts = stepFacts(graph, best, moves, step);
  const count = best.order.length;
  return (
    <div className={styles.steps}>
      <div className={styles.stepBar}>
        <label htmlFor="scratchpad-step">
          Step {step + 1} of {count}
        </label>
        <StepButton label="Step back" sign="‹" to={step - 1} count={count} onStep={onStep} />
        <input
          id="scratchpad-step"
          type="range"
          min={1}
          max={count}
          value={step + 1}
          aria-valuetext={`step ${step + 1} of ${count}, ${facts.operator}`}
          onChange={(event) => onStep(Number(event.target.value) - 1)}
        />
        <StepButton label="Step on" sign="›" to={step + 1} count={count} onStep={onStep} />
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
              <Row
                key={row.tensor}
                row={row}
                isPointed={pointedTensors.includes(row.tensor)}
                isPinned={row.tensor === pinned}
                onPoint={onPoint}
                onPin={onPin}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly sign: string;
  readonly to: number;
  readonly count: number;
  readonly onStep: (step: number) => void;
}

/** Stays where it is at either end: the next press must not meet something else. */
function StepButton({ label, sign, to, count, onStep }: StepButtonProps) {
  const isThere = to >= 0 && to < count;
  return (
    <Button look="icon" aria-label={label} aria-disabled={!isThere} onClick={() => isThere && onStep(to)}>
      {sign}
    </Button>
  );
}

interface RowProps {
  readonly row: ResidentRow;
  readonly isPointed: boolean;
  readonly isPinned: boolean;
  readonly onPoint: (pointed: Pointed | null) => void;
  readonly onPin: (tensor: number) => void;
}

function Row({ row, isPointed, isPinned, onPoint, onPin }: RowProps) {
  return (
    <tr
      data-hovered={isPointed}
      onPointerEnter={() => onPoint({ kind: 'tensor', tensor: row.tensor })}
      onPointerLeave={() => onPoint(null)}
    >
      <th scope="row">
        <button
          type="button"
          className={styles.pin}
          aria-pressed={isPinned}
          aria-label={row.name}
          title={`${row.name}: ${isPinned ? 'marked in both pictures; press to end that' : 'press to mark it in both pictures'}`}
          onClick={() => onPin(row.tensor)}
        >
          {endOf(row.name, NAME_WIDTH_PX, NAME_FONT_PX)}
        </button>
      </th>
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
