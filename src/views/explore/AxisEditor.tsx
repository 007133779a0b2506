import { optionsWith } from '../../../models/design/define-field';
import type { ChoiceControl, Field } from '../../../models/design/field-types';
import type { Axis } from '../../../models/design/types';
import { Button } from '../parts/Button';
import { ChoiceAxisEditor } from './ChoiceAxisEditor';
import { DatapathAxisEditor } from './DatapathAxisEditor';
import { NumberAxisEditor } from './NumberAxisEditor';
import { useAxisEditing } from './use-axis-editing';
import { WorkloadAxisEditor } from './WorkloadAxisEditor';
import { useRidgeline } from '../store-context';
import styles from './axis-editor.module.css';

export interface AxisEditorProps {
  readonly field: Field;
  readonly axis: Axis;
  /** The field's name with what it belongs to, such as its memory tier. */
  readonly name: string;
  readonly close: () => void;
}

/** The values that a field takes in a sweep. What is typed counts at once; what is wrong stays here, with its reason. */
export function AxisEditor({ field, axis, name, close }: AxisEditorProps) {
  const { apply, remove, problem } = useAxisEditing(field);
  const count = 'values' in axis ? axis.values.length : null;
  return (
    <div className={styles.editor}>
      <header className={styles.head}>
        <h3>{name}</h3>
        <output className={styles.count}>
          {count === null ? 'follows' : `${count} ${count === 1 ? 'value' : 'values'}`}
        </output>
      </header>
      <Values field={field} axis={axis} apply={apply} />
      {problem !== null && (
        <p className={styles.problem} role="status">
          {problem}
        </p>
      )}
      <footer className={styles.foot}>
        <Button
          look="ghost"
          onClick={() => {
            close();
            remove();
          }}
        >
          Remove axis
        </Button>
        <Button onClick={close}>Done</Button>
      </footer>
    </div>
  );
}

interface ValuesProps {
  readonly field: Field;
  readonly axis: Axis;
  readonly apply: (axis: Axis) => void;
}

function Values({ field, axis, apply }: ValuesProps) {
  const { control } = field;
  const own = useRidgeline((state) => state.ownFormats);
  switch (control.kind) {
    case 'number':
      return <NumberAxisEditor field={field} control={control} axis={axis} apply={apply} />;
    case 'choice':
      if (field.part === 'datapath') {
        return <DatapathAxisEditor field={field} control={control} axis={axis} apply={apply} />;
      }
      return <ChoiceAxisEditor field={field} options={choicesOf(control, axis, own)} axis={axis} apply={apply} />;
    case 'toggle':
      return <ChoiceAxisEditor field={field} options={BOTH} axis={axis} apply={apply} />;
    case 'workload':
      return <WorkloadAxisEditor field={field} axis={axis} apply={apply} />;
  }
}

function choicesOf(control: ChoiceControl, axis: Axis, own: readonly string[]) {
  return optionsWith(control, [...own, ...('values' in axis ? axis.values.map(String) : [])]);
}

const BOTH = [
  { value: false, label: 'Off' },
  { value: true, label: 'On' },
] as const;
