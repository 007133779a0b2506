import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { RooflineSubject, RooflineTier } from '../../charts/roofline/roofs';
import type { ReportOperator } from '../../../models/evaluate/explain/report';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { operatorColumns, type OperatorColumn } from './operator-columns';
import { nextSorting, queryRows, rowsAsTsv, type PhaseFilter, type Sorting } from './operator-rows';
import { OperatorRow } from './OperatorRow';
import { TableTools } from './TableTools';
import table from '../parts/table.module.css';
import styles from './roofline.module.css';

/** The operators of the design, one a row; the twin of the chart for those who read rather than look. */
export function OperatorTable({ subject, tier }: { readonly subject: RooflineSubject; readonly tier: RooflineTier }) {
  const { operators, workloadKind } = subject.report;
  const columns = useMemo(() => operatorColumns(subject, tier), [subject, tier]);
  const [wanted, setPhase] = useState<PhaseFilter>('both');
  const phase = workloadKind === 'decoder' ? wanted : 'both';
  const [text, setText] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(
    () => queryRows(operators, columns, { phase, text, sorting }),
    [operators, columns, phase, text, sorting],
  );
  return (
    <section className={styles.tableBox} aria-label="Operators">
      <TableTools
        phase={phase}
        text={text}
        shown={rows.length}
        total={operators.length}
        hasPhases={workloadKind === 'decoder'}
        onPhase={setPhase}
        onText={setText}
        copyText={() => rowsAsTsv(rows, columns)}
      />
      <Rows
        rows={rows}
        columns={columns}
        sorting={sorting}
        onSort={(column) => setSorting(nextSorting(sorting, column))}
      />
    </section>
  );
}

interface RowsProps {
  readonly rows: readonly ReportOperator[];
  readonly columns: readonly OperatorColumn[];
  readonly sorting: Sorting | null;
  readonly onSort: (column: OperatorColumn) => void;
}

const KEY_STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

function Rows({ rows, columns, sorting, onSort }: RowsProps) {
  const { getState } = useRidgelineStore();
  const hovered = useRidgeline((state) => state.hoveredOperator);
  const selected = useRidgeline((state) => state.selectedOperator);
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = KEY_STEPS[event.key];
    if (step === undefined || rows.length === 0) return;
    event.preventDefault();
    const at = rows.findIndex(({ id }) => id === (hovered ?? selected));
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
    body.current?.rows[next]?.focus();
  };
  const current = rows.some(({ id }) => id === (hovered ?? selected)) ? (hovered ?? selected) : rows[0]?.id;
  return (
    <div className={table.scroller}>
      <table className={`${table.table} ${styles.table}`}>
        <Header columns={columns} sorting={sorting} onSort={onSort} />
        <tbody ref={body} onKeyDown={onKeyDown} onPointerLeave={() => getState().hoverOperator(null)}>
          {rows.map((operator) => (
            <OperatorRow
              key={operator.id}
              operator={operator}
              columns={columns}
              isHovered={operator.id === hovered}
              isSelected={operator.id === selected}
              isReachable={operator.id === current}
            />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.empty}>No operator matches the filter.</p>}
    </div>
  );
}

const Header = memo(function Header({ columns, sorting, onSort }: Omit<RowsProps, 'rows'>) {
  const stateOf = ({ id }: OperatorColumn) =>
    sorting?.column !== id ? 'none' : sorting.descending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            data-priority={column.priority}
            data-numeric={column.numeric}
            aria-sort={stateOf(column)}
          >
            <button type="button" title={column.help} onClick={() => onSort(column)}>
              {column.label}
              <span aria-hidden="true">{{ none: '', ascending: ' ▲', descending: ' ▼' }[stateOf(column)]}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
});
