import { useCallback } from 'react';
import type { PresetRemarks } from '../../../models/hardware/presets/provenance-types';
import { Popover } from '../parts/Popover';
import { SourceText, SourceWait } from './SourceText';
import { useLoaded } from './use-loaded';
import styles from './design.module.css';

interface MachineSourceProps {
  readonly preset: string;
  readonly dataVersion: string;
}

/** What to know about the figures of a machine's preset as a whole; sources of single figures stand at their fields. */
export function MachineSource({ preset, dataVersion }: MachineSourceProps) {
  return (
    <Popover
      label="About the figures of the machine"
      button={`Preset ${preset}, data ${dataVersion}`}
      buttonClass={styles.link}
    >
      <Remarks preset={preset} />
    </Popover>
  );
}

async function loadRemarks(preset: string): Promise<PresetRemarks | null> {
  const { presetRemarks } = await import('../../../models/hardware/presets/provenance');
  return presetRemarks(preset);
}

function Remarks({ preset }: { readonly preset: string }) {
  const loaded = useLoaded(useCallback(() => loadRemarks(preset), [preset]));
  if (loaded.kind !== 'loaded') return <SourceWait hasFailed={loaded.kind === 'failed'} />;
  const { conflicts, notes } = loaded.value ?? { conflicts: [], notes: [] };
  return (
    <div className={styles.source}>
      <p className={styles.quiet}>Where a figure was read stands at its field: click the field’s name.</p>
      <Remark title="Sources differ" texts={conflicts} />
      <Remark title="Notes" texts={notes} />
    </div>
  );
}

function Remark({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {texts.map((text) => (
          <li key={text}>
            <SourceText text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
