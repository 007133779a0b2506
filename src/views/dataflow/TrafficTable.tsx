import { useRef, type KeyboardEvent } from 'react';
import { stepFor } from '../../charts/walk';
import type { DataflowOperator } from '../../../models/evaluate/dataflow';
import type { Dataflow } from '../../../models/hardware/types';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { detailOf } from './chart-data';
import { TRAFFIC_COLUMNS } from './traffic-columns';
import table from '../parts/table.module.css';
import styles from './dataflow.module.css';

interface TrafficTableProps {
  readonly operators: readonly DataflowOperator[];
  readonly own: Dataflow;
  readonly label: string;
  /** Id of the operator that is explained below. */
  readonly shownId: string;
}

/** The numbers of the bars, and what each product moves: one row an operator. A click or Enter explains one below. */
export function TrafficTable({ operators, own, label, shownId }: TrafficTableProps) {
  const { getState } = useRidgelineStore();
  const hovered = useRidgeline((state) => state.hoveredOperator);
  const body = useRef<HTMLTableSectionElement>(null);
  const at = operators.findIndex(({ id }) => id === hovered);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && at >= 0) getState().selectOperator(operators[at]!.id);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') return;
    const next = stepFor(event.key, at, operators.length);
    if (next === null) return;
    event.preventDefault();
    body.current?.rows[next]?.focus();
  };
  return (
    <div className={`${table.scroller} ${styles.scroller}`} role="region" aria-label={label} tabIndex={0}>
      <table className={`${table.table} ${styles.table}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Operator</th>
            {TRAFFIC_COLUMNS.map((column) => (
              <th key={column.id} scope="col" title={column.help} data-numeric="true" data-own={column.id === own}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown} onPointerLeave={() => getState().hoverOperator(null)}>
          {operators.map((operator, index) => (
            <tr
              key={operator.id}
              data-hovered={index === at}
              aria-selected={operator.id === shownId}
              tabIndex={index === Math.max(at, 0) ? 0 : -1}
              onPointerEnter={() => getState().hoverOperator(operator.id)}
              onFocus={() => getState().hoverOperator(operator.id)}
              onClick={() => getState().selectOperator(operator.id)}
            >
              <th scope="row">
                {operator.name} <span className={table.detail}>{detailOf(operator)}</span>
              </th>
              {TRAFFIC_COLUMNS.map((column) => (
                <td key={column.id} data-numeric="true" data-own={column.id === own}>
                  {column.text(operator, own)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
