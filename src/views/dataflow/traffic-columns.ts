import { shareText } from '../../charts/dataflow/utilisation-layout';
import type { DataflowOperator } from '../../../models/evaluate/dataflow';
import { DATAFLOWS, type Dataflow } from '../../../models/hardware/types';
import { tsvCell } from '../../../models/units/table-cells';
import { decimalBytes } from '../parts/bytes';
import { DATAFLOW_LABELS, standsOut } from './findings';

export interface TrafficColumn {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly text: (operator: DataflowOperator, own: Dataflow) => string;
}

/** Expected numbers of rows and products may be fractions. */
function countText(count: number): string {
  return Number.isInteger(count)
    ? count.toLocaleString('en')
    : count.toLocaleString('en', { maximumFractionDigits: 2 });
}

export const TRAFFIC_COLUMNS: readonly TrafficColumn[] = [
  {
    id: 'shape',
    label: 'M × N × K',
    help: 'Rows and columns of the result and depth of each product, at the first step.',
    text: ({ shape: { m, n, k } }) => [m, n, k].map(countText).join(' × '),
  },
  {
    id: 'products',
    label: 'Products',
    help: 'Independent products of this shape in one layer.',
    text: ({ shape }) => countText(shape.groups),
  },
  {
    id: 'folds',
    label: 'Folds',
    help: "Fillings of the array by one product, under the design's own dataflow.",
    text: ({ by }, own) => countText(by[own].folds),
  },
  {
    id: 'mapping',
    label: 'Filled',
    help: "Share of the array's elements that hold work, under the design's own dataflow.",
    text: ({ by }, own) => shareText(by[own].mapping),
  },
  ...DATAFLOWS.map((dataflow): TrafficColumn => ({
    id: dataflow,
    label: `Util. ${DATAFLOW_LABELS[dataflow]}`,
    help: 'Time of its products at the peak over their time on the array; ★: the least time, unless all are alike.',
    text: (operator) => `${standsOut(operator, dataflow) ? '★ ' : ''}${shareText(operator.by[dataflow].utilisation)}`,
  })),
  {
    id: 'tile',
    label: 'Tile',
    help: 'Tile of M × N × K in the staging memory that moves the least.',
    text: ({ tile }) => (tile === null ? '–' : [tile.m, tile.n, tile.k].map(countText).join(' × ')),
  },
  ...(['a', 'b', 'c'] as const).map((operand): TrafficColumn => ({
    id: `traffic-${operand}`,
    label: `Traffic ${operand.toUpperCase()}`,
    help: {
      a: 'Main-memory bytes of the left operand (activations), one layer.',
      b: 'Main-memory bytes of the right operand (weights, keys, values), one layer.',
      c: 'Main-memory bytes of the result and its partial sums, one layer.',
    }[operand],
    text: ({ traffic }) => decimalBytes(traffic?.[operand] ?? null),
  })),
  {
    id: 'bound',
    label: 'Bound',
    help: 'Fewest bytes that any schedule moves with a staging memory of this size.',
    text: ({ boundBytes }) => decimalBytes(boundBytes),
  },
  {
    id: 'ratio',
    label: 'Traffic / bound',
    help: 'How far the best tile is from the bound; 1 can not be beaten.',
    text: ({ ratio }) => (ratio === null ? '–' : ratio.toFixed(2)),
  },
];

/** The rows as they stand, tab-separated. */
export function trafficTsv(operators: readonly DataflowOperator[], own: Dataflow): string {
  const lines = operators.map((operator) => [
    [operator.name, operator.layers, operator.part].filter((text) => text !== null).join(', '),
    ...TRAFFIC_COLUMNS.map((column) => column.text(operator, own)),
  ]);
  const table = [['Operator', ...TRAFFIC_COLUMNS.map(({ label }) => label)], ...lines];
  return table.map((line) => line.map(tsvCell).join('\t')).join('\n');
}
