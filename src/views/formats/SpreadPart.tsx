import { useCallback, useMemo, useState } from 'react';
import type { FormatError } from '../../../models/formats/lab/measure';
import { PlotlyChart } from '../../charts/plotly/PlotlyChart';
import { violinFigure } from '../../charts/plotly/violin';
import type { ChartTheme } from '../../charts/theme';
import { Choices } from './Choices';
import { PARTS, SPREAD_MEASURES, spreadRows, type Part } from './spread-data';
import { NumberHeads } from './NumberHeads';
import styles from './formats.module.css';

const FINDINGS: Readonly<Record<Part, string>> = {
  groups: 'over the groups that share a scale',
  channels: 'over the channels',
};

/** How errors spread over the groups or the channels of the tensor: a violin and a row for each format. */
export function SpreadPart({ errors }: { readonly errors: readonly FormatError[] }) {
  const [part, setPart] = useState<Part>('groups');
  const [measureId, setMeasure] = useState<string>('qsnrDb');
  const measure = SPREAD_MEASURES.find(({ id }) => id === measureId)!;
  const rows = useMemo(() => spreadRows(errors, part, measure), [errors, part, measure]);
  const figure = useCallback(
    (theme: ChartTheme) =>
      violinFigure(
        {
          groups: errors.map((error) => ({ label: error.label, values: error[part][measure.id] })),
          yTitle: measure.axis,
        },
        theme,
      ),
    [errors, part, measure],
  );
  return (
    <>
      <h3>Spread</h3>
      <div className={styles.tools}>
        <Choices label="Over" options={PARTS} value={part} onChange={setPart} />
        <label className={styles.input}>
          Measure
          <select value={measureId} onChange={(event) => setMeasure(event.target.value)}>
            {SPREAD_MEASURES.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <PlotlyChart finding={`How ${measure.label} spreads ${FINDINGS[part]}`} figure={figure} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Spread by format">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Format</th>
              <NumberHeads
                titles={[
                  part === 'groups' ? 'Elements of a group' : 'Elements of a channel',
                  'Measured',
                  'Median',
                  'Worst 5 %',
                  'Worst',
                ]}
              />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, label, size, parts, median, worse, worst }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td className={styles.number}>{size ?? 'all rows'}</td>
                <td className={styles.number}>{parts.toLocaleString('en')}</td>
                <td className={styles.number}>{median}</td>
                <td className={styles.number}>{worse}</td>
                <td className={styles.number}>{worst}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
