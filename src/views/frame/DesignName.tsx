import { MAX_TEXT } from '../../../models/design/issues';
import { selectDesign } from '../../state/design-slice';
import { useGesture } from '../design/use-gesture';
import { useRidgeline, useRidgelineStore } from '../store-context';
import styles from './frame.module.css';

/** The name of the design; without one, what it is made of. */
export function DesignName() {
  const { getState } = useRidgelineStore();
  const { name, accelerator, workload } = useRidgeline(selectDesign);
  const gesture = useGesture();
  return (
    <input
      className={styles.name}
      type="text"
      aria-label="Name of the design"
      value={name}
      maxLength={MAX_TEXT}
      placeholder={`${accelerator.name} · ${workload.name}`}
      autoComplete="off"
      spellCheck={false}
      onFocus={gesture.start}
      onChange={(event) => getState().rename(event.target.value, gesture.current())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
