import type { ReportOperator, Resource } from '../../../models/evaluate/report';
import { formatQuantity, type Quantity } from '../../../models/units';
import { decimalBytes } from '../parts/bytes';

/** A cell sorts by `value` and is shown and copied as texts of its own. */
export interface OperatorColumn {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** 1 is always there; higher ones go first when room is short. */
  readonly priority: 1 | 2 | 3 | 4 | 5;
  readonly numeric: boolean;
  /** Header of the copied column, with its unit. */
  readonly copyLabel: string;
  readonly value: (operator: ReportOperator) => number | string | null;
  readonly text: (operator: ReportOperator) => string;
}

export const BOUND_LABELS = {
  compute: 'compute',
  memory: 'memory',
  onChip: 'on-chip',
  vector: 'vector',
  network: 'network',
  overhead: 'overhead',
  none: '–',
} as const satisfies Readonly<Record<Resource, string>>;

/** Shares of a phase with one decimal: more digits than that say nothing. */
function percentText(share: number): string {
  if (Number.isNaN(share)) return '–';
  const percent = 100 * share;
  return percent > 0 && percent < 0.05 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}

function measured(
  column: Pick<OperatorColumn, 'id' | 'label' | 'help' | 'priority' | 'copyLabel'>,
  quantity: Quantity,
  value: (operator: ReportOperator) => number | null,
): OperatorColumn {
  const text = (operator: ReportOperator) => {
    const number = value(operator);
    return quantity === 'bytes' ? decimalBytes(number) : formatQuantity(number, quantity).text;
  };
  return { ...column, numeric: true, value, text };
}

/** Layers and part of a row, where it stands for some of them only. */
export function operatorDetail({ layers, part }: ReportOperator): string {
  return [layers, part].filter((text) => text !== null).join(', ');
}

export const OPERATOR_COLUMNS: readonly OperatorColumn[] = [
  {
    id: 'name',
    label: 'Operator',
    help: 'What is computed, and for which layers.',
    priority: 1,
    numeric: false,
    copyLabel: 'operator',
    value: (operator) => [operator.name, operatorDetail(operator)].filter((text) => text !== '').join(', '),
    text: ({ name }) => name,
  },
  {
    id: 'phase',
    label: 'Phase',
    help: 'Prefill of the whole prompt, or one decode step (mean over the output).',
    priority: 2,
    numeric: false,
    copyLabel: 'phase',
    value: ({ phase }) => phase,
    text: ({ phase }) => phase,
  },
  measured(
    { id: 'repeat', label: '×', help: 'Layers that have it.', priority: 3, copyLabel: 'layers' },
    'count',
    ({ repeat }) => repeat,
  ),
  measured(
    {
      id: 'seconds',
      label: 'Time',
      help: 'All layers together; in decode, mean per step.',
      priority: 1,
      copyLabel: 'seconds',
    },
    'seconds',
    ({ seconds }) => seconds,
  ),
  {
    id: 'share',
    label: 'Share',
    help: 'Of the time of its phase.',
    priority: 1,
    numeric: true,
    copyLabel: 'share of phase',
    value: ({ share }) => share,
    text: ({ share }) => percentText(share),
  },
  {
    id: 'bound',
    label: 'Bound',
    help: 'What its time goes to.',
    priority: 1,
    numeric: false,
    copyLabel: 'bound',
    value: ({ bound }) => BOUND_LABELS[bound],
    text: ({ bound }) => BOUND_LABELS[bound],
  },
  measured(
    {
      id: 'intensity',
      label: 'Op/byte',
      help: 'Operations per byte of main memory.',
      priority: 3,
      copyLabel: 'operations per memory byte',
    },
    'count',
    ({ intensity }) => intensity,
  ),
  measured(
    {
      id: 'utilisation',
      label: 'Util.',
      help: 'Time of its MACs at peak over its time.',
      priority: 4,
      copyLabel: 'utilisation',
    },
    'ratio',
    ({ utilisation }) => utilisation,
  ),
  measured(
    {
      id: 'memoryBytes',
      label: 'Memory',
      help: 'Bytes of main memory, all layers; in decode, mean per step.',
      priority: 2,
      copyLabel: 'memory bytes',
    },
    'bytes',
    ({ memoryBytes }) => memoryBytes,
  ),
  measured(
    {
      id: 'onChipBytes',
      label: 'On chip',
      help: 'Bytes between on-chip memory and the units.',
      priority: 5,
      copyLabel: 'on-chip bytes',
    },
    'bytes',
    ({ onChipBytes }) => onChipBytes,
  ),
  measured(
    {
      id: 'joules',
      label: 'Energy',
      help: 'On one chip, all layers; in decode, mean per step.',
      priority: 4,
      copyLabel: 'joules',
    },
    'joules',
    ({ joules }) => joules,
  ),
];
