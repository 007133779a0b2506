import { useId, useState, type ReactNode } from 'react';
import type { Field, NumberControl } from '../../../models/design/field-types';
import type { Axis } from '../../../models/design/types';
import {
  numberDraftOf,
  readNumberDraft,
  type AxisToFollow,
  type DraftInput,
  type NumberDraft,
  type NumberMode,
  type ReadAxis,
} from './axis-draft';
import { SPACINGS, type Spacing } from './axis-values';
import { useAxesToFollow } from './use-axis-editing';
import styles from './axis-editor.module.css';

interface NumberAxisEditorProps {
  readonly field: Field;
  readonly control: NumberControl;
  readonly axis: Axis;
  readonly apply: (axis: Axis) => void;
}

const MODE_LABELS: Readonly<Record<NumberMode, string>> = { range: 'Range', list: 'List', tied: 'Follow' };
const SPACING_LABELS: Readonly<Record<Spacing, string>> = {
  linear: 'Equal steps (linear)',
  log: 'Equal ratios (logarithmic)',
  doubling: 'Doubling (powers of two)',
};

interface PartProps {
  readonly draft: NumberDraft;
  readonly change: (part: Partial<NumberDraft>) => void;
  readonly problemOf: (input: DraftInput) => string | null;
}

export function NumberAxisEditor({ field, control, axis, apply }: NumberAxisEditorProps) {
  const others = useAxesToFollow(field);
  const [draft, setDraft] = useState(() => numberDraftOf(control, axis, others));
  const read = readNumberDraft(field, draft, others);
  const change = (part: Partial<NumberDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    const made = readNumberDraft(field, next, others);
    if (made.ok) apply(made.axis);
  };
  const parts: PartProps = { draft, change, problemOf: (input) => problemIn(read, input) };
  return (
    <>
      <Modes draft={draft} change={change} canFollow={others.length > 0} />
      {draft.mode === 'range' && <RangeInputs {...parts} />}
      {draft.mode === 'list' && <ListInput {...parts} />}
      {draft.mode === 'tied' && <TieInputs {...parts} others={others} />}
    </>
  );
}

function problemIn(read: ReadAxis, input: DraftInput): string | null {
  return read.ok ? null : (read.problems.find((problem) => problem.input === input)?.message ?? null);
}

interface ModesProps extends Pick<PartProps, 'draft' | 'change'> {
  readonly canFollow: boolean;
}

function Modes({ draft, change, canFollow }: ModesProps) {
  const group = useId();
  return (
    <div className={styles.modes} role="radiogroup" aria-label="How the values are given">
      {(['range', 'list', 'tied'] as const).map((mode) => {
        const isOff = mode === 'tied' && !canFollow && draft.mode !== 'tied';
        return (
          <label key={mode} title={isOff ? 'Sweep another field of numbers first' : undefined} data-off={isOff}>
            <input
              type="radio"
              name={group}
              checked={draft.mode === mode}
              disabled={isOff}
              autoFocus={draft.mode === mode}
              onChange={() => change({ mode })}
            />
            <span>{MODE_LABELS[mode]}</span>
          </label>
        );
      })}
    </div>
  );
}

function RangeInputs({ draft, change, problemOf }: PartProps) {
  return (
    <>
      <div className={styles.pair}>
        <Labelled label="From" problem={problemOf('from')}>
          {(id, props) => <TextInput id={id} {...props} value={draft.from} onText={(from) => change({ from })} />}
        </Labelled>
        <Labelled label="To" problem={problemOf('to')}>
          {(id, props) => <TextInput id={id} {...props} value={draft.to} onText={(to) => change({ to })} />}
        </Labelled>
      </div>
      <Labelled label="Steps" problem={null}>
        {(id) => (
          <select
            id={id}
            className={styles.text}
            value={draft.spacing}
            onChange={(event) => change({ spacing: event.target.value as Spacing })}
          >
            {SPACINGS.map((spacing) => (
              <option key={spacing} value={spacing}>
                {SPACING_LABELS[spacing]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {draft.spacing !== 'doubling' && (
        <Labelled label="Number of values" problem={problemOf('count')}>
          {(id, props) => <TextInput id={id} {...props} value={draft.count} onText={(count) => change({ count })} />}
        </Labelled>
      )}
    </>
  );
}

function ListInput({ draft, change, problemOf }: PartProps) {
  return (
    <Labelled label="Values, with units, separated by commas" problem={problemOf('list')}>
      {(id, props) => (
        <textarea
          id={id}
          {...props}
          className={styles.text}
          rows={3}
          spellCheck={false}
          value={draft.list}
          onChange={(event) => change({ list: event.target.value })}
        />
      )}
    </Labelled>
  );
}

function TieInputs({ draft, change, problemOf, others }: PartProps & { readonly others: readonly AxisToFollow[] }) {
  return (
    <div className={styles.pair}>
      <Labelled label="Factor" problem={problemOf('factor')}>
        {(id, props) => <TextInput id={id} {...props} value={draft.factor} onText={(factor) => change({ factor })} />}
      </Labelled>
      <Labelled label="times" problem={problemOf('tiedTo')}>
        {(id, props) => (
          <select
            id={id}
            {...props}
            className={styles.text}
            value={draft.tiedTo}
            onChange={(event) => change({ tiedTo: event.target.value })}
          >
            {others.map(({ axis, label }) => (
              <option key={axis.field} value={axis.field}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    </div>
  );
}

interface InvalidProps {
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface LabelledProps {
  readonly label: string;
  readonly problem: string | null;
  readonly children: (id: string, props: InvalidProps) => ReactNode;
}

function Labelled({ label, problem, children }: LabelledProps) {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div className={styles.labelled}>
      <label htmlFor={id}>{label}</label>
      {children(id, {
        'aria-invalid': problem !== null,
        'aria-describedby': problem === null ? undefined : problemId,
      })}
      {problem !== null && (
        <p id={problemId} className={styles.problem} role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

interface TextInputProps extends InvalidProps {
  readonly id: string;
  readonly value: string;
  readonly onText: (text: string) => void;
}

function TextInput({ onText, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      className={styles.text}
      autoComplete="off"
      spellCheck={false}
      {...rest}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
