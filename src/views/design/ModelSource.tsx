import { useEffect, useState } from 'react';
import type { PresetProvenance } from '../../../models/workload/presets/provenance';
import { formatQuantity } from '../../../models/units';
import { Popover } from '../parts/Popover';
import { SourceText } from './SourceText';
import styles from './design.module.css';

interface ModelSourceProps {
  readonly preset: string;
  readonly dataVersion: string;
}

/** Where the sizes of a model preset were read. The sources load when somebody asks. */
export function ModelSource({ preset, dataVersion }: ModelSourceProps) {
  return (
    <Popover label="Source of the model" button={`Preset ${preset}, data ${dataVersion}`} buttonClass={styles.link}>
      <Provenance preset={preset} />
    </Popover>
  );
}

function Provenance({ preset }: { readonly preset: string }) {
  const [loaded, setLoaded] = useState<PresetProvenance | null | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    void import('../../../models/workload/presets/provenance').then(({ LLM_PRESET_PROVENANCE }) => {
      if (wanted) setLoaded(LLM_PRESET_PROVENANCE[preset] ?? null);
    });
    return () => {
      wanted = false;
    };
  }, [preset]);
  if (loaded === undefined) return <p className={styles.quiet}>Loading its source …</p>;
  if (loaded === null) return <p className={styles.quiet}>No preset of that name is known to this page.</p>;
  const { publishedParameters, publishedParametersSource } = loaded;
  return (
    <div className={styles.source}>
      <p>
        Sizes: <SourceText text={loaded.source} /> ({loaded.read} source)
      </p>
      {publishedParameters !== null && (
        <p>
          Published parameters: {formatQuantity(publishedParameters, 'parameters', 4).text}, {publishedParametersSource}
        </p>
      )}
      {loaded.flags.map((flag) => (
        <p key={flag}>{flag}</p>
      ))}
    </div>
  );
}
