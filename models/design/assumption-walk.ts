import { ASSUMPTION_SETS, DESIGN_SWITCH_IDS, SWITCHES } from '../assumptions/sets';
import { SET_SUMMARIES, SWITCH_DOCUMENTATION } from '../assumptions/switch-documentation';
import type { AssumptionChoice, AssumptionSetId, Switches } from '../assumptions/types';

/** One step between two sets of assumptions: what is computed with, and what changed against the step before. */
export interface AssumptionStep {
  readonly label: string;
  readonly meaning: string;
  readonly choice: AssumptionChoice;
}

/**
 * The steps from a base set to a choice, in a fixed order: the base set itself; then the lowering of the choice, with
 * every switch as the base set has it; then one switch after the other, in the order in which they are documented.
 * Switches that do not differ make no step. The last step computes exactly what the choice does.
 */
export function assumptionWalk(from: AssumptionSetId, to: AssumptionChoice): readonly AssumptionStep[] {
  const start = ASSUMPTION_SETS[from];
  const end = ASSUMPTION_SETS[to.base];
  const target: Switches = { ...end.switches, ...to.overrides };
  const steps: AssumptionStep[] = [
    { label: start.label, meaning: SET_SUMMARIES[from], choice: { base: from, level: to.level, overrides: {} } },
  ];
  let switches: Switches = start.switches;
  if (start.lowering !== end.lowering || start.id !== end.id) {
    steps.push({
      label: 'Structure of the operators',
      meaning: `Operators as ${end.label} lowers them, every switch still as in ${start.label}.`,
      choice: { base: to.base, level: to.level, overrides: switches },
    });
  }
  for (const id of DESIGN_SWITCH_IDS) {
    if (switches[id] === target[id]) continue;
    switches = { ...switches, [id]: target[id] };
    const { label } = SWITCHES[id];
    const { meaning } = SWITCH_DOCUMENTATION[id];
    steps.push({ label, meaning, choice: { base: to.base, level: to.level, overrides: switches } });
  }
  return steps;
}
