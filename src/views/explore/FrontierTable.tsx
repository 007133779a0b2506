import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Brush } from '../../charts/parallel/layout';
import type { SweepAnswer } from '../../state/sweep-types';
import { copyText } from '../parts/clipboard';
import { Button } from '../parts/Button';
import { designsText } from './counts-text';
import {
  frontierTable,
  nextSorting,
  sortedRows,
  tableAsTsv,
  type FrontierColumn,
  type FrontierTableData,
  type Sorting,
} from './frontier-table';
import { ExportButtons } from './ExportButtons';
import { brushedRows } from './parallel-data';
import { ParallelPanel } from './ParallelPanel';
import styles from './frontier.module.css';

interface FrontierTableProps {
  readonly answer: SweepAnswer;
  readonly chosen: number | null;
  readonly hovered: number | null;
  readonly onChoose: (index: number | null) => void;
  readonly onHover: (index: number | null) => void;
  readonly onLoad: (index: number) => void;
}

/** Brushes belong to the answer that they were drawn on. */
interface Brushed {
  readonly answer: SweepAnswer;
  readonly brushes: readonly Brush[];
}

const NO_BRUSHES: readonly Brush[] = [];

const ROW_PX = 26;
const TOLD_MS = 1500;

/** The designs of the frontier, one a row: the twin of the chart for those who read rather than look. */
export function FrontierTable(props: FrontierTableProps) {
  const { answer } = props;
  const table = useMemo(() => frontierTable(answer), [answer]);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(() => sortedRows(table, sorting), [table, sorting]);
  const [brushed, setBrushed] = useState<Brushed>({ answer, brushes: [] });
  const [showsLines, setShowsLines] = useState(false);
  const brushes = showsLines && brushed.answer === answer ? brushed.brushes : NO_BRUSHES;
  const rows = useMemo(() => brushedRows(table, sorted, brushes), [table, sorted, brushes]);
  const all = useMemo(() => sortedRows(table, null), [table]);
  const titleId = useId();
  return (
    <section className={styles.box} aria-labelledby={titleId} data-lines={showsLines}>
      <header className={styles.head}>
        <h2 id={titleId}>Frontier</h2>
        <span className={styles.count}>
          {designsText(rows.length)}
          {rows.length < all.length && ` of ${all.length}`}
        </span>
        <span className={styles.tools}>
          <Button
            look="ghost"
            aria-pressed={showsLines}
            className={styles.linesButton}
            title="Draw the designs as lines across fields and metrics"
            onClick={() => setShowsLines(!showsLines)}
            data-print="hide"
          >
            {showsLines ? 'Hide lines' : 'Show lines'}
          </Button>
          <CopyButton text={() => tableAsTsv(table, rows)} />
          <ExportButtons answer={answer} table={table} rows={rows} />
        </span>
      </header>
      {showsLines && (
        <ParallelPanel
          table={table}
          rows={all}
          brushes={brushes}
          hovered={props.hovered}
          onBrush={(next) => setBrushed({ answer, brushes: next })}
        />
      )}
      <Rows {...props} table={table} rows={rows} sorting={sorting} titleId={titleId} onSort={setSorting} />
    </section>
  );
}

function CopyButton({ text }: { readonly text: () => string }) {
  const [told, setTold] = useState('');
  const copy = async () => {
    setTold((await copyText(text())) ? 'Copied' : 'Not allowed');
    setTimeout(() => setTold(''), TOLD_MS);
  };
  return (
    <Button
      look="ghost"
      onClick={() => void copy()}
      title="Copy these rows, tab-separated, with all digits"
      data-print="hide"
    >
      {told === '' ? 'Copy rows' : told}
    </Button>
  );
}

interface RowsProps extends FrontierTableProps {
  readonly table: FrontierTableData;
  readonly rows: readonly number[];
  readonly sorting: Sorting | null;
  readonly titleId: string;
  readonly onSort: (sorting: Sorting | null) => void;
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/** Arrow keys choose a row, Enter loads its design, Escape lets go of it. */
function useRowKeys({ table, rows, chosen, onChoose, onLoad }: RowsProps, at: number) {
  return (event: KeyboardEvent): void => {
    const step = KEY_STEPS[event.key];
    if (event.target !== event.currentTarget || rows.length === 0) return;
    if (step !== undefined) onChoose(table.indices[rows[Math.min(Math.max(at + step, 0), rows.length - 1)]!]!);
    else if (event.key === 'Enter' && chosen !== null && at >= 0) onLoad(chosen);
    else if (event.key === 'Escape' && chosen !== null) onChoose(null);
    else return;
    event.preventDefault();
  };
}

function Rows(props: RowsProps) {
  const { table, rows, chosen, onHover } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const at = rows.findIndex((row) => table.indices[row] === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [virtual, at]);
  const shown = virtual.getVirtualItems();
  const isInView = shown.some(({ index }) => index === at);
  return (
    <div ref={scroller} className={styles.scroller} onPointerLeave={() => onHover(null)}>
      <table
        className={styles.table}
        role="grid"
        aria-labelledby={props.titleId}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isInView ? `${id}-${at}` : undefined}
        tabIndex={0}
        onKeyDown={useRowKeys(props, at)}
      >
        <Header columns={table.columns} sorting={props.sorting} onSort={props.onSort} />
        <tbody>
          <Spacer px={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => (
            <RowAt key={rows[index]} {...props} id={`${id}-${index}`} place={index} />
          ))}
          <Spacer px={virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

function RowAt({ id, place, ...props }: RowsProps & { readonly id: string; readonly place: number }) {
  const { table, rows, chosen, hovered, onChoose, onHover, onLoad } = props;
  const row = rows[place]!;
  const design = table.indices[row]!;
  return (
    <Row
      {...{ id, place, row, design, onChoose, onHover, onLoad }}
      columns={table.columns}
      isChosen={design === chosen}
      isHovered={design === hovered}
    />
  );
}

function Spacer({ px }: { readonly px: number }) {
  return px > 0 ? <tr aria-hidden="true" style={{ height: px }} /> : null;
}

interface HeaderProps {
  readonly columns: readonly FrontierColumn[];
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}

const Header = memo(function Header({ columns, sorting, onSort }: HeaderProps) {
  const stateOf = ({ id }: FrontierColumn) =>
    sorting?.column !== id ? 'none' : sorting.descending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={stateOf(column)}
            data-kind={column.kind}
            data-numeric={column.quantity !== null}
          >
            <button type="button" disabled={!column.sortable} onClick={() => onSort(nextSorting(sorting, column.id))}>
              {column.label}
              <span aria-hidden="true">{{ none: '', ascending: ' ▲', descending: ' ▼' }[stateOf(column)]}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
});

interface RowProps {
  readonly id: string;
  readonly place: number;
  readonly row: number;
  readonly design: number;
  readonly columns: readonly FrontierColumn[];
  readonly isChosen: boolean;
  readonly isHovered: boolean;
  readonly onChoose: (index: number) => void;
  readonly onHover: (index: number) => void;
  readonly onLoad: (index: number) => void;
}

const Row = memo(function Row(props: RowProps) {
  const { id, place, row, design, columns, isChosen, isHovered, onChoose, onHover, onLoad } = props;
  return (
    <tr
      id={id}
      aria-rowindex={place + 2}
      aria-selected={isChosen}
      data-hovered={isHovered}
      onClick={() => onChoose(design)}
      onDoubleClick={() => onLoad(design)}
      onPointerEnter={() => onHover(design)}
    >
      {columns.map((column) => (
        <td key={column.id} data-kind={column.kind} data-numeric={column.quantity !== null}>
          {column.textOf(row)}
        </td>
      ))}
    </tr>
  );
});
