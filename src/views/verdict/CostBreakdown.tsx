import { useMemo } from 'react';
import type { Design } from '../../../models/design/types';
import { economicsRows } from '../../../models/evaluate/explain/explain-economics';
import type { Report } from '../../../models/evaluate/explain/report';
import type { EconomicsRow } from '../../../models/hardware/economics/explain';
import { economicsText } from '../../../models/hardware/economics/row-text';
import { ECONOMICS_NOT_MODELLED } from '../../../models/hardware/economics/resolve';
import { SourceText } from '../design/SourceText';
import styles from './breakdown.module.css';
import { spanText } from './span-text';
import { StackedBar } from './StackedBar';

interface Stack {
  readonly title: string;
  /** Ids of the rows that add up to `total`. */
  readonly parts: readonly (readonly [id: string, label: string, colour: string])[];
  readonly total: string;
}

const DIE = 'var(--c1)';
const PACKAGE = 'var(--c2)';
const MEMORY = 'var(--c5)';
const ENERGY = 'var(--c3)';
const CHIP = 'var(--c4)';

const stacksOf = (many: string): readonly Stack[] => [
  {
    title: 'Cost of making a chip',
    parts: [['goodDieUsd', 'die', DIE], ['packageUsd', 'package', PACKAGE], ['memoryUsd', 'memory', MEMORY]],
    total: 'chipUsd',
  },
  {
    title: `Cost of a million ${many}`,
    parts: [['energyUsd', 'electricity', ENERGY], ['hardwareUsd', 'chips', CHIP]],
    total: 'usd',
  },
  {
    title: 'Carbon of making a chip',
    parts: [['dieKilograms', 'die', DIE], ['packageKilograms', 'package', PACKAGE], ['memoryKilograms', 'memory', MEMORY]],
    total: 'embodiedKilograms',
  },
  {
    title: `Carbon of a million ${many}`,
    parts: [['energyKilograms', 'electricity', ENERGY], ['hardwareKilograms', 'chips', CHIP]],
    total: 'kilograms',
  },
]; // prettier-ignore

/** What a chip and a million output tokens, or inferences, cost and emit, in parts, each figure with its source. */
export function CostBreakdown({ design, report }: { readonly design: Design; readonly report: Report }) {
  const rows = useMemo(() => economicsRows(design, report), [design, report]);
  return (
    <section className={styles.section} aria-labelledby="breakdown-cost">
      <h3 id="breakdown-cost">Cost and carbon</h3>
      <div className={styles.stacks}>
        {stacksOf(report.workloadKind === 'layers' ? 'inferences' : 'output tokens').map((stack) => (
          <CostStack key={stack.title} stack={stack} rows={rows} />
        ))}
      </div>
      <Rows caption="Results" rows={rows.filter(({ kind }) => kind === 'result')} />
      <Rows
        caption="Figures, yours or sourced: set them under Cost and carbon"
        rows={rows.filter(({ kind }) => kind === 'figure')}
      />
      <p className={styles.note}>Not modelled: {ECONOMICS_NOT_MODELLED.join('; ')}.</p>
    </section>
  );
}

function CostStack({ stack, rows }: { readonly stack: Stack; readonly rows: readonly EconomicsRow[] }) {
  const rowOf = (id: string) => rows.find((row) => row.id === id);
  const total = rowOf(stack.total);
  const parts = stack.parts.flatMap(([id, label, colour]) => {
    const row = rowOf(id);
    return row === undefined ? [] : [{ label, colour, row }];
  });
  const known = parts.filter(({ row }) => row.value > 0);
  const sum = known.reduce((amount, { row }) => amount + row.value, 0);
  const missing = parts.filter(({ row }) => Number.isNaN(row.value));
  return (
    <div>
      <h4>
        {stack.title}, {total === undefined ? '–' : economicsText(total)}
      </h4>
      {sum > 0 && (
        <StackedBar
          label={stack.title}
          parts={known.map(({ label, colour, row }) => {
            return { label, colour, share: row.value / sum, text: economicsText(row) };
          })}
        />
      )}
      {missing.map(({ label, row }) => (
        <p key={label} className={styles.note}>
          {label}: {row.note}
        </p>
      ))}
    </div>
  );
}

function Rows({ caption, rows }: { readonly caption: string; readonly rows: readonly EconomicsRow[] }) {
  return (
    <table className={styles.table} data-wide="true">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.label}
              {row.formula !== '' && <span className={styles.formula}>{row.formula}</span>}
            </th>
            <td>{spanText(row.value, row.low, row.high, (value) => economicsText({ ...row, value }))}</td>
            <td>
              <From row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function From({ row: { value, kind, source, confidence, note } }: { readonly row: EconomicsRow }) {
  if (Number.isNaN(value)) return <>Missing: {note}</>;
  if (kind === 'result') return <>confidence {confidence}</>;
  return (
    <>
      <SourceText text={source} />
      {confidence !== 'high' && `, confidence ${confidence}`}
      {note !== '' && `; ${note}`}
    </>
  );
}
