import type { NumberControl } from '../../../models/design/field-types';
import { allowedBy, isAllowed } from '../../../models/design/value-rules';
import { parseQuantity } from '../../../models/units/parse';
import { formatEditable } from '../../../models/units/editable';

export type ReadDraft =
  { readonly ok: true; readonly value: number | null } | { readonly ok: false; readonly reason: string };

/** Reads what stands in the text field of a number: the value, or one sentence that says what the field takes. */
export function readDraft(text: string, control: NumberControl, label: string): ReadDraft {
  const mustBe = `${label} ${allowedBy(control).replace(' (null)', '')}`;
  if (text.trim() === '' || text.trim() === '–') {
    return control.optional ? { ok: true, value: null } : { ok: false, reason: `${mustBe}.` };
  }
  const parsed = parseQuantity(text, control.quantity);
  if (!parsed.ok) return { ok: false, reason: `${mustBe}: what is typed ${parsed.reason}.` };
  if (!isAllowed(control, parsed.value)) return { ok: false, reason: `${mustBe}.` };
  return { ok: true, value: parsed.value };
}

/** A value as it stands in its text field; empty: not known. */
export function draftOf(value: number | null, control: NumberControl): string {
  return value === null ? '' : formatEditable(value, control.quantity);
}
