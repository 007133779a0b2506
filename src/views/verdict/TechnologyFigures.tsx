import { useMemo } from 'react';
import { explainTechnology, type TechnologyRow } from '../../../models/hardware/technology/explain';
import { formatQuantity } from '../../../models/units';
import { selectDesign } from '../../state/design-slice';
import { SourceText } from '../design/SourceText';
import { useRidgeline } from '../store-context';
import styles from './verdict.module.css';

/** Energy and area figures of the accelerator: value, span where tables disagree, boundary, confidence, source. */
export function TechnologyFigures() {
  const { accelerator, system } = useRidgeline(selectDesign);
  const rows = useMemo(() => explainTechnology(accelerator, system.network), [accelerator, system.network]);
  return (
    <div className={styles.info}>
      <h3>Figures of energy and area</h3>
      <dl>
        {rows.map((row) => (
          <Figure key={`${row.component}${row.unit}`} row={row} />
        ))}
      </dl>
    </div>
  );
}

const SQUARE_MILLIMETRE = 1e-6;

function Figure({ row }: { readonly row: TechnologyRow }) {
  const spread = row.low === row.high ? '' : ` (tables span ${shown(row.low, row)} to ${shown(row.high, row)})`;
  const missing = Number.isNaN(row.value);
  return (
    <>
      <dt>
        {row.component}
        {row.unit === 'm2' && ', area'}
      </dt>
      <dd>
        {missing ? `– ${row.note}` : `${shown(row.value, row)}${spread}`}
        {!missing && (
          <p className={styles.quiet}>
            {row.boundary}, confidence {row.confidence}
            {row.note !== '' && `; ${row.note}`}. <SourceText text={row.source} />
          </p>
        )}
      </dd>
    </>
  );
}

/** Energies of memories are stated per bit, as data sheets do. */
function shown(value: number, { unit }: TechnologyRow): string {
  if (unit === 'J/B') return formatQuantity(value / 8, 'joulesPerBit').text;
  if (unit === 'W/m2') return `${formatQuantity(value * SQUARE_MILLIMETRE, 'watts').text}/mm²`;
  const quantity = ({ J: 'joules', W: 'watts', m2: 'squareMetres' } as const)[unit];
  return formatQuantity(value, quantity).text;
}
