import type { Breakdown } from '../../../models/evaluate/comparison/breakdowns';
import type { Comparison } from '../../../models/evaluate/comparison/comparison';
import type { MetricRow } from '../../../models/evaluate/comparison/metrics';
import type { MultiplesData, MultiplesPanel } from '../../charts/multiples/data';
import type { StacksData } from '../../charts/stacks/data';
import type { CategoryColour } from '../../charts/theme';

/** Small multiples of the metrics that at least two designs have and that are not the same in all of them. */
export function multiplesOf(comparison: Comparison): MultiplesData {
  const { designs, reference, metrics } = comparison;
  const panels = metrics.flatMap((row): readonly MultiplesPanel[] => {
    const { label, quantity, better } = row.metric;
    const { base, cells } = row;
    return base === null || !isCompared(row) || isAlike(row) ? [] : [{ label, quantity, better, base, cells }];
  });
  return { designs: designs.map(({ letter, title }) => ({ letter, title })), reference, panels };
}

/** Metrics without a panel, in sentences. */
export function notDrawn({ metrics, designs }: Comparison): readonly string[] {
  const sentence = (start: string, rows: readonly MetricRow[]) =>
    rows.length === 0 ? [] : [`${start}: ${rows.map(({ metric }) => metric.label.toLowerCase()).join(', ')}.`];
  const known = metrics.filter(({ base }) => base !== null);
  return [
    ...sentence(
      'The same in all',
      known.filter((row) => isCompared(row) && isAlike(row)),
    ),
    ...designs.flatMap(({ letter }, at) =>
      sentence(
        `Known of ${letter} alone`,
        known.filter((row) => !isCompared(row) && row.base === at),
      ),
    ),
  ];
}

function isCompared({ cells }: MetricRow): boolean {
  return cells.filter(({ value }) => !Number.isNaN(value)).length > 1;
}

function isAlike({ cells }: MetricRow): boolean {
  return cells.every(({ value }) => Object.is(value, cells[0]!.value));
}

/** Parts with a colour of their own, the same in all charts; the others are drawn together. */
const COLOURS: Readonly<Record<string, CategoryColour>> = {
  attention: 'blue',
  ffn: 'vermilion',
  expert: 'green',
  shared: 'purple',
  head: 'yellow',
  embedding: 'sky',
  convolution: 'green',
  linear: 'vermilion',
  state: 'green',
  gemm: 'blue',
  scores: 'vermilion',
  values: 'green',
  vector: 'purple',
  gather: 'yellow',
  collective: 'sky',
  memory: 'yellow',
  onChip: 'green',
  mac: 'blue',
  link: 'vermilion',
  leakage: 'sky',
  weights: 'blue',
  cache: 'vermilion',
  live: 'green',
};

/** A breakdown as bars: parts without a colour of their own, and those whose colour a larger one has, are the rest. */
export function stacksOf({ title, quantity, parts, bars }: Breakdown, letters: readonly string[]): StacksData {
  const taken = new Set<CategoryColour>();
  const own = parts.map(({ id }) => {
    const colour = COLOURS[id];
    if (colour === undefined || taken.has(colour)) return null;
    taken.add(colour);
    return colour;
  });
  const rest = parts.filter((_, at) => own[at] === null);
  const restLabel = rest.length === 1 ? rest[0]!.label : `other: ${rest.map(({ label }) => label).join(', ')}`;
  const kept = parts.flatMap(({ label }, at) => (own[at] === null ? [] : [{ label, colour: own[at]! }]));
  return {
    ...{ title, quantity },
    parts: rest.length === 0 ? kept : [...kept, { label: restLabel, colour: null }],
    bars: bars.map((bar, at) => {
      const letter = letters[at]!;
      if (bar === null) return { letter, values: null, total: NaN };
      const values = bar.values.filter((_, index) => own[index] !== null);
      const others = bar.values.filter((_, index) => own[index] === null);
      const sum = others.reduce((total, value) => total + value, 0);
      return { letter, values: rest.length === 0 ? values : [...values, sum], total: bar.total };
    }),
  };
}
