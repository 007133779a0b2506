import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { Field, NumberControl } from '../../../models/design/field-types';
import { useRidgelineStore } from '../store-context';
import { draftOf, readDraft } from './number-draft';
import { NumberSlider } from './NumberSlider';
import { stepped } from './number-scale';
import { useGesture } from './use-gesture';
import styles from './field.module.css';

interface NumberFieldProps {
  readonly field: Field;
  readonly control: NumberControl;
  readonly value: number | null;
  readonly name: string;
}

/** Text that is being typed. It holds as long as the design has the value that the text stands for. */
interface Draft {
  readonly text: string;
  readonly standsFor: number | null;
  readonly problem: string | null;
}

const KEY_STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

function useDraft({ field, control, value }: NumberFieldProps) {
  const { getState } = useRidgelineStore();
  const gesture = useGesture();
  const [draft, setDraft] = useState<Draft | null>(null);
  // Undo, a preset or a slider may change the value under a draft: then the draft is out of date.
  const current = draft !== null && Object.is(draft.standsFor, value) ? draft : null;
  const problem = current?.problem ?? null;
  useEffect(() => {
    getState().setInvalidDraft(field.id, problem === null ? null : field.label);
    return () => getState().setInvalidDraft(field.id, null);
  }, [getState, field.id, field.label, problem]);

  const type = (text: string) => {
    const read = readDraft(text, control, field.label);
    const refused = read.ok ? getState().setField(field.id, read.value, gesture.current()) : read.reason;
    setDraft({ text, problem: refused, standsFor: read.ok && refused === null ? read.value : value });
  };
  const step = (direction: 1 | -1) => {
    if (value === null) return;
    setDraft(null);
    getState().setField(field.id, stepped(control, value, direction), gesture.current());
  };
  /** Text that is valid gives way to the value's own spelling; text that is not stays, with its reason. */
  const settle = () => {
    if (problem === null) setDraft(null);
  };
  return {
    text: current?.text ?? draftOf(value, control),
    problem,
    type,
    step,
    settle,
    drop: () => setDraft(null),
    gesture,
  };
}

export function NumberField(props: NumberFieldProps) {
  const { field, control, value, name } = props;
  const { text, problem, type, step, settle, drop, gesture } = useDraft(props);
  const problemId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = KEY_STEPS[event.key];
    if (direction !== undefined) step(direction);
    else if (event.key === 'Escape') drop();
    else if (event.key === 'Enter') settle();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <span className={styles.control}>
        <NumberSlider field={field} control={control} value={value} name={name} />
        <input
          type="text"
          className={styles.text}
          value={text}
          placeholder={control.optional ? '–' : undefined}
          size={8}
          autoComplete="off"
          spellCheck={false}
          data-undo="design"
          aria-label={name}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          onFocus={gesture.start}
          onChange={(event) => type(event.target.value)}
          onBlur={settle}
          onKeyDown={onKeyDown}
        />
      </span>
      {problem !== null && (
        <p id={problemId} className={styles.problem} role="status">
          {problem}
        </p>
      )}
    </>
  );
}
