import { useId, useState, type FormEvent } from 'react';
import {
  CUSTOM_SCALES,
  customFormatId,
  customNumberFormat,
  type CustomFormat,
  type CustomScale,
} from '../../../models/formats/custom-format';
import { customFormatProblem } from '../../../models/formats/custom-format-problem';
import { formatQuantity } from '../../../models/units';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import styles from './formats.module.css';

/** What is typed; empty stands for null. */
interface Draft {
  readonly exponentBits: string;
  readonly mantissaBits: string;
  readonly bias: string;
  readonly blockSize: string;
  readonly scale: CustomScale;
}

const START: Draft = { exponentBits: '3', mantissaBits: '0', bias: '', blockSize: '32', scale: 'e8m0' };

const FIELDS = [
  ['exponentBits', 'Exponent bits', 'none: integers'],
  ['mantissaBits', 'Mantissa bits', ''],
  ['bias', 'Exponent bias', 'usual'],
  ['blockSize', 'Elements a scale', 'a channel'],
] as const;

const SCALE_LABELS: Readonly<Record<CustomScale, string>> = {
  none: 'none',
  e8m0: 'E8M0, a power of two',
  e4m3: 'E4M3, and one of the tensor',
  fp16: 'FP16',
  bf16: 'BF16',
  fp32: 'FP32',
};

/** Describes a float or integer format; it is compared, and offered wherever a format is chosen. */
export function CustomFormatForm() {
  const { getState } = useRidgelineStore();
  const [draft, setDraft] = useState(START);
  const format = formatOf(draft);
  const problem = customFormatProblem(format);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null) getState().addFormat(customFormatId(format));
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label="A format of your own">
      {FIELDS.map(([name, label, placeholder]) => (
        <TextInput
          key={name}
          label={label}
          placeholder={placeholder}
          value={draft[name]}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <label className={styles.input}>
        Scale
        <select value={draft.scale} onChange={(event) => set({ scale: event.target.value as CustomScale })}>
          {CUSTOM_SCALES.map((scale) => (
            <option key={scale} value={scale}>
              {SCALE_LABELS[scale]}
            </option>
          ))}
        </select>
      </label>
      <Button look="primary" type="submit" disabled={problem !== null}>
        Add the format
      </Button>
      <p role="status" className={problem === null ? styles.note : styles.problem}>
        {problem === null ? describe(format) : sentenceOf(problem)}
      </p>
    </form>
  );
}

interface TextInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextInput({ label, placeholder, value, onChange }: TextInputProps) {
  const id = useId();
  return (
    <span className={styles.input}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="numeric"
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}

function formatOf({ exponentBits, mantissaBits, bias, blockSize, scale }: Draft): CustomFormat {
  const optional = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    exponentBits: optional(exponentBits) ?? 0,
    mantissaBits: optional(mantissaBits) ?? NaN,
    bias: optional(bias),
    blockSize: optional(blockSize),
    scale,
  };
}

function describe(format: CustomFormat): string {
  const { label, bitsPerElement, computeClass } = customNumberFormat(format);
  return `${label}: ${formatQuantity(bitsPerElement, 'count', 4).text} bits an element; multiplied as ${computeClass.toUpperCase()}.`;
}

/** `mantissaBits: must be ...` as the form calls it. */
function sentenceOf(problem: string): string {
  const [name = '', rest = ''] = problem.split(': ');
  const label = FIELDS.find(([field]) => field === name)?.[1] ?? 'Scale';
  return `${label}: ${rest}.`;
}
