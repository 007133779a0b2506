import { selectDesign } from '../../state/design-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import styles from './design.module.css';

/** The model of the design; a click offers others. */
export function WorkloadField() {
  const { getState } = useRidgelineStore();
  const { name } = useRidgeline(selectDesign).workload;
  return (
    <button
      type="button"
      className={styles.pick}
      title="Choose another model"
      onClick={() => getState().openDialog('models')}
    >
      <span className={styles.pickName}>{name || 'Unnamed model'}</span>
    </button>
  );
}
