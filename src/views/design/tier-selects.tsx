import { MEMORY_KINDS, type MemoryKind, type MemoryTier } from '../../../models/hardware/types';
import { DRAM_PICOJOULES_PER_BIT } from '../../../models/hardware/technology/dram';
import { SCOPE_TEXT } from './tier-words';
import styles from './tier-editor.module.css';

const KINDS: Readonly<Record<MemoryKind, string>> = { register: 'Registers', sram: 'SRAM', dram: 'DRAM', host: 'Host' };
type Scope = MemoryTier['scope'];
const SCOPE_IDS: readonly Scope[] = ['element', 'core', 'chip'];
/** Types whose energy is known. */
const DRAM_TYPES = Object.keys(DRAM_PICOJOULES_PER_BIT);

interface SelectProps<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

function LabelledSelect<T extends string>({ label, name, value, options, onChange }: SelectProps<T>) {
  return (
    <label className={styles.row}>
      <span>{label}</span>
      <select value={value} aria-label={name} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

type Choice<T> = Pick<SelectProps<string>, 'name'> & { readonly value: T; readonly onChange: (value: T) => void };

export function KindSelect(choice: Choice<MemoryKind>) {
  return <LabelledSelect label="Kind" {...choice} options={MEMORY_KINDS.map((kind) => [kind, KINDS[kind]] as const)} />;
}

export function ScopeSelect(choice: Choice<Scope>) {
  return (
    <LabelledSelect label="Scope" {...choice} options={SCOPE_IDS.map((scope) => [scope, SCOPE_TEXT[scope]] as const)} />
  );
}

/** The type decides the energy of a byte; a type of a link or preset that has no figure stays on offer. */
export function DramTypeSelect({ name, value, onChange }: Choice<string | null>) {
  const types = value === null || DRAM_TYPES.includes(value) ? DRAM_TYPES : [value, ...DRAM_TYPES];
  return (
    <LabelledSelect
      label="Type"
      name={name}
      value={value ?? ''}
      options={[['', 'not known'], ...types.map((type) => [type, type] as const)]}
      onChange={(type) => onChange(type === '' ? null : type)}
    />
  );
}

/** Where a tier stands: inside one that is there, or outside all. */
export function PlaceSelect({
  tiers,
  places,
  ...choice
}: Choice<string> & { readonly tiers: readonly MemoryTier[]; readonly places: readonly number[] }) {
  const placeText = (at: number) => (tiers[at] === undefined ? 'outermost' : `inside ${tiers[at].label}`);
  return (
    <LabelledSelect label="Place" {...choice} options={places.map((at) => [String(at), placeText(at)] as const)} />
  );
}
