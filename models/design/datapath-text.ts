/**
 * A matrix unit's own datapath as one text, so that it can be the value of a choice and of an axis:
 * `kind:weights:activations:MACs a cycle:energy:area`, the last two in full adders. All that a design holds of it is in the
 * text; the gate model that it came from is not needed to read it.
 */
import { findFormat } from '../formats/registry';
import { DATAPATH_KINDS, type DatapathKind } from '../formats/types';
import type { PairDatapath } from '../hardware/types';
import type { ChoiceOption } from './field-types';

export const NO_DATAPATH: ChoiceOption = { value: 'none', label: 'None' };

const KIND_LABELS: Readonly<Record<DatapathKind, string>> = {
  multiplier: 'Multiplier',
  widened: 'Widened',
  bitSerial: 'Bit-serial',
  lookup: 'Look-up',
};
const LARGEST = 1e12;

export function datapathText(datapath: PairDatapath | undefined): string {
  if (datapath === undefined) return NO_DATAPATH.value;
  const { kind, weights, activations, macsPerCycle, energyCost, areaCost } = datapath;
  return [kind, weights, activations, macsPerCycle, energyCost, areaCost].join(':');
}

/** Null where the text is not one of a unit. */
export function readDatapathText(text: string): PairDatapath | null {
  const parts = text.split(':');
  const kind = DATAPATH_KINDS.find((known) => known === parts[0]);
  const [weights = '', activations = ''] = parts.slice(1, 3);
  const [macsPerCycle = NaN, energyCost = NaN, areaCost = NaN] = parts.slice(3).map(Number);
  const datapath = { macsPerCycle, energyCost, areaCost };
  if (kind === undefined || parts.length !== 6) return null;
  if (findFormat(weights) === undefined || findFormat(activations) === undefined) return null;
  if (!Object.values(datapath).every((value) => value > 0 && value < LARGEST)) return null;
  return { kind, weights, activations, ...datapath };
}

export function datapathOption(text: string): ChoiceOption | null {
  const datapath = readDatapathText(text);
  if (datapath === null) return null;
  const [weights, activations] = [findFormat(datapath.weights)!.label, findFormat(datapath.activations)!.label];
  const rate = datapath.macsPerCycle === 1 ? '' : `, ${Number(datapath.macsPerCycle.toPrecision(3))} a cycle`;
  return { value: text, label: `${KIND_LABELS[datapath.kind]} ${weights} × ${activations}${rate}` };
}
