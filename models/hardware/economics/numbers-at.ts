import { isMissing, type Sourced } from '../technology/types';
import type { EconomicsInputs } from './inputs';
import type { InputNumbers } from './results';

/** The figures as numbers: their values, or one end of their spans. */
export function numbersAt(inputs: EconomicsInputs, end: 'value' | 'low' | 'high'): InputNumbers {
  const at = (sourced: Sourced) => (isMissing(sourced) ? NaN : sourced[end]);
  return Object.fromEntries(Object.entries(inputs).map(([id, sourced]) => [id, at(sourced)])) as InputNumbers;
}
