import { NUMBER_FORMATS } from '../../../models/formats/registry';
import { formatQuantity } from '../../../models/units';
import { MOST_COMPARED } from '../../state/formats-slice';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { factsOf, type FormatFacts } from './levels';
import styles from './formats.module.css';

/** Every format with its definition; the ticked ones are compared. */
export function FormatTable() {
  const own = useRidgeline((state) => state.ownFormats);
  const facts = [...NUMBER_FORMATS.map(({ id }) => id), ...own].flatMap((id) => factsOf(id) ?? []);
  return (
    <>
      <p className={styles.note}>
        Ticked formats are compared, at most {MOST_COMPARED}: one more takes the place of the first.
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="All formats">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Compare</th>
              <th scope="col">Format</th>
              <th scope="col" className={styles.number}>
                Bits an element
              </th>
              <th scope="col" className={styles.number}>
                Levels
              </th>
              <th scope="col" className={styles.number}>
                Largest
              </th>
              <th scope="col" className={styles.number}>
                Smallest
              </th>
              <th scope="col">Scale</th>
              <th scope="col">Rounding</th>
              <th scope="col">Beyond the largest</th>
              <th scope="col">Status</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <FormatRow key={fact.id} facts={fact} isOwn={own.includes(fact.id)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function FormatRow({ facts, isOwn }: { readonly facts: FormatFacts; readonly isOwn: boolean }) {
  const { getState } = useRidgelineStore();
  const isCompared = useRidgeline((state) => state.comparedFormats.includes(facts.id));
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${facts.label}`}
          checked={isCompared}
          onChange={(event) => getState().compareFormat(facts.id, event.target.checked)}
        />
      </td>
      <th scope="row">
        {facts.label}
        {isOwn && (
          <Button look="ghost" onClick={() => getState().removeFormat(facts.id)}>
            Remove
          </Button>
        )}
      </th>
      <td className={styles.number}>{formatQuantity(facts.bitsPerElement, 'count', 4).text}</td>
      <td className={styles.number}>{facts.levels === null ? '–' : facts.levels}</td>
      <td className={styles.number}>{magnitudeText(facts.largest)}</td>
      <td className={styles.number}>{magnitudeText(facts.smallest)}</td>
      <td className={styles.words}>{facts.scale}</td>
      <td>{facts.rounding}</td>
      <td>{facts.saturation}</td>
      <td>{facts.status}</td>
      <td className={styles.words}>{facts.source}</td>
    </tr>
  );
}

/** Magnitudes of floats span decades: far from one they are written with a power of ten. */
function magnitudeText(value: number): string {
  return value >= 1e6 || value < 1e-3 ? value.toExponential(2) : formatQuantity(value, 'count', 4).text;
}
