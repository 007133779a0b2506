import { lazy, memo } from 'react';
import type { Field } from '../../../models/design/field-types';
import type { Axis, AxisValue } from '../../../models/design/types';
import { Deferred } from '../parts/Deferred';
import { AxisIcon } from '../parts/icons';
import { Popover } from '../parts/Popover';
import { useRidgelineStore } from '../store-context';
import { AxisField } from './AxisField';
import { ChoiceField } from './ChoiceField';
import { defaultAxis } from './default-axis';
import type { FieldSource } from './field-source';
import { NumberField } from './NumberField';
import { ToggleField } from './ToggleField';
import { WorkloadField } from './WorkloadField';
import styles from './field.module.css';

const FieldInfo = lazy(async () => ({ default: (await import('./FieldInfo')).FieldInfo }));

export interface FieldRowProps {
  readonly field: Field;
  readonly value: AxisValue | null;
  readonly axis: Axis | null;
  readonly source: FieldSource;
  /** Distinguishes fields of the same label, such as the capacities of two tiers, in names for assistive technology. */
  readonly context: string | null;
}

/** One field of the design in every state: a value, an axis, tied to another, invalid, changed from its preset, empty. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { field, axis, source, context } = props;
  const name = context === null ? field.label : `${context}: ${field.label}`;
  return (
    <div className={styles.row} data-field={field.id}>
      <Popover
        label={`About ${name}`}
        button={
          <>
            {field.label}
            {source === 'changed' && <span className={styles.changed}> ●</span>}
          </>
        }
        buttonClass={styles.label}
        buttonProps={{ 'aria-label': `About ${name}${source === 'changed' ? ', changed from the preset' : ''}` }}
      >
        <Deferred fallback={<p className={styles.info}>Loading …</p>}>
          <FieldInfo field={field} source={source} />
        </Deferred>
      </Popover>
      {axis === null ? <ValueField {...props} name={name} /> : <AxisField field={field} axis={axis} name={name} />}
      <AxisToggle {...props} name={name} />
    </div>
  );
}, isSameRow);

function isSameRow(before: FieldRowProps, after: FieldRowProps): boolean {
  const [a, b] = [before.field, after.field];
  const sameField = a.id === b.id && a.label === b.label && a.help === b.help && a.path === b.path;
  const sameState = Object.is(before.value, after.value) && before.axis === after.axis;
  return sameField && sameState && before.source === after.source && before.context === after.context;
}

type NamedProps = FieldRowProps & { readonly name: string };

function ValueField({ field, value, name }: NamedProps) {
  const { control } = field;
  switch (control.kind) {
    case 'number':
      return <NumberField field={field} control={control} value={value === null ? null : Number(value)} name={name} />;
    case 'choice':
      return <ChoiceField field={field} control={control} value={typeof value === 'string' ? value : ''} name={name} />;
    case 'toggle':
      return <ToggleField field={field} value={value === true} name={name} />;
    case 'workload':
      return <WorkloadField />;
  }
}

function AxisToggle({ field, value, axis, name }: NamedProps) {
  const { getState } = useRidgelineStore();
  const start = axis === null ? defaultAxis(field, value) : null;
  const toggle = () => getState().setAxis(field.id, axis === null ? start : null);
  return (
    <button
      type="button"
      className={styles.axisToggle}
      aria-pressed={axis !== null}
      aria-label={`Sweep ${name}`}
      title={axis === null ? 'Sweep: let this field take several values' : 'Back to one value'}
      disabled={axis === null && start === null}
      onClick={toggle}
    >
      <AxisIcon />
    </button>
  );
}
