import { memo } from 'react';
import type { ReportOperator, Resource } from '../../../models/evaluate/explain/report';
import { useRidgelineStore } from '../store-context';
import { BOUND_LABELS, operatorDetail, type OperatorColumn } from './operator-columns';
import table from '../parts/table.module.css';
import styles from './roofline.module.css';

interface OperatorRowProps {
  readonly operator: ReportOperator;
  readonly columns: readonly OperatorColumn[];
  readonly isHovered: boolean;
  readonly isSelected: boolean;
  /** The one row that the Tab key stops at; arrow keys go on from there. */
  readonly isReachable: boolean;
}

export const OperatorRow = memo(function OperatorRow(props: OperatorRowProps) {
  const { operator, columns, isHovered, isSelected, isReachable } = props;
  const { getState } = useRidgelineStore();
  const hasPhase = columns.some(({ id }) => id === 'phase');
  const select = () => getState().selectOperator(isSelected ? null : operator.id);
  return (
    <tr
      className={styles.row}
      data-hovered={isHovered}
      aria-selected={isSelected}
      tabIndex={isReachable ? 0 : -1}
      onPointerEnter={() => getState().hoverOperator(operator.id)}
      onFocus={() => getState().hoverOperator(operator.id)}
      onClick={select}
      onKeyDown={(event) => {
        if (event.key === 'Enter') select();
        if (event.key === 'Escape') getState().selectOperator(null);
      }}
    >
      {columns.map((column) => (
        <Cell key={column.id} column={column} operator={operator} hasPhase={hasPhase} />
      ))}
    </tr>
  );
});

const BOUND_COLOURS = {
  compute: 'var(--c1-ink)',
  memory: 'var(--c2-ink)',
  onChip: 'var(--c3-ink)',
  vector: 'var(--c4-ink)',
  network: 'var(--c5-ink)',
  overhead: 'var(--c6-ink)',
  none: 'var(--ink-3)',
} as const satisfies Readonly<Record<Resource, string>>;

interface CellProps {
  readonly column: OperatorColumn;
  readonly operator: ReportOperator;
  /** Tables of layers have one pass. */
  readonly hasPhase: boolean;
}

function Cell({ column, operator, hasPhase }: CellProps) {
  const attributes = { 'data-priority': column.priority, 'data-numeric': column.numeric };
  switch (column.id) {
    case 'name':
      return (
        <th scope="row" {...attributes}>
          {hasPhase && (
            <span className={styles.narrowPhase} role="img" aria-label={operator.phase} data-phase={operator.phase} />
          )}
          {operator.name} <span className={table.detail}>{operatorDetail(operator)}</span>
        </th>
      );
    case 'phase':
      return (
        <td {...attributes}>
          <span className={styles.phase} data-phase={operator.phase} aria-hidden="true" />
          {operator.phase}
        </td>
      );
    case 'share':
      return (
        <td {...attributes}>
          <span
            className={styles.bar}
            data-phase={operator.phase}
            style={{ width: `${(operator.share || 0) * 64}px` }}
          />
          <span className={styles.shareText}>{column.text(operator)}</span>
        </td>
      );
    case 'bound':
      return (
        <td {...attributes}>
          <span className={styles.bound} style={{ color: BOUND_COLOURS[operator.bound] }}>
            {BOUND_LABELS[operator.bound]}
          </span>
        </td>
      );
    default:
      return <td {...attributes}>{column.text(operator)}</td>;
  }
}
