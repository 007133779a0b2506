import { formatQuantity, type Quantity } from '../../../models/units';
import type { CategoryColour } from '../theme';

export interface BarPart {
  readonly label: string;
  /** NaN where the figure is missing. */
  readonly value: number;
  readonly colour: CategoryColour;
}

export interface StackedBarData {
  /** What the whole is, such as `Memory` or `Energy per output token`. */
  readonly label: string;
  readonly quantity: Quantity;
  readonly parts: readonly BarPart[];
  /** What the parts are to fit into; null when they only add up to a whole. */
  readonly capacity?: number | null;
}

export interface PlacedPart extends BarPart {
  /** Of the bar's length, 0..1. */
  readonly from: number;
  readonly to: number;
  /** Of the whole or of the capacity, as text. */
  readonly shareText: string;
  readonly valueText: string;
}

export interface StackedBarLayout {
  /** Parts with a width; those that are zero or missing have none. */
  readonly placed: readonly PlacedPart[];
  readonly missing: readonly string[];
  /** Where the capacity ends, 0..1; null without one. */
  readonly capacityAt: number | null;
  readonly freeText: string | null;
  readonly isOver: boolean;
  /** All of it in one sentence. */
  readonly finding: string;
}

export function layoutStackedBar({ label, quantity, parts, capacity = null }: StackedBarData): StackedBarLayout {
  const known = parts.filter(({ value }) => value > 0 && value < Infinity);
  const missing = parts.filter(({ value }) => Number.isNaN(value)).map((part) => part.label);
  const sum = known.reduce((total, { value }) => total + value, 0);
  const hasCapacity = capacity !== null && capacity > 0 && capacity < Infinity;
  const whole = hasCapacity ? Math.max(capacity, sum) : sum;
  const isOver = hasCapacity && sum > capacity;
  let from = 0;
  const placed = known.map((part): PlacedPart => {
    const start = from;
    from += part.value / whole;
    return {
      ...part,
      from: start,
      to: Math.min(from, 1),
      shareText: formatQuantity(part.value / (hasCapacity ? capacity : sum), 'ratio', 2).text,
      valueText: formatQuantity(part.value, quantity).text,
    };
  });
  const freeText = hasCapacity && !isOver ? formatQuantity(capacity - sum, quantity).text : null;
  return {
    placed,
    missing,
    capacityAt: hasCapacity ? capacity / whole : null,
    freeText,
    isOver,
    finding: findingOf(label, placed, missing, {
      total: formatQuantity(sum, quantity).text,
      of: hasCapacity ? formatQuantity(capacity, quantity).text : null,
      isOver,
    }),
  };
}

interface Totals {
  readonly total: string;
  readonly of: string | null;
  readonly isOver: boolean;
}

function findingOf(
  label: string,
  placed: readonly PlacedPart[],
  missing: readonly string[],
  { total, of, isOver }: Totals,
): string {
  const whole = of === null ? total : `${total} of ${of}${isOver ? ', more than there is' : ''}`;
  const parts = placed.map((part) => `${part.label} ${part.shareText}`);
  const unknown = missing.length === 0 ? [] : [`not known: ${missing.join(', ')}`];
  return [`${label}: ${whole}`, ...parts, ...unknown].join(', ');
}
