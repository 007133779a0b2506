import { useEffect, useRef, type KeyboardEvent } from 'react';
import { MAX_TEXT } from '../../../models/design/issues';
import {
  withoutTier,
  withTierChanged,
  withTierHolding,
  withTierMoved,
  type TierChange,
} from '../../../models/design/tier-edits';
import { mainMemoryIndex } from '../../../models/hardware/tiers';
import { TIER_OPERANDS, type MemoryTier } from '../../../models/hardware/types';
import { selectDesign } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { useRidgeline } from '../store-context';
import { DramTypeSelect, KindSelect, ScopeSelect } from './tier-selects';
import { useGesture } from './use-gesture';
import { useTierEdits } from './use-tier-edits';
import styles from './tier-editor.module.css';

interface TierEditorProps {
  readonly id: string;
  readonly tier: MemoryTier;
  readonly at: number;
}

/** What a tier is and where it stands; its sizes and rates are fields below. */
export function TierEditor({ id, tier, at }: TierEditorProps) {
  const { problem, edit } = useTierEdits();
  const change = (part: TierChange, gesture?: string) =>
    edit((design) => withTierChanged(design, tier.id, part), `${part.label ?? tier.label} changed`, gesture);
  return (
    <div id={id} className={styles.editor} role="group" aria-label={`${tier.label}, what it is and where it stands`}>
      <TierName tier={tier} change={change} />
      <KindSelect name={`${tier.label}: kind`} value={tier.kind} onChange={(kind) => change({ kind })} />
      <ScopeSelect name={`${tier.label}: scope`} value={tier.scope} onChange={(scope) => change({ scope })} />
      {tier.kind === 'dram' && (
        <DramTypeSelect
          name={`${tier.label}: DRAM type`}
          value={tier.dramType}
          onChange={(dramType) => change({ dramType })}
        />
      )}
      <TierHolds tier={tier} at={at} edit={edit} />
      <TierPlace tier={tier} at={at} edit={edit} />
      {problem !== null && (
        <p className={styles.problem} role="status">
          {problem}
        </p>
      )}
    </div>
  );
}

interface TierNameProps {
  readonly tier: MemoryTier;
  readonly change: (part: TierChange, gesture?: string) => boolean;
}

function TierName({ tier, change }: TierNameProps) {
  const gesture = useGesture();
  return (
    <label className={styles.row}>
      <span>Name</span>
      <input
        type="text"
        value={tier.label}
        maxLength={MAX_TEXT}
        autoComplete="off"
        spellCheck={false}
        data-undo="design"
        aria-label={`${tier.label}: name`}
        onFocus={gesture.start}
        onChange={(event) => change({ label: event.target.value }, gesture.current())}
      />
    </label>
  );
}

interface TierPlaceProps {
  readonly tier: MemoryTier;
  readonly at: number;
  readonly edit: ReturnType<typeof useTierEdits>['edit'];
}

/** Operands that stay in a tier on their way in; main memory holds all. */
function TierHolds({ tier, at, edit }: TierPlaceProps) {
  const { tiers } = useRidgeline(selectDesign).accelerator;
  if (at >= mainMemoryIndex(tiers)) return null;
  const held = tier.holds ?? TIER_OPERANDS;
  return (
    <fieldset className={styles.holds} title="Others pass it by. Counts at level mapped.">
      <legend>Holds</legend>
      {TIER_OPERANDS.map((operand) => (
        <label key={operand}>
          <input
            type="checkbox"
            checked={held.includes(operand)}
            disabled={held.length === 1 && held.includes(operand)}
            aria-label={`${tier.label} holds ${operand}`}
            onChange={({ target }) =>
              edit(
                (design) => withTierHolding(design, tier.id, operand, target.checked),
                `${tier.label} ${target.checked ? 'holds' : 'does not hold'} ${operand}`,
              )
            }
          />
          {operand}
        </label>
      ))}
    </fieldset>
  );
}

const KEY_STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

/** Moves a tier in or out, by buttons or with Alt and an arrow on them, and takes it out of the stack. */
function TierPlace({ tier, at, edit }: TierPlaceProps) {
  const { tiers } = useRidgeline(selectDesign).accelerator;
  const pressed = useRef<HTMLElement | null>(null);
  // The list is drawn in its new order around the button, which loses the focus by that.
  useEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  }, [at]);
  const move = (by: -1 | 1, button: HTMLElement) => {
    const neighbour = tiers[at + by];
    if (neighbour === undefined) return;
    pressed.current = button;
    const said = `${tier.label} now stands ${by < 0 ? 'inside' : 'outside'} ${neighbour.label}`;
    if (!edit((design) => withTierMoved(design, tier.id, by), said)) pressed.current = null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = KEY_STEPS[event.key];
    if (by === undefined || !event.altKey || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    move(by, event.target);
  };
  return (
    <div className={styles.place} onKeyDown={onKeyDown}>
      <Button
        aria-label={`Move ${tier.label} inwards`}
        aria-disabled={at === 0}
        title="Nearer to the arithmetic (Alt-Up)"
        onClick={(event) => move(-1, event.currentTarget)}
      >
        <span aria-hidden="true">↑</span>Inwards
      </Button>
      <Button
        aria-label={`Move ${tier.label} outwards`}
        aria-disabled={at === tiers.length - 1}
        title="Further from the arithmetic (Alt-Down)"
        onClick={(event) => move(1, event.currentTarget)}
      >
        <span aria-hidden="true">↓</span>Outwards
      </Button>
      <Button
        aria-label={`Remove ${tier.label}`}
        onClick={() => edit((design) => withoutTier(design, tier.id), `${tier.label} removed`)}
      >
        Remove
      </Button>
    </div>
  );
}
