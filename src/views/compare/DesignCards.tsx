import { differencesFrom } from '../../../models/design/comparison/inputs';
import { MAX_TEXT } from '../../../models/design/issues';
import { MAX_PINS } from '../../../models/design/pins';
import { ASSUMPTION_SETS } from '../../../models/assumptions/sets';
import { levelOf } from '../../../models/workload/rules';
import { useGesture } from '../design/use-gesture';
import { Button } from '../parts/Button';
import { CloseIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';
import type { ComparedColumn } from './columns';
import type { ShownComparison } from './use-comparison';
import styles from './compare.module.css';

/** More would say less. */
const MOST_DIFFERENCES = 3;

/** The designs that are compared, each with what can be done to it. */
export function DesignCards({ comparison }: { readonly comparison: ShownComparison }) {
  const { columns, reference, inputs } = comparison;
  const count = useRidgeline((state) => state.pinned.length);
  return (
    <section aria-labelledby="compare-designs">
      <h2 id="compare-designs" className={styles.heading}>
        Designs <span className={styles.quiet}>{`${count} of ${MAX_PINS} pinned`}</span>
      </h2>
      <ul className={styles.cards}>
        {columns.map((column, at) => (
          <Card
            key={column.letter}
            column={column}
            isReference={at === reference}
            pinnedCount={count}
            differences={differencesFrom(inputs, at, reference)}
          />
        ))}
      </ul>
    </section>
  );
}

interface PinProps {
  readonly column: ComparedColumn;
  readonly isReference: boolean;
  readonly pinnedCount: number;
}

interface CardProps extends PinProps {
  /** From the reference, in words. */
  readonly differences: readonly string[];
}

function Card({ column, isReference, pinnedCount, differences }: CardProps) {
  const { letter, snapshot, pin, isOnScreen, sameAs } = column;
  const { accelerator, workload, assumptions } = snapshot.design;
  const { status, reasons } = snapshot.report;
  return (
    <li className={styles.card} data-reference={isReference} aria-label={`${letter}: ${column.title}`}>
      <div className={styles.cardHead}>
        <b className={styles.letter}>{letter}</b>
        {pin === null ? (
          <span className={styles.cardTitle}>{column.title}</span>
        ) : (
          <PinName column={column} pin={pin} />
        )}
      </div>
      <p className={styles.cardFacts}>
        {accelerator.name || 'Unnamed machine'} · {workload.name}
        <br />
        {ASSUMPTION_SETS[assumptions.base].label}, level {levelOf(assumptions)}
        {isOnScreen && ' · on screen'}
      </p>
      {differences.length > 0 && (
        <p className={styles.cardFacts}>
          {differences.slice(0, MOST_DIFFERENCES).join(', ')}
          {differences.length > MOST_DIFFERENCES && ` and ${differences.length - MOST_DIFFERENCES} more`}
        </p>
      )}
      {sameAs !== null && <p className={styles.warning}>Same inputs as {sameAs}.</p>}
      {status !== 'ok' && (
        <p className={styles.warning}>
          {status === 'infeasible' ? 'Does not work: ' : 'No full answer: '}
          {reasons[0] ?? 'figures are missing.'}
        </p>
      )}
      {pin === null ? (
        <OnScreenActions />
      ) : (
        <PinActions column={column} pin={pin} isReference={isReference} pinnedCount={pinnedCount} />
      )}
    </li>
  );
}

/** The name of a pinned design; without one, what it is made of. */
function PinName({ column, pin }: { readonly column: ComparedColumn; readonly pin: number }) {
  const { getState } = useRidgelineStore();
  const gesture = useGesture();
  const { name } = column.snapshot.design;
  return (
    <input
      type="text"
      className={styles.name}
      aria-label={`Name of design ${column.letter}`}
      value={name}
      placeholder={name === '' ? column.title : ''}
      maxLength={MAX_TEXT}
      autoComplete="off"
      spellCheck={false}
      onFocus={gesture.start}
      onChange={(event) => getState().renamePin(pin, event.target.value, gesture.current())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

function OnScreenActions() {
  const { getState } = useRidgelineStore();
  return (
    <div className={styles.cardActions} data-print="hide">
      <Button onClick={() => getState().pin()}>Pin this design</Button>
    </div>
  );
}

function PinActions({ column, pin, isReference, pinnedCount }: PinProps & { readonly pin: number }) {
  const { getState } = useRidgelineStore();
  const { letter, title, snapshot, isOnScreen } = column;
  const move = (to: number) => getState().movePin(pin, to);
  return (
    <div className={styles.cardActions} data-print="hide">
      <Button
        aria-pressed={isReference}
        aria-label={`${letter} as the reference`}
        title="Ratios and changes refer to this design"
        onClick={() => getState().setReference(pin)}
      >
        Reference
      </Button>
      <Button
        disabled={isOnScreen}
        aria-label={`Load ${letter}`}
        title="Load it as the design on screen"
        onClick={() => getState().replaceDesign(snapshot.design, `${title} loaded`)}
      >
        Load
      </Button>
      <span className={styles.cardMoves}>
        <Button look="icon" aria-label={`Move ${letter} left`} disabled={pin === 0} onClick={() => move(pin - 1)}>
          ‹
        </Button>
        <Button
          look="icon"
          aria-label={`Move ${letter} right`}
          disabled={pin === pinnedCount - 1}
          onClick={() => move(pin + 1)}
        >
          ›
        </Button>
        <Button look="icon" aria-label={`Remove ${letter}`} title="Remove it" onClick={() => getState().unpin(pin)}>
          <CloseIcon />
        </Button>
      </span>
    </div>
  );
}
