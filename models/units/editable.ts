import { formatQuantity, MINUS, NO_BREAK_SPACE } from './format';
import { parseQuantity } from './parse';
import { quantitySpec, type Quantity } from './quantities';

/**
 * A number for a text field: all its digits, so that reading it back gives exactly the same value, with a plain
 * space and minus sign so that it can be typed over.
 */
export function formatEditable(value: number, quantity: Quantity): string {
  if (!Number.isFinite(value)) return '';
  const { base, ladder } = quantitySpec(quantity);
  // A unit that is no power of ten of the base leaves crumbs in the last digits: fewer of them may read back as well.
  const fewest = ladder[0]?.multiplier === 1 ? 17 : 4;
  for (let digits = fewest; digits <= 17; digits++) {
    const { text } = formatQuantity(value, quantity, digits);
    const typed = text.replaceAll(NO_BREAK_SPACE, ' ').replace(MINUS, '-').replaceAll(',', '');
    const back = parseQuantity(typed, quantity);
    if (back.ok && Object.is(back.value, value)) return typed;
  }
  // Shown in its own unit a value is one rounding away from itself; in the base unit it is exact.
  return `${String(value)} ${base}`.trim();
}
