import type { FormatError } from '../../../models/formats/lab/measure';
import { formatQuantity } from '../../../models/units';
import { decibelText, powerText, quantile, sizeText } from './numbers';
import { NumberHeads } from './NumberHeads';
import styles from './formats.module.css';

interface ErrorTableProps {
  readonly errors: readonly FormatError[];
  /** The format whose levels are drawn. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Errors of formats on one tensor, best first. */
export function ErrorTable({ errors, chosen, onChoose }: ErrorTableProps) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Errors by format">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Levels shown</th>
            <th scope="col">Format</th>
            <NumberHeads
              titles={[
                'Bits an element',
                'QSNR',
                'Closed form',
                'Worst 5 % of groups',
                'Worst 5 % of channels',
                'Mean squared error',
                'Largest error',
                'Saturated',
              ]}
            />
          </tr>
        </thead>
        <tbody>
          {errors.map((error) => (
            <tr key={error.id}>
              <td>
                <input
                  type="radio"
                  name="levels-shown"
                  aria-label={`Show the levels of ${error.label}`}
                  checked={error.id === chosen}
                  onChange={() => onChoose(error.id)}
                />
              </td>
              <th scope="row">{error.label}</th>
              <td className={styles.number}>{formatQuantity(error.bitsPerElement, 'count', 4).text}</td>
              <td className={styles.number}>{decibelText(error.qsnrDb)}</td>
              <td className={styles.number}>{decibelText(error.closedFormDb)}</td>
              <td className={styles.number}>{decibelText(quantile(error.groups.qsnrDb, 0.05))}</td>
              <td className={styles.number}>{decibelText(quantile(error.channels.qsnrDb, 0.05))}</td>
              <td className={styles.number}>{powerText(error.meanSquaredError)}</td>
              <td className={styles.number}>{sizeText(error.largestError)}</td>
              <td className={styles.number}>{formatQuantity(error.saturatedShare, 'ratio').text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
