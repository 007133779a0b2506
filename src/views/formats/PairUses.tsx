import { useMemo } from 'react';
import { explainPairs, pairText } from '../../../models/evaluate/explain/explain-pairs';
import { selectDesign } from '../../state/design-slice';
import { MODULE_WORDS } from '../design/format-rule-words';
import { useRidgeline } from '../store-context';
import { formatLabel } from './accuracy-rows';
import styles from './choosing.module.css';

/** What the matrix unit of the design does with each pair of formats that it multiplies. */
export function PairUses() {
  const design = useRidgeline(selectDesign);
  const uses = useMemo(() => explainPairs(design), [design]);
  return (
    <section>
      <h3>What this design multiplies</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Pairs of this design">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Module</th>
              <th scope="col">Left</th>
              <th scope="col">Right</th>
              <th scope="col">In the matrix unit</th>
            </tr>
          </thead>
          <tbody>
            {uses.map((use) => (
              <tr key={`${use.module} ${use.left} ${use.right}`}>
                <th scope="row">{MODULE_WORDS[use.module]}</th>
                <td>{formatLabel(use.left)}</td>
                <td>{formatLabel(use.right)}</td>
                <td className={styles.words}>{pairText(use)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
