import { formatQuantity, type Quantity as QuantityKind } from '../../../models/units';
import styles from './quantity.module.css';

interface QuantityProps {
  readonly value: number | null;
  readonly quantity: QuantityKind;
  readonly digits?: number;
}

/** A number with its unit in a quieter tone. */
export function Quantity({ value, quantity, digits = 3 }: QuantityProps) {
  const { number, unit } = formatQuantity(value, quantity, digits);
  return (
    <>
      {number}
      {unit !== '' && <span className={styles.unit}>{`\u00a0${unit}`}</span>}
    </>
  );
}
