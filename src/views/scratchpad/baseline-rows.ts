import type { Baseline, BaselineOrder } from '../../../models/scheduling/baselines/compare';
import { bytesText } from './words';

export interface BaselineRow {
  readonly key: string;
  readonly order: string;
  readonly replacement: string;
  readonly bytes: number;
  /** To what our schedule moves; null where that is nothing. */
  readonly ratio: number | null;
  /** What a reader should know of it. */
  readonly rule: string;
}

export const ORDERS: Readonly<Record<BaselineOrder, string>> = {
  topological: 'as the graph stands',
  minimumPeak: 'least room if nothing leaves',
};

const REPLACEMENTS: Readonly<Record<Baseline['replacement'], readonly [string, string]>> = {
  lru: ['LRU', 'The tensor whose last use is longest ago leaves; first-fit addresses.'],
  belady: ['Belady', 'The tensor whose next use is farthest away leaves; first-fit addresses.'],
  greedy: ['greedy', 'The tensor that costs the fewest bytes to let go and fetch again leaves; first-fit addresses.'],
  optimal: ['best for this order', 'Searched: no replacement moves less in this order. Addresses are left out.'],
};

export function baselineRows(list: readonly Baseline[], ourBytes: number): readonly BaselineRow[] {
  return list.map(({ order, replacement, bytes, lowerBound }) => {
    const [name, rule] = REPLACEMENTS[replacement];
    const isOpen = replacement === 'optimal' && lowerBound < bytes;
    return {
      key: `${order} ${replacement}`,
      order: ORDERS[order],
      replacement: name,
      bytes,
      ratio: ourBytes === 0 ? null : bytes / ourBytes,
      rule: isOpen ? `Searched for a while: no less than ${bytesText(lowerBound)}. Addresses are left out.` : rule,
    };
  });
}

/** A rule of replacement, by order: null where it has not been run yet. */
export interface RuleRow {
  readonly replacement: Baseline['replacement'];
  readonly name: string;
  readonly rule: string;
  readonly byOrder: readonly (RuleCell | null)[];
}

export interface RuleCell {
  readonly order: BaselineOrder;
  readonly bytes: number;
  readonly ratio: number | null;
  /** Below which nothing comes, where the search for the best replacement was not finished. */
  readonly openBytes: number | null;
}

/** The same as a table of replacements against orders. */
export function ruleMatrix(list: readonly Baseline[], ourBytes: number): readonly RuleRow[] {
  return Object.entries(REPLACEMENTS).map(([id, [name, rule]]) => ({
    replacement: id as Baseline['replacement'],
    name,
    rule,
    byOrder: (Object.keys(ORDERS) as BaselineOrder[]).map((order) => {
      const found = list.find((baseline) => baseline.order === order && baseline.replacement === id);
      return found === undefined ? null : ruleCell(found, ourBytes);
    }),
  }));
}

function ruleCell({ order, replacement, bytes, lowerBound }: Baseline, ourBytes: number): RuleCell {
  const isOpen = replacement === 'optimal' && lowerBound < bytes;
  return { order, bytes, ratio: ourBytes === 0 ? null : bytes / ourBytes, openBytes: isOpen ? lowerBound : null };
}

/** What replacement and order gained, in one sentence. */
export function gainText(list: readonly Baseline[], ourBytes: number): string {
  const given = list.filter(({ order }) => order === 'topological');
  const ruled = given.filter(({ replacement }) => replacement !== 'optimal');
  const [first, ...others] = ruled;
  if (first === undefined) return 'Running the rules …';
  const best = others.reduce((least, other) => (other.bytes < least.bytes ? other : least), first);
  const optimal = given.find(({ replacement }) => replacement === 'optimal');
  if (best.bytes === 0) return 'In the order as the graph stands the rules already move nothing more than they must.';
  const [rule] = REPLACEMENTS[best.replacement];
  const start = `In the order as the graph stands the best rule (${rule}) moves ${bytesText(best.bytes)}`;
  if (optimal === undefined) return `${start}, the schedule above ${bytesText(ourBytes)}.`;
  const saved = (from: number, to: number) => (to < from ? `saves ${bytesText(from - to)}` : 'saves nothing');
  return `${start}. Choosing what leaves ${saved(best.bytes, optimal.bytes)}; choosing the order and the addresses too ${saved(optimal.bytes, ourBytes)} more, which leaves ${bytesText(ourBytes)}.`;
}
