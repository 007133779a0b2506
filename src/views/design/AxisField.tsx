import type { Field } from '../../../models/design/field-types';
import { findField } from '../../../models/design/fields';
import type { Axis } from '../../../models/design/types';
import { AxisIcon } from '../parts/icons';
import { useRidgelineStore } from '../store-context';
import { axisText } from './axis-text';
import styles from './field.module.css';

interface AxisFieldProps {
  readonly field: Field;
  readonly axis: Axis;
  readonly name: string;
}

/** A field that takes several values: what they are. */
export function AxisField({ field, axis, name }: AxisFieldProps) {
  const { getState } = useRidgelineStore();
  const labelOf = (id: string) => findField(getState().snapshot.design, id)?.label ?? id;
  const text = axisText(field, axis, labelOf);
  return (
    <span className={styles.axis} data-tied={'tiedTo' in axis} aria-label={`${name}: ${text}`} role="group">
      <AxisIcon />
      <span className={styles.axisText}>{text}</span>
    </span>
  );
}
