import { parseQuantity } from '../../../models/units/parse';
import { MOST_SCRATCHPAD_BYTES } from '../../state/scratchpad/choice';

const UNITS = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
] as const;

/** Decimals that a binary size may have before the next smaller unit tells it better. */
const DECIMALS = 1000;

/** A size for a text field, exact and in binary units, as scratchpads are: `4.5 MiB`, `4762 KiB`, `39 B`. */
export function sizeText(bytes: number): string {
  const unit = UNITS.find(([, size]) => bytes >= size && Number.isInteger((bytes / size) * DECIMALS));
  return unit === undefined ? `${bytes} B` : `${bytes / unit[1]} ${unit[0]}`;
}

export type ReadSize = { readonly ok: true; readonly bytes: number } | { readonly ok: false; readonly reason: string };

const REFUSED = 'Scratchpad must be a size from 1 B to 8 TiB, such as 24 MiB';

/** A size as it is typed: as many whole bytes as lie in it. Without a unit it is bytes, whole ones. */
export function readSize(text: string): ReadSize {
  const parsed = parseQuantity(text, 'bytes');
  if (!parsed.ok) return { ok: false, reason: `${REFUSED}: what is typed ${parsed.reason}.` };
  const bytes = Math.floor(parsed.value);
  const isBare = !/[a-z]/i.test(text.replace(/e[+-]?\d+/i, ''));
  if (isBare && bytes !== parsed.value)
    return { ok: false, reason: 'Scratchpad must be whole bytes, or have a unit such as MiB.' };
  return bytes >= 1 && bytes <= MOST_SCRATCHPAD_BYTES ? { ok: true, bytes } : { ok: false, reason: `${REFUSED}.` };
}
