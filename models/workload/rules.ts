import { ASSUMPTION_SETS } from '../assumptions/sets';
import type { AssumptionChoice, AssumptionSet, FidelityLevel, Switches } from '../assumptions/types';

/** The assumptions of one design, resolved: what lowering and cost stages see in place of any set or switch table. */
export interface Rules extends Switches {
  readonly lowering: AssumptionSet['lowering'];
  readonly level: FidelityLevel;
}

/** The level that a choice computes at: the chosen one, or the set's first where the set does not offer it. */
export function levelOf(choice: AssumptionChoice): FidelityLevel {
  const { levels } = ASSUMPTION_SETS[choice.base];
  return levels.includes(choice.level) ? choice.level : (levels[0] ?? 'roofline');
}

/**
 * Resolves a choice of assumptions to total rules. The only reader of the sets outside their own room.
 *
 * Overrides win over the base set. A level that the set does not offer becomes the set's first level.
 */
export function resolveRules(choice: AssumptionChoice): Rules {
  const set = ASSUMPTION_SETS[choice.base];
  return { ...set.switches, ...choice.overrides, lowering: set.lowering, level: levelOf(choice) };
}
