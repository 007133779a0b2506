/**
 * Canonical JSON: the same design gives the same bytes. Keys stand in the order of the schema, numbers as JavaScript
 * prints them, and an override that says what its assumption set says anyway is left out, as are optional parts without
 * a value.
 */
import { ASSUMPTION_SETS, SWITCH_IDS } from '../assumptions/sets';
import type { AssumptionChoice } from '../assumptions/types';
import { TIER_OPERANDS, type MemoryTier } from '../hardware/types';
import { issueSentence } from './issues';
import { DesignSchema } from './schema';
import { check } from './schema-parts';
import { SpaceSchema } from './space-schema';
import type { Design, Space } from './types';

function withoutIdleOverrides({ base, level, overrides }: AssumptionChoice): AssumptionChoice {
  const { switches } = ASSUMPTION_SETS[base];
  const effective = SWITCH_IDS.filter((id) => overrides[id] !== undefined && overrides[id] !== switches[id]);
  return { base, level, overrides: Object.fromEntries(effective.map((id) => [id, overrides[id]])) };
}

/** Operands in the order of `TIER_OPERANDS`; a tier that holds all of them need not say so. */
function withoutIdleHolds({ holds, ...tier }: MemoryTier): MemoryTier {
  const held = TIER_OPERANDS.filter((operand) => holds?.includes(operand));
  return holds === undefined || held.length === TIER_OPERANDS.length ? tier : { ...tier, holds: held };
}

function canonical(design: Design): Design {
  const { accelerator, assumptions } = design;
  const { economics, ...rest } = {
    ...design,
    accelerator: { ...accelerator, tiers: accelerator.tiers.map(withoutIdleHolds) },
    assumptions: withoutIdleOverrides(assumptions),
  };
  return economics === undefined || Object.keys(economics).length === 0 ? rest : { ...rest, economics };
}

function ordered<T>(schema: Parameters<typeof check<T>>[0], value: T): T {
  const result = check(schema, value);
  if (result.ok) return result.value;
  throw new Error(`only what is valid has a canonical form: ${issueSentence(result.issues[0]!)}`);
}

/** The canonical JSON of a design. Throws when the design breaks the schema: it was not checked before. */
export function canonicalJson(design: Design): string {
  return JSON.stringify(canonical(ordered(DesignSchema, design)));
}

/** The canonical JSON of a space; the order of its axes is part of it, since it numbers the designs. Throws likewise. */
export function canonicalSpaceJson(space: Space): string {
  const { base, ...rest } = ordered(SpaceSchema, space);
  return JSON.stringify({ base: canonical(base), ...rest });
}
