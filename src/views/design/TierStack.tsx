import { lazy, useId, useState } from 'react';
import { tierRemarks } from '../../../models/design/tier-remarks';
import type { MemoryTier } from '../../../models/hardware/types';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { Deferred } from '../parts/Deferred';
import { useRidgeline } from '../store-context';
import { FieldRow, type FieldRowProps } from './FieldRow';
import { SCOPE_TEXT } from './tier-words';
import styles from './design.module.css';

const TierEditor = lazy(async () => ({ default: (await import('./TierEditor')).TierEditor }));
const TierAdder = lazy(async () => ({ default: (await import('./TierAdder')).TierAdder }));

const COLOURS = { register: 'var(--c6)', sram: 'var(--c3)', dram: 'var(--c5)', host: 'var(--c4)' } as const;

/** The memories from the innermost to the outermost, each with its fields; they are changed, moved, added and removed here. */
export function TierStack({ rows }: { readonly rows: readonly FieldRowProps[] }) {
  const { tiers } = useRidgeline(selectDesign).accelerator;
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ol className={styles.tiers} aria-label="Memory tiers, innermost first">
        {tiers.map((tier, at) => (
          <Tier
            key={tier.id}
            tier={tier}
            at={at}
            rows={rows.filter(({ field }) => field.id.startsWith(`tier.${tier.id}.`))}
          />
        ))}
      </ol>
      <div className={styles.addTier}>
        <Button look="ghost" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          Add a tier
        </Button>
        {adding && (
          <Deferred fallback={null}>
            <TierAdder close={() => setAdding(false)} />
          </Deferred>
        )}
      </div>
    </>
  );
}

interface TierProps {
  readonly tier: MemoryTier;
  readonly at: number;
  readonly rows: readonly FieldRowProps[];
}

function Tier({ tier, at, rows }: TierProps) {
  const { accelerator } = useRidgeline(selectDesign);
  const [editing, setEditing] = useState(false);
  const editorId = useId();
  const type = tier.dramType !== null && tier.dramType !== tier.label ? `${tier.dramType}, ` : '';
  return (
    <li className={styles.tier} style={{ borderLeftColor: COLOURS[tier.kind] }}>
      <div className={styles.tierHead}>
        <strong>{tier.label}</strong>
        <span>
          {type}
          {SCOPE_TEXT[tier.scope]}
        </span>
        <button
          type="button"
          className={styles.link}
          aria-expanded={editing}
          aria-controls={editing ? editorId : undefined}
          aria-label={`Edit ${tier.label}`}
          data-print="hide"
          onClick={() => setEditing(!editing)}
        >
          edit
        </button>
      </div>
      {editing && (
        <Deferred fallback={null}>
          <TierEditor id={editorId} tier={tier} at={at} />
        </Deferred>
      )}
      {rows.map((row) => (
        <FieldRow key={row.field.id} {...row} />
      ))}
      {tierRemarks(accelerator, at).map((remark) => (
        <p key={remark} className={styles.tierRemark}>
          {remark}
        </p>
      ))}
    </li>
  );
}
