import { withAcceleratorPreset } from '../../../models/design/from-presets';
import { findHardwarePreset } from '../../../models/hardware/presets/presets';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { isMachineChanged, machineOrigin } from './field-source';
import { usePresetMachine } from './use-rows';
import styles from './design.module.css';

/** Which preset the machine started from, and whether it still is that machine. */
export function MachineOrigin() {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const preset = usePresetMachine();
  const origin = machineOrigin(design);
  const changed = isMachineChanged(design, preset);
  const reset = () => {
    const { accelerator } = design.origin;
    const built = accelerator === null ? undefined : findHardwarePreset(accelerator.preset);
    if (built === undefined || accelerator === null) return;
    getState().replaceDesign(
      withAcceleratorPreset(design, built.build(), accelerator),
      `${built.label} as its preset has it`,
    );
  };
  return (
    <div className={styles.origin}>
      <button type="button" className={styles.pick} onClick={() => getState().openDialog('machines')}>
        <span className={styles.pickName}>{design.accelerator.name || 'Unnamed machine'}</span>
        <span className={styles.quiet}>change</span>
      </button>
      <p className={styles.quiet}>
        {origin === null ? 'No preset' : `Preset ${origin.label}, data ${origin.dataVersion}`}
        {changed && (
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
