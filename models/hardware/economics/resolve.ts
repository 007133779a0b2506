/** Cost and carbon of one chip as plain numbers, NaN where a figure is missing, with the reasons. */
import { isMissing } from '../technology/types';
import { type EconomicsChip, economicsInputs, type EconomicsInputs } from './inputs';
import { numbersAt } from './numbers-at';
import { ECONOMICS_RESULT_IDS, ECONOMICS_RESULTS } from './result-needs';
import { type EconomicsNumbers, economicsNumbers, type EconomicsResultId } from './results';

export interface ResolvedEconomics extends EconomicsNumbers {
  /** Why numbers are NaN, each reason once; empty when every one is there. */
  readonly gaps: readonly string[];
}

/** What no figure here includes, for the report's list of things not modelled. */
export const ECONOMICS_NOT_MODELLED = [
  'design, masks, IP, test, and the seller’s margin',
  'more than one compute die in a package, repair, dies sold with parts off',
  'scribe lines, the wafer’s edge exclusion, the reticle’s limit',
  'hosts, network gear, storage, building and staff; cost of capital; idle energy',
  'carbon of transport, end of life, boards, and of memory packages',
] as const;

export function resolveEconomics(chip: EconomicsChip): ResolvedEconomics {
  const inputs = economicsInputs(chip);
  const numbers = economicsNumbers(numbersAt(inputs, 'value'));
  return { ...numbers, gaps: economicsGaps(inputs, numbers) };
}

/** Why one result is missing, besides a figure that is: the numbers themselves may leave none. */
export function impossible(id: EconomicsResultId, numbers: EconomicsNumbers): string | null {
  if (!Number.isNaN(numbers[id])) return null;
  if (Number.isNaN(numbers.diesPerWafer)) return 'the die is too large for a wafer of 300 mm';
  return Number.isNaN(numbers.dieYield) ? 'no die is without a defect' : null;
}

function economicsGaps(inputs: EconomicsInputs, numbers: EconomicsNumbers): readonly string[] {
  const affected = new Map<string, string[]>();
  for (const id of ECONOMICS_RESULT_IDS) {
    const { label, needs } = ECONOMICS_RESULTS[id];
    const reasons = needs(inputs).flatMap((need) => {
      const sourced = inputs[need];
      return isMissing(sourced) ? [sourced.missing] : [];
    });
    const own = reasons.length === 0 ? impossible(id, numbers) : null;
    for (const reason of new Set(own === null ? reasons : [own])) {
      affected.set(reason, [...(affected.get(reason) ?? []), label.toLowerCase()]);
    }
  }
  return [...affected].map(([reason, labels]) => `${labels.join(', ')}: ${reason}`);
}
