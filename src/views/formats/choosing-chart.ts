import type { LineData, LineSeries } from '../../charts/lines/data';
import { formatQuantity } from '../../../models/units';
import { accuracyValue } from '../../../models/precision/accuracy-of';
import { formatLabel, percent } from './accuracy-rows';
import { lowerFirst, unbeaten, type ChoosingAxis } from './choosing-axes';
import { sharesText } from './choosing-data';
import type { Answered } from './choosing-question';
import { drawnIncrease } from './increase';

interface Point {
  readonly x: number;
  readonly series: 'published' | 'estimate' | 'beaten' | 'mixed';
  readonly name: string;
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/**
 * Increase of perplexity over what formats cost: single formats as points, filled where the perplexity was published and
 * rings with their range where it is an estimate; the best mixtures as steps along the cost that they make least.
 */
export function frontierData(answered: Answered, axis: ChoosingAxis): LineData {
  const { problem, answers } = answered;
  const points = [...singlePoints(answered, axis), ...mixturePoints(answered, axis)]
    .filter(({ x }) => Number.isFinite(x))
    .toSorted((a, b) => a.x - b.x || b.value - a.value);
  const isCost = axis.id === problem.cost;
  return {
    finding: points.length === 0 ? unknownAlong(axis) : findingOf(problem, axis, isCost, answers),
    note: 'Filled: published. Rings: estimates, their lines the range that nine of ten keep to. Steps: estimates too.',
    x: { label: axis.label, quantity: axis.quantity, scale: 'linear' },
    y: { label: 'Increase of perplexity', quantity: 'ratio', scale: 'log' },
    at: points.map(({ x }) => x),
    names: points.map(({ name }) => name),
    series: [
      single('beaten', 'Beaten by another', 'purple', 'rings', points),
      single('estimate', 'One of each everywhere, estimate', 'vermilion', 'rings', points, true),
      single('published', 'One of each everywhere, published', 'vermilion', 'points', points),
      isCost ? mixedSteps(points) : single('mixed', 'Best mixture, estimate', 'blue', 'rings', points, true),
    ],
    marks: [],
  };
}

function unknownAlong({ label }: ChoosingAxis): string {
  return `${label} is not known for this design: its verdict names the figure that is missing.`;
}

function singlePoints(answered: Answered, axis: ChoosingAxis): readonly Point[] {
  const front = new Set(unbeaten(answered, axis));
  return answered.uniform.flatMap((point, index): readonly Point[] => {
    const { accuracy, formats } = point;
    if (accuracy.kind === 'missing') return [];
    const known = accuracy.kind === 'published' ? 'published' : 'estimate';
    const value = accuracyValue(accuracy);
    const { low, high } = accuracy.kind === 'estimate' ? accuracy : { low: value, high: value };
    const name = [formats.weights, formats.activations, formats.keyValues].map(formatLabel).join(', ');
    return [
      {
        x: axis.ofUniform(point),
        series: front.has(index) ? known : 'beaten',
        name,
        ...drawnIncrease({ low, value, high }),
      },
    ];
  });
}

function mixturePoints({ problem, answers }: Answered, axis: ChoosingAxis): readonly Point[] {
  return answers
    .filter(({ design }) => design !== null)
    .map((answer) => {
      const name = sharesText(problem.items, answer.solution.chosen);
      return { x: axis.ofMixture(answer, problem.items), series: 'mixed', name, ...drawnIncrease(answer.ratio) };
    });
}

function single(
  id: Point['series'],
  label: string,
  colour: LineSeries['colour'],
  look: 'points' | 'rings',
  points: readonly Point[],
  hasRange = false,
): LineSeries {
  const of = (end: 'low' | 'value' | 'high') => points.map((point) => (point.series === id ? point[end] : NaN));
  return {
    id,
    label,
    colour,
    look,
    y: of('value'),
    ...(hasRange ? { range: { low: of('low'), high: of('high') } } : {}),
  };
}

/** The least increase that so much, or less, pays for. */
function mixedSteps(points: readonly Point[]): LineSeries {
  let least = NaN;
  const y = points.map(({ series, value }) => {
    if (series === 'mixed' && !(least <= value)) least = value;
    return least;
  });
  return { id: 'mixed', label: 'Best mixture, estimate', colour: 'blue', look: 'steps', y };
}

function findingOf(
  { baseCost, base }: Answered['problem'],
  { label }: ChoosingAxis,
  isCost: boolean,
  answers: Answered['answers'],
): string {
  const last = answers.findLast(({ design }) => design !== null);
  if (last === undefined) return 'No mixture keeps within any budget.';
  const name = lowerFirst(label);
  if (!isCost) return `What formats ask in ${name} for the perplexity that they keep`;
  const factor = baseCost / last.evaluatedCost;
  const from = base === 'bf16' ? 'BF16' : 'the formats of the design';
  return `The best mixtures lower ${name} up to ${formatQuantity(factor, 'count', 3).text} times against ${from}, at an estimated ${percent(last.ratio.value - 1)} of perplexity against 16 bits`;
}
