import { selectDesign } from '../../state/design-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { isMachineChanged } from './field-source';
import { MachineSource } from './MachineSource';
import { usePresetMachine } from './use-rows';
import styles from './design.module.css';

/** Which preset the machine started from, and whether it still is that machine. */
export function MachineOrigin() {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const preset = usePresetMachine();
  const { accelerator: origin } = design.origin;
  const name = design.accelerator.name || 'Unnamed machine';
  const reset = () => {
    if (preset === null) return;
    const { accelerator, system } = preset;
    const machine = { accelerator, system: { ...design.system, network: system.network } };
    getState().replaceDesign({ ...design, ...machine }, `${name} as its preset has it`);
  };
  return (
    <div className={styles.origin}>
      <button type="button" className={styles.pick} onClick={() => getState().openDialog('machines')}>
        <span className={styles.pickName}>{name}</span>
        <span className={styles.quiet}>change</span>
      </button>
      <p className={styles.quiet}>
        {origin === null ? 'No preset' : <MachineSource {...origin} />}
        {isMachineChanged(design, preset) && (
          <>
            {' · '}
            <strong>modified</strong>{' '}
            <button type="button" className={styles.link} onClick={reset}>
              reset
            </button>
          </>
        )}
      </p>
    </div>
  );
}
