import { useMemo, useState } from 'react';
import type { Sourced } from '../../../models/hardware/technology/types';
import { isMissing } from '../../../models/hardware/technology/types';
import { formatQuantity } from '../../../models/units';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { calibrationRows, datapathRows, formatCostRows, type CostRow } from './cost-rows';
import { FormatSelect } from './FormatSelect';
import { uniformFormats } from '../../../models/precision/uniform';
import styles from './choosing.module.css';

/** What it costs to multiply formats: units for a pair, every format by itself, and how far the model can be trusted. */
export function CostPanel() {
  const design = useRidgeline(selectDesign);
  const own = useMemo(() => uniformFormats(design), [design]);
  const [weights, setWeights] = useState<string | null>(null);
  const [activations, setActivations] = useState<string | null>(null);
  const node = design.accelerator.technology.nodeNm;
  const pair = { weights: weights ?? own.weights, activations: activations ?? own.activations };
  const units = useMemo(
    () => datapathRows(pair.weights, pair.activations, node),
    [pair.weights, pair.activations, node],
  );
  const all = useMemo(() => formatCostRows(node), [node]);
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <FormatSelect label="Format of weights" value={pair.weights} onChange={setWeights} />
        <FormatSelect label="Format of activations" value={pair.activations} onChange={setActivations} />
      </div>
      <CostTable caption="Units that multiply this pair" rows={units} node={node} />
      <CostTable caption="Every format by itself" rows={all} node={node} />
      <p className={styles.note}>
        One multiply-accumulate with its share of accumulator and scales, relative to BF16. Counted in gates and
        calibrated on published units; the absolute figures span two published operations. Designs are priced by compute
        class, not by these.
      </p>
      <CalibrationTable />
    </div>
  );
}

interface CostTableProps {
  readonly caption: string;
  readonly rows: readonly CostRow[];
  readonly node: number | null;
}

function CostTable({ caption, rows, node }: CostTableProps) {
  const largest = Math.max(...rows.flatMap(({ energy, area }) => [energy, area]));
  const at = node === null ? 'node not known' : `at ${node} nm`;
  return (
    <section>
      <h3>{caption}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Unit</th>
              <th scope="col">Energy</th>
              <th scope="col">Area</th>
              <th scope="col">Energy {at}</th>
              <th scope="col">Area {at}</th>
              <th scope="col">Takes</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <Bar value={row.energy} largest={largest} />
                <Bar value={row.area} largest={largest} />
                <Figure of={row.joules} quantity="joules" />
                <Figure of={row.squareMetres} quantity="squareMetres" />
                <td className={styles.words}>{row.rule}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Bar({ value, largest }: { readonly value: number; readonly largest: number }) {
  return (
    <td className={styles.bar}>
      <span className={styles.barNumber}>{value.toFixed(2)}</span>
      <span className={styles.barFill} style={{ width: `${(60 * value) / largest}px` }} aria-hidden="true" />
    </td>
  );
}

function Figure({ of, quantity }: { readonly of: Sourced; readonly quantity: 'joules' | 'squareMetres' }) {
  if (isMissing(of)) {
    return (
      <td className={styles.missing} title={of.missing}>
        missing
      </td>
    );
  }
  const text = (value: number) => formatQuantity(value, quantity, 2).text;
  return (
    <td className={styles.number}>
      {text(of.value)} <span className={styles.range}>{`${text(of.low)} to ${text(of.high)}`}</span>
    </td>
  );
}

function CalibrationTable() {
  return (
    <section>
      <h3>Against published units, relative to MXFP8</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Calibration">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Unit</th>
              <th scope="col">Of</th>
              <th scope="col">Published</th>
              <th scope="col">Modelled</th>
              <th scope="col">Error</th>
              <th scope="col">Use</th>
            </tr>
          </thead>
          <tbody>
            {calibrationRows().map((row) => (
              <tr key={`${row.unit} ${row.quantity}`}>
                <th scope="row">{row.unit}</th>
                <td>{row.quantity}</td>
                <td className={styles.number}>{row.published}</td>
                <td className={styles.number}>{row.modelled}</td>
                <td className={styles.number}>{row.error}</td>
                <td>{row.use}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>INT v.s. FP, arXiv:2510.25602, table 5: energy and area of whole matrix units.</p>
    </section>
  );
}
