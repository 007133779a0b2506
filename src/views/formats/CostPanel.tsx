import { useMemo, useState } from 'react';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { calibrationRows, datapathRows, formatCostRows } from './cost-rows';
import { CostTable } from './CostTable';
import { FormatSelect } from './FormatSelect';
import { OwnDatapath, useBuild } from './OwnDatapath';
import { PairUses } from './PairUses';
import { TableHeads, type Head } from './TableHeads';
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
  const build = useBuild(pair);
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <FormatSelect label="Format of weights" value={pair.weights} onChange={setWeights} />
        <FormatSelect label="Format of activations" value={pair.activations} onChange={setActivations} />
      </div>
      <CostTable caption="Units that multiply this pair" rows={units} node={node} build={build} />
      <OwnDatapath />
      <PairUses />
      <CostTable caption="Every format by itself" rows={all} node={node} />
      <p className={styles.note}>
        Formats by themselves do one product a cycle and lane. One multiply-accumulate with its share of accumulator and
        scales, relative to BF16. Counted in gates and calibrated on published units; the absolute figures span two
        published operations. A design multiplies a pair in one of its compute classes, at the figures of that class,
        unless a unit of its own is built into its array.
      </p>
      <CalibrationTable />
    </div>
  );
}

const CALIBRATION_HEADS: readonly Head[] = [
  ['Unit', 'words'],
  ['Of', 'words'],
  ['Published', 'numbers'],
  ['Modelled', 'numbers'],
  ['Error', 'numbers'],
  ['Use', 'words'],
];

function CalibrationTable() {
  return (
    <section>
      <h3>Against published units, relative to MXFP8</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Calibration">
        <table className={styles.table}>
          <TableHeads heads={CALIBRATION_HEADS} />
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
