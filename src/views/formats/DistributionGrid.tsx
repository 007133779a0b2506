import { useCallback, useMemo } from 'react';
import { findFormat } from '../../../models/formats/registry';
import { heatMapFigure } from '../../charts/plotly/heat-map';
import { PlotlyChart } from '../../charts/plotly/PlotlyChart';
import type { ChartTheme } from '../../charts/theme';
import type { FormatLab } from '../../state/format-lab';
import { useRidgeline } from '../store-context';
import { decibelText } from './numbers';
import { DISTRIBUTION_LABELS } from './source-draft';
import { useLab } from './use-lab';
import { NumberHeads } from './NumberHeads';
import styles from './formats.module.css';

/** QSNR of the compared formats on every distribution, as a picture and as a table. */
export function DistributionGrid({ lab }: { readonly lab: FormatLab }) {
  const compared = useRidgeline((state) => state.comparedFormats);
  const input = useMemo(() => ({ ask: 'distributions' as const, formats: [...compared] }), [compared]);
  const { value, problem, isRunning } = useLab(lab, input);
  const columns = value?.distributions.map((distribution) => DISTRIBUTION_LABELS[distribution]) ?? [];
  const rows = useMemo(
    () =>
      value === null || isRunning
        ? []
        : input.formats.map((id, at) => ({
            label: findFormat(id)?.label ?? id,
            qsnr: value.qsnrDb.map((row) => row[at]!),
          })),
    [value, isRunning, input],
  );
  const figure = useCallback(
    (theme: ChartTheme) =>
      heatMapFigure(
        {
          columns: value?.distributions.map((distribution) => DISTRIBUTION_LABELS[distribution]) ?? [],
          rows: rows.map(({ label }) => label),
          values: rows.map(({ qsnr }) => qsnr),
          valueLabel: 'QSNR, dB',
          xTitle: 'Distribution',
          yTitle: '',
        },
        theme,
      ),
    [value, rows],
  );
  if (problem !== null) return <p className={styles.problem}>{problem}</p>;
  if (rows.length === 0) return <p className={styles.note}>{isRunning ? 'Measuring …' : 'No formats are compared.'}</p>;
  return (
    <div className={styles.results}>
      <PlotlyChart finding="QSNR by format and distribution" figure={figure} heightPx={90 + rows.length * 30} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="QSNR by distribution">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Format</th>
              <NumberHeads titles={columns} />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, qsnr }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {qsnr.map((decibels, at) => (
                  <td key={columns[at]} className={styles.number}>
                    {decibelText(decibels)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>64 × 1,024 independent elements of each distribution, seed 1.</p>
    </div>
  );
}
