import { useMemo, useState } from 'react';
import { NumberLineChart } from '../../charts/number-line/NumberLineChart';
import { useRidgeline } from '../store-context';
import { Choices } from './Choices';
import { CodePoints } from './CodePoints';
import { CustomFormatForm } from './CustomFormatForm';
import { FormatTable } from './FormatTable';
import { levelsOf, numberLineData } from './levels';
import styles from './formats.module.css';

/** Where the levels of formats lie, and what defines each. */
export function LevelsPanel() {
  const compared = useRidgeline((state) => state.comparedFormats);
  const [scale, setScale] = useState<'linear' | 'log'>('linear');
  const [range, setRange] = useState<'common' | 'own'>('common');
  const data = useMemo(() => numberLineData(compared, scale, range === 'common'), [compared, scale, range]);
  const left = compared.filter((id) => levelsOf(id) === null).length;
  return (
    <>
      <div className={styles.tools}>
        <Choices label="Axis" options={['linear', 'log']} value={scale} onChange={setScale} />
        <Choices label="Range" options={['common', 'own']} value={range} onChange={setRange} />
      </div>
      <NumberLineChart data={data} />
      {left > 0 && <p className={styles.note}>Formats of more than 8 bits have too many levels to draw.</p>}
      <h3>All formats</h3>
      <FormatTable />
      <h3>Code points</h3>
      <CodePoints />
      <h3>A format of your own</h3>
      <CustomFormatForm />
    </>
  );
}
