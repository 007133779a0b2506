/** Changes of the stack of memory tiers, as a user makes them. Each gives a new design; whether it holds is checked apart. */
import { TIER_OPERANDS, type MemoryKind, type MemoryTier, type TierOperand } from '../hardware/types';
import { designIssues, tierIssues } from './design-checks';
import type { Design } from './types';

/** What a tier is besides its id, which never changes: fields, axes and links address the tier by it. */
export type TierChange = Partial<Omit<MemoryTier, 'id'>>;

const MAX_ID = 32;

/** Ids and labels of new tiers by kind, in the words that presets use. */
const NEW_TIERS: Readonly<Record<MemoryKind, Pick<MemoryTier, 'id' | 'label' | 'scope'>>> = {
  register: { id: 'registers', label: 'Registers', scope: 'element' },
  sram: { id: 'sram', label: 'SRAM', scope: 'chip' },
  dram: { id: 'dram', label: 'DRAM', scope: 'chip' },
  host: { id: 'host', label: 'Host memory', scope: 'chip' },
};

/** The text itself, or with the first number that makes it new. */
function firstFree(text: string, taken: readonly string[], join: string): string {
  if (!taken.includes(text)) return text;
  for (let number = 2; ; number++) {
    const candidate = `${text}${join}${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** A tier of a kind with an id and a label of its own, and nothing known of its size. */
export function newTier(tiers: readonly MemoryTier[], kind: MemoryKind): MemoryTier {
  const { id, label, scope } = NEW_TIERS[kind];
  return {
    id: firstFree(id, tiers.map((tier) => tier.id), '-').slice(0, MAX_ID),
    label: firstFree(label, tiers.map((tier) => tier.label), ' '),
    kind,
    scope,
    capacityBytes: null,
    bytesPerSecond: null,
    dramType: null,
  }; // prettier-ignore
}

/** Positions at which a tier of a kind may be put in, innermost first. */
export function placesFor(tiers: readonly MemoryTier[], kind: MemoryKind): readonly number[] {
  const tier = newTier(tiers, kind);
  const places = Array.from({ length: tiers.length + 1 }, (_, at) => at);
  return places.filter((at) => tierIssues(tiers.toSpliced(at, 0, tier)).every(({ path }) => !path.endsWith('.kind')));
}

function withTiers(design: Design, tiers: readonly MemoryTier[]): Design {
  return { ...design, accelerator: { ...design.accelerator, tiers } };
}

export function withTierAdded(design: Design, tier: MemoryTier, at: number): Design {
  return withTiers(design, design.accelerator.tiers.toSpliced(at, 0, tier));
}

export function withoutTier(design: Design, id: string): Design {
  return withTiers(
    design,
    design.accelerator.tiers.filter((tier) => tier.id !== id),
  );
}

/** The design with a tier one place further in (-1) or out (1); the same design at the end of the stack. */
export function withTierMoved(design: Design, id: string, by: -1 | 1): Design {
  const { tiers } = design.accelerator;
  const from = tiers.findIndex((tier) => tier.id === id);
  const moved = tiers[from];
  if (moved === undefined || tiers[from + by] === undefined) return design;
  return withTiers(design, tiers.toSpliced(from, 1).toSpliced(from + by, 0, moved));
}

/** The design with a tier changed. Only DRAM has a type of DRAM. */
export function withTierChanged(design: Design, id: string, change: TierChange): Design {
  const changed = (tier: MemoryTier): MemoryTier => {
    const next = { ...tier, ...change };
    return next.kind === 'dram' ? next : { ...next, dramType: null };
  };
  return withTiers(
    design,
    design.accelerator.tiers.map((tier) => (tier.id === id ? changed(tier) : tier)),
  );
}

/** The design with an operand kept in a tier, or passing it by. A tier holds one operand at least; all of them need no word. */
export function withTierHolding(design: Design, id: string, operand: TierOperand, isHeld: boolean): Design {
  const changed = ({ holds, ...tier }: MemoryTier): MemoryTier => {
    const held = TIER_OPERANDS.filter((other) =>
      other === operand ? isHeld : (holds ?? TIER_OPERANDS).includes(other),
    );
    if (held.length === 0) return holds === undefined ? tier : { ...tier, holds };
    return held.length === TIER_OPERANDS.length ? tier : { ...tier, holds: held };
  };
  return withTiers(
    design,
    design.accelerator.tiers.map((tier) => (tier.id === id ? changed(tier) : tier)),
  );
}

/** Why a design can not have its stack of tiers, as one sentence in the words of the form; null: it can. */
export function tierProblem(design: Design): string | null {
  const issue = designIssues(design).find(({ path }) => path.startsWith('accelerator.tiers'));
  if (issue === undefined) return null;
  const [, index, key] = /\[(\d+)\]\.(\w+)$/.exec(issue.path) ?? [];
  const tier = design.accelerator.tiers[Number(index)];
  if (tier === undefined) return `The stack ${issue.message}.`;
  const names: Readonly<Record<string, string>> = {
    capacityBytes: 'Capacity of ',
    bytesPerSecond: 'Bandwidth of ',
    holds: 'What passes ',
  };
  return `${names[key ?? ''] ?? ''}${tier.label} ${issue.message.replace('or empty (null)', 'or empty').replace(', not null', '')}.`;
}
