import type { MemoryTier } from '../../../models/hardware/types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { FieldRow, type FieldRowProps } from './FieldRow';
import styles from './design.module.css';

const SCOPES = { element: 'per processing element', core: 'per core', chip: 'shared by the chip' } as const;
const COLOURS = { register: 'var(--c6)', sram: 'var(--c3)', dram: 'var(--c5)', host: 'var(--c4)' } as const;

/** The memories from the innermost to the outermost, each with its fields. */
export function TierStack({ rows }: { readonly rows: readonly FieldRowProps[] }) {
  const { tiers } = useRidgeline(selectDesign).accelerator;
  return (
    <ol className={styles.tiers} aria-label="Memory tiers, innermost first">
      {tiers.map((tier) => (
        <Tier key={tier.id} tier={tier} rows={rows.filter(({ field }) => field.id.startsWith(`tier.${tier.id}.`))} />
      ))}
    </ol>
  );
}

function Tier({ tier, rows }: { readonly tier: MemoryTier; readonly rows: readonly FieldRowProps[] }) {
  const type = tier.dramType !== null && tier.dramType !== tier.label ? `${tier.dramType}, ` : '';
  return (
    <li className={styles.tier} style={{ borderLeftColor: COLOURS[tier.kind] }}>
      <p className={styles.tierHead}>
        <strong>{tier.label}</strong>
        <span>
          {type}
          {SCOPES[tier.scope]}
        </span>
      </p>
      {rows.map((row) => (
        <FieldRow key={row.field.id} {...row} />
      ))}
    </li>
  );
}
