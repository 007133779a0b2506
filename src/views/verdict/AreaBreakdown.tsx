import type { Design } from '../../../models/design/types';
import { areaOmissions } from '../../../models/evaluate/explain/omissions';
import type { AreaReport } from '../../../models/evaluate/explain/report';
import { formatQuantity } from '../../../models/units';
import styles from './breakdown.module.css';
import { percentText } from './span-text';
import { StackedBar } from './StackedBar';

const PARTS = [
  { key: 'macs', label: 'multiply-accumulators', colour: 'var(--c1)' },
  { key: 'memory', label: 'on-chip memory', colour: 'var(--c3)' },
  { key: 'vector', label: 'vector lanes', colour: 'var(--c6)' },
  { key: 'links', label: 'links', colour: 'var(--c2)' },
  { key: 'other', label: 'rest of the die', colour: 'var(--c4)' },
] as const;

const area = (value: number) => formatQuantity(value, 'squareMetres').text;

/** Square millimetres of the die by part, and what no figure covers. */
export function AreaBreakdown({ design, area: report }: { readonly design: Design; readonly area: AreaReport }) {
  const sum = PARTS.reduce((total, { key }) => total + (report[key] > 0 ? report[key] : 0), 0);
  const omissions = areaOmissions(design);
  const { dieAreaSquareMetres } = design.accelerator.published;
  return (
    <section className={styles.section} aria-labelledby="breakdown-area">
      <h3 id="breakdown-area">Die area, {Number.isNaN(report.total) ? '–' : area(report.total)}</h3>
      {sum > 0 && (
        <StackedBar
          label="Area by part"
          parts={PARTS.filter(({ key }) => report[key] > 0).map(({ key, label, colour }) => {
            return { label, colour, share: report[key] / sum, text: area(report[key]) };
          })}
        />
      )}
      <table className={styles.table}>
        <caption>Area by part</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Area</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map(({ key, label }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{report[key] === 0 ? 'not counted' : area(report[key])}</td>
              <td>{report[key] > 0 ? percentText(report[key] / sum) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {omissions.length > 0 && <p className={styles.note}>Without {omissions.join(', ')}.</p>}
      {dieAreaSquareMetres !== null && (
        <p className={styles.note}>Published for this machine: {area(dieAreaSquareMetres)}.</p>
      )}
    </section>
  );
}
