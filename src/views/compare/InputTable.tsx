import { useState } from 'react';
import { differingInputs, type InputCell, type InputRow } from '../../../models/design/comparison/inputs';
import { FIELD_SECTIONS, type FieldSection } from '../../../models/design/field-types';
import { Button } from '../parts/Button';
import tableStyles from '../parts/table.module.css';
import { ColumnHeads } from './ColumnHeads';
import { useOrigins, type OriginOf } from './use-origins';
import type { ShownComparison } from './use-comparison';
import styles from './compare.module.css';

const SECTION_LABELS = {
  accelerator: 'Accelerator',
  memory: 'Memory tiers',
  formats: 'Formats',
  workload: 'Workload',
  deployment: 'Deployment',
  assumptions: 'Assumptions',
  economics: 'Cost and carbon',
} as const satisfies Readonly<Record<FieldSection, string>>;

/** What differs between the designs, or all that they are made of. */
export function InputTable({ comparison }: { readonly comparison: ShownComparison }) {
  const { columns, inputs, reference } = comparison;
  const [showsAll, setShowsAll] = useState(false);
  const origins = useOrigins(columns);
  const relevant = inputs.filter(({ cells }) => cells.some(({ applies }) => applies));
  const rows = showsAll ? relevant : differingInputs(inputs);
  const idle = inputs.filter(({ differs }) => differs).length - differingInputs(inputs).length;
  return (
    <section aria-labelledby="compare-inputs">
      <header className={styles.head}>
        <h2 id="compare-inputs" className={styles.heading}>
          Inputs that differ{' '}
          <span className={styles.quiet}>
            {differingInputs(inputs).length} of {relevant.length}
          </span>
        </h2>
        <Button look="ghost" aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)} data-print="hide">
          {showsAll ? 'Only those that differ' : 'Show all inputs'}
        </Button>
      </header>
      {rows.length === 0 ? (
        <p className={styles.hint}>
          {columns.length > 1 ? 'The designs have the same inputs.' : 'There is one design.'}
        </p>
      ) : (
        <div className={tableStyles.scroller} tabIndex={0} role="region" aria-label="Table of inputs">
          <table className={`${tableStyles.table} ${styles.table}`}>
            <ColumnHeads first="Input" columns={columns} reference={reference} />
            {FIELD_SECTIONS.map((section) => (
              <SectionRows
                key={section}
                section={section}
                rows={rows.filter((row) => row.section === section)}
                width={columns.length + 1}
                marksDiffering={showsAll}
                reference={reference}
                origins={origins}
              />
            ))}
          </table>
        </div>
      )}
      <p className={styles.note}>
        {origins.some((origin) => origin !== null) && 'A dot marks a value that is not the preset’s. '}
        {idle > 0 && `${idle} more ${idle === 1 ? 'input differs' : 'inputs differ'} and change nothing here.`}
      </p>
    </section>
  );
}

interface SectionRowsProps {
  readonly section: FieldSection;
  readonly rows: readonly InputRow[];
  readonly width: number;
  readonly marksDiffering: boolean;
  readonly reference: number;
  readonly origins: readonly (OriginOf | null)[];
}

function SectionRows({ section, rows, width, marksDiffering, reference, origins }: SectionRowsProps) {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th colSpan={width} scope="rowgroup" className={styles.sectionHead}>
          <span>{SECTION_LABELS[section]}</span>
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.id} data-differs={marksDiffering && row.differs}>
          <th scope="row">
            {row.label}
            {row.group !== null && <span className={styles.group}> {row.group}</span>}
          </th>
          {row.cells.map((cell, at) => (
            <td key={at} data-applies={cell.applies} data-quiet={isQuiet(row, at, reference)}>
              <InputValue cell={cell} />
              {cell.state !== 'absent' && origins[at]?.(row.id) === 'changed' && (
                <span className={styles.changed} title="Not the value of the preset">
                  <span className={styles.hidden}>, changed from the preset</span>
                </span>
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** What says the same as the reference stands back. */
function isQuiet({ cells, differs }: InputRow, at: number, reference: number): boolean {
  return differs && at !== reference && Object.is(cells[at]!.value, cells[reference]?.value);
}

function InputValue({ cell }: { readonly cell: InputCell }) {
  if (cell.state === 'absent') {
    return (
      <span className={styles.none} title="This design has no such field">
        none
      </span>
    );
  }
  if (cell.state === 'empty') {
    return (
      <span className={styles.none} title="Not set: no figure is known">
        –<span className={styles.hidden}> not set</span>
      </span>
    );
  }
  return <span title={cell.applies ? undefined : 'Has no effect on this kind of model'}>{cell.text}</span>;
}
