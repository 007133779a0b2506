import { lazy } from 'react';
import type { Field } from '../../../models/design/field-types';
import { findField } from '../../../models/design/fields';
import type { Axis } from '../../../models/design/types';
import { Deferred } from '../parts/Deferred';
import { AxisIcon } from '../parts/icons';
import { Popover } from '../parts/Popover';
import { useRidgelineStore } from '../store-context';
import { axisText } from './axis-text';
import styles from './field.module.css';

const AxisEditor = lazy(async () => ({ default: (await import('../explore/AxisEditor')).AxisEditor }));

interface AxisFieldProps {
  readonly field: Field;
  readonly axis: Axis;
  readonly name: string;
}

/** A field that takes several values: what they are, and by a click what they should be. */
export function AxisField({ field, axis, name }: AxisFieldProps) {
  const { getState } = useRidgelineStore();
  const labelOf = (id: string) => findField(getState().snapshot.design, id)?.label ?? id;
  const text = axisText(field, axis, labelOf);
  const tie = { 'data-tied': 'tiedTo' in axis };
  return (
    <Popover
      label={`Axis of ${name}`}
      button={
        <>
          <AxisIcon />
          <span className={styles.axisText}>{text}</span>
        </>
      }
      buttonClass={styles.axis}
      buttonProps={{ 'aria-label': `${name}: ${text}, edit`, title: text, ...tie }}
    >
      {(close) => (
        <Deferred fallback={<p className={styles.quiet}>Loading …</p>}>
          <AxisEditor field={field} axis={axis} name={name} close={close} />
        </Deferred>
      )}
    </Popover>
  );
}
