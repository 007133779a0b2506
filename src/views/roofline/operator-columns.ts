import {
  ALL_TIERS,
  intensityOf,
  tierIndex,
  type RooflineSubject,
  type RooflineTier,
} from '../../charts/roofline/roofs';
import type { ReportOperator, Resource } from '../../../models/evaluate/explain/report';
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

/** The columns of a design's table: bytes by memory, operations per byte of the memory that the chart counts. */
export function operatorColumns(subject: RooflineSubject, tier: RooflineTier): readonly OperatorColumn[] {
  const isTable = subject.report.workloadKind === 'layers';
  const at = tierIndex(subject, tier);
  const all = tier === ALL_TIERS;
  return [
    NAME,
    ...(isTable ? [] : [PHASE]),
    REPEAT,
    SECONDS,
    isTable ? { ...SHARE, help: 'Of the time of the whole pass.', copyLabel: 'share of time' } : SHARE,
    BOUND,
    intensityColumn(subject, at),
    all ? { ...UTILISATION, priority: 5 } : UTILISATION,
    ...subject.memories.tiers.map((_, memory) => bytesColumn(subject, memory, all || memory === at)),
    all ? { ...JOULES, priority: 5 } : JOULES,
  ];
}

const NAME: OperatorColumn = {
  id: 'name',
  label: 'Operator',
  help: 'What is computed, and for which layers.',
  priority: 1,
  numeric: false,
  copyLabel: 'operator',
  value: (operator) => [operator.name, operatorDetail(operator)].filter((text) => text !== '').join(', '),
  text: ({ name }) => name,
};

const PHASE: OperatorColumn = {
  id: 'phase',
  label: 'Phase',
  help: 'Prefill of the whole prompt, or one decode step (mean over the output).',
  priority: 2,
  numeric: false,
  copyLabel: 'phase',
  value: ({ phase }) => phase,
  text: ({ phase }) => phase,
};

const REPEAT: OperatorColumn = measured(
  { id: 'repeat', label: '×', help: 'Layers that have it.', priority: 3, copyLabel: 'layers' },
  'count',
  ({ repeat }) => repeat,
);

const SECONDS: OperatorColumn = measured(
  {
    id: 'seconds',
    label: 'Time',
    help: 'All layers together; in decode, mean per step.',
    priority: 1,
    copyLabel: 'seconds',
  },
  'seconds',
  ({ seconds }) => seconds,
);

const SHARE: OperatorColumn = {
  id: 'share',
  label: 'Share',
  help: 'Of the time of its phase.',
  priority: 1,
  numeric: true,
  copyLabel: 'share of phase',
  value: ({ share }) => share,
  text: ({ share }) => percentText(share),
};

const BOUND: OperatorColumn = {
  id: 'bound',
  label: 'Bound',
  help: 'What its time goes to.',
  priority: 1,
  numeric: false,
  copyLabel: 'bound',
  value: ({ bound }) => BOUND_LABELS[bound],
  text: ({ bound }) => BOUND_LABELS[bound],
};

const UTILISATION: OperatorColumn = measured(
  {
    id: 'utilisation',
    label: 'Util.',
    help: 'Time of its MACs at peak over its time.',
    priority: 4,
    copyLabel: 'utilisation',
  },
  'ratio',
  ({ utilisation }) => utilisation,
);

const JOULES: OperatorColumn = measured(
  {
    id: 'joules',
    label: 'Energy',
    help: 'On one chip, all layers; in decode, mean per step.',
    priority: 4,
    copyLabel: 'joules',
  },
  'joules',
  ({ joules }) => joules,
);

function intensityColumn(subject: RooflineSubject, at: number): OperatorColumn {
  const label = subject.memories.tiers[at]?.label ?? 'memory';
  return measured(
    {
      id: 'intensity',
      label: 'Op/byte',
      help: `Operations per byte between ${label} and what lies inside it.`,
      priority: 3,
      copyLabel: `operations per ${label} byte`,
    },
    'count',
    (operator) => intensityOf(subject, operator, at),
  );
}

function bytesColumn({ memories }: RooflineSubject, at: number, isWanted: boolean): OperatorColumn {
  const { id, label } = memories.tiers[at]!;
  return measured(
    {
      id: `bytes ${id}`,
      label,
      help: `Bytes between ${label} and what lies inside it, all layers; in decode, mean per step.`,
      priority: isWanted ? 2 : 5,
      copyLabel: `${label} bytes`,
    },
    'bytes',
    (operator) => memories.bytes.get(operator.id)?.[at] ?? null,
  );
}
