/** What formats are weighed by, beside perplexity: of one of each everywhere, and of mixtures. */
import { METRICS, type MetricId } from '../../../models/evaluate/metrics/metrics';
import type { FormatTriple } from '../../../models/formats/accuracy/estimate';
import { findFormat } from '../../../models/formats/registry';
import { paretoFrontier } from '../../../models/space/pareto';
import type { Quantity } from '../../../models/units';
import { datapathRows } from './cost-rows';
import { CHOICE_COSTS, type Answered } from './choosing-question';

type Uniform = Answered['uniform'][number];
type Mixture = Answered['answers'][number];

export interface ChoosingAxis {
  readonly id: string;
  readonly label: string;
  readonly quantity: Quantity;
  readonly ofUniform: (point: Uniform) => number;
  readonly ofMixture: (mixture: Mixture, items: Answered['problem']['items']) => number;
}

/** Everything that a frontier can be drawn over: costs of a design, bits of its weights, area of its products. */
export const CHOOSING_AXES: readonly ChoosingAxis[] = [
  ...CHOICE_COSTS.map(metricAxis),
  {
    id: 'weightBits',
    label: 'Bits of a weight',
    quantity: 'count',
    ofUniform: ({ formats }) => bitsOf(formats.weights),
    ofMixture: (mixture, items) =>
      chosenFormats(mixture, items).reduce((sum, { formats, share }) => sum + share * bitsOf(formats.weights), 0),
  },
  {
    id: 'unitArea',
    label: 'Area of a product over BF16',
    quantity: 'ratio',
    ofUniform: ({ formats }) => unitArea(formats),
    // One element does them all: it is as large as its largest unit.
    ofMixture: (mixture, items) => Math.max(...chosenFormats(mixture, items).map(({ formats }) => unitArea(formats))),
  },
];

/** A label in the middle of a sentence. */
export function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

export function axisNamed(id: string): ChoosingAxis {
  return CHOOSING_AXES.find((axis) => axis.id === id) ?? CHOOSING_AXES[0]!;
}

function metricAxis(id: MetricId): ChoosingAxis {
  const { label, quantity } = METRICS.find((metric) => metric.id === id)!;
  return {
    id,
    label,
    quantity,
    ofUniform: ({ metrics }) => metrics[id],
    ofMixture: ({ metrics }) => metrics?.[id] ?? NaN,
  };
}

/** Formats of every item with its share of the products; empty where there is no mixture. */
function chosenFormats({ solution }: Mixture, items: Answered['problem']['items']) {
  return items.flatMap(({ options, productShare }, item) => {
    const formats = options[solution.chosen[item] ?? -1]?.formats;
    return formats === undefined || productShare === 0 ? [] : [{ formats, share: productShare }];
  });
}

function bitsOf(id: string): number {
  return findFormat(id)?.bitsPerElement ?? NaN;
}

/** Of a multiply-accumulate in a unit for this pair, over BF16. */
export function unitArea({ weights, activations }: FormatTriple): number {
  const [unit] = datapathRows(weights, activations, null);
  return unit?.area ?? NaN;
}

/** Positions of single formats that no other beats along the axis and in perplexity; estimates count at their value. */
export function unbeaten({ uniform }: Answered, axis: ChoosingAxis): readonly number[] {
  const columns = [Float64Array.from(uniform, axis.ofUniform), Float64Array.from(uniform, ({ ratio }) => ratio)];
  return [...paretoFrontier(columns, ['lower', 'lower']).rows];
}
