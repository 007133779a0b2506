import { useId, useState, type FormEvent } from 'react';
import { memoryFields } from '../../../models/design/fields-accelerator';
import { MAX_TEXT } from '../../../models/design/issues';
import { MAX_TIERS } from '../../../models/design/limits';
import { newTier, placesFor, withTierAdded } from '../../../models/design/tier-edits';
import type { Accelerator, MemoryKind, MemoryTier } from '../../../models/hardware/types';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { useRidgeline } from '../store-context';
import { readDraft } from './number-draft';
import { DramTypeSelect, KindSelect, PlaceSelect, ScopeSelect } from './tier-selects';
import { useTierEdits } from './use-tier-edits';
import styles from './tier-editor.module.css';

const FIRST_KIND: MemoryKind = 'sram';

/** What stands in the form: sizes are texts until the tier is added. */
interface Draft {
  readonly tier: MemoryTier;
  readonly at: number;
  readonly capacity: string;
  readonly bandwidth: string;
}

function startDraft({ tiers }: Accelerator, kind: MemoryKind): Draft {
  return { tier: newTier(tiers, kind), at: placesFor(tiers, kind).at(-1) ?? tiers.length, capacity: '', bandwidth: '' };
}

type ReadTier = { readonly ok: true; readonly tier: MemoryTier } | { readonly ok: false; readonly reason: string };

/** The tier of a draft, its sizes held to what the fields of such a tier take. */
function readTier({ tier, capacity, bandwidth }: Draft, accelerator: Accelerator): ReadTier {
  const sizes: (number | null)[] = [];
  const fields = memoryFields({ ...accelerator, tiers: [tier] });
  for (const [index, text] of [capacity, bandwidth].entries()) {
    const { control, label } = fields[index]!;
    if (control.kind !== 'number') throw new Error('sizes of a tier are numbers');
    const read = readDraft(text, control, label);
    if (!read.ok) return read;
    sizes.push(read.value);
  }
  return { ok: true, tier: { ...tier, capacityBytes: sizes[0]!, bytesPerSecond: sizes[1]! } };
}

/** A form for one more tier: its kind, its place in the stack, its name and its sizes. */
export function TierAdder({ close }: { readonly close: () => void }) {
  const { accelerator } = useRidgeline(selectDesign);
  const { tiers } = accelerator;
  const { problem, edit } = useTierEdits();
  const [draft, setDraft] = useState(() => startDraft(accelerator, FIRST_KIND));
  const [unread, setUnread] = useState<string | null>(null);
  const problemId = useId();
  if (tiers.length >= MAX_TIERS) return <p className={styles.problem}>A machine has at most {MAX_TIERS} tiers.</p>;

  const { tier, at } = draft;
  const change = (part: Partial<MemoryTier>) => setDraft({ ...draft, tier: { ...tier, ...part } });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const read = readTier(draft, accelerator);
    setUnread(read.ok ? null : read.reason);
    if (read.ok && edit((design) => withTierAdded(design, read.tier, at), `${tier.label} added`)) close();
  };
  const text = (label: string, value: string, onChange: (text: string) => void, placeholder?: string) => (
    <label className={styles.row}>
      <span>{label}</span>
      <input
        type="text"
        value={value}
        placeholder={placeholder}
        maxLength={MAX_TEXT}
        autoComplete="off"
        spellCheck={false}
        aria-label={`New tier: ${label.toLowerCase()}`}
        aria-describedby={unread ?? problem ? problemId : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  ); // prettier-ignore
  return (
    <form className={styles.editor} aria-label="New memory tier" onSubmit={add}>
      <KindSelect
        name="New tier: kind"
        value={tier.kind}
        onChange={(kind) => setDraft(startDraft(accelerator, kind))}
      />
      <PlaceSelect
        name="New tier: place"
        tiers={tiers}
        places={placesFor(tiers, tier.kind)}
        value={String(at)}
        onChange={(place) => setDraft({ ...draft, at: Number(place) })}
      />
      {text('Name', tier.label, (label) => change({ label }))}
      <ScopeSelect name="New tier: scope" value={tier.scope} onChange={(scope) => change({ scope })} />
      {text('Capacity', draft.capacity, (capacity) => setDraft({ ...draft, capacity }), 'such as 2 MiB')}
      {text('Bandwidth', draft.bandwidth, (bandwidth) => setDraft({ ...draft, bandwidth }), 'such as 1 TB/s')}
      {tier.kind === 'dram' && (
        <DramTypeSelect
          name="New tier: DRAM type"
          value={tier.dramType}
          onChange={(dramType) => change({ dramType })}
        />
      )}
      <div className={styles.place}>
        <Button type="submit" look="primary">
          Add {tier.label}
        </Button>
      </div>
      {(unread ?? problem) !== null && (
        <p id={problemId} className={styles.problem} role="status">
          {unread ?? problem}
        </p>
      )}
    </form>
  );
}
