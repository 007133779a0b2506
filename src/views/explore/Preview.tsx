import { findField } from '../../../models/design/fields';
import type { Design } from '../../../models/design/types';
import { designIndexOf } from '../../state/sweep-designs';
import type { SweepAnswer } from '../../state/sweep-types';
import { valueText } from '../../../models/design/value-text';
import { Button } from '../parts/Button';
import { CloseIcon } from '../parts/icons';
import { useRidgelineStore } from '../store-context';
import { countText } from './counts-text';
import styles from './explore.module.css';

interface PreviewProps {
  readonly answer: SweepAnswer;
  readonly index: number | null;
  readonly onLoad: (index: number) => void;
  readonly onClose: () => void;
}

/** The point that was chosen, and what can be done with it. It has its place also while there is none. */
export function Preview({ answer, index, onLoad, onClose }: PreviewProps) {
  const { getState } = useRidgelineStore();
  if (index === null) {
    return (
      <p className={styles.preview} data-print="hide">
        Click a point or a row to look at its design; Enter in the table loads it.
      </p>
    );
  }
  const pin = () => getState().pin(named(designIndexOf(answer.sweep.space).designAt(index), index));
  return (
    <section className={styles.preview} aria-label="Chosen design">
      <b>{`Design ${countText(index)}`}</b>
      <span className={styles.previewFacts}>
        {axisFacts(answer, index).map(([label, value]) => (
          <span key={label}>
            <span className={styles.quiet}>{label}</span> {value}
          </span>
        ))}
      </span>
      <span className={styles.previewActions}>
        <Button look="primary" onClick={() => onLoad(index)}>
          Load into design
        </Button>
        <Button onClick={pin} title="Pin it, to compare it with others">
          Pin
        </Button>
        <Button look="icon" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </Button>
      </span>
    </section>
  );
}

/** Where a design stands on the axes of its space, in words. */
export function axisFacts({ sweep: { space } }: SweepAnswer, index: number): readonly (readonly [string, string])[] {
  const designs = designIndexOf(space);
  return designs.valuesAt(index).map((value, at) => {
    const field = findField(space.base, designs.axes[at]!.field)!;
    return [
      field.group === null ? field.label : `${field.group} ${field.label.toLowerCase()}`,
      valueText(field, value),
    ];
  });
}

/** A design of a space has the name of the base, which is not it. */
export function named(design: Design, index: number): Design {
  return { ...design, name: `Design ${index} of a sweep` };
}
