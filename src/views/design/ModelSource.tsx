import { useCallback } from 'react';
import { formatQuantity, type Quantity } from '../../../models/units';
import { Popover } from '../parts/Popover';
import { SourceText, SourceWait } from './SourceText';
import { useLoaded } from './use-loaded';
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

interface ModelFacts {
  readonly source: string;
  /** What the sizes were held to. */
  readonly published: readonly string[];
  readonly flags: readonly string[];
}

async function loadSource(preset: string): Promise<ModelFacts | null> {
  const [{ LLM_PRESET_PROVENANCE }, { LAYER_TABLE_PROVENANCE }] = await Promise.all([
    import('../../../models/workload/presets/provenance'),
    import('../../../models/workload/presets/layer-tables-provenance'),
  ]);
  const published = (what: string, value: number, quantity: Quantity, source: string) =>
    `Published ${what}: ${formatQuantity(value, quantity, 4).text}, ${source}`;
  const decoder = LLM_PRESET_PROVENANCE[preset];
  if (decoder !== undefined) {
    const { source, read, publishedParameters: total, publishedParametersSource: of, flags } = decoder;
    const lines = total === null ? [] : [published('parameters', total, 'parameters', of ?? '')];
    return { source: `${source} (${read} source)`, published: lines, flags };
  }
  const table = LAYER_TABLE_PROVENANCE[preset];
  if (table === undefined) return null;
  const { source, parameters, macs, flags } = table;
  const work = macs === null ? [] : [published('work', macs.value, 'macs', macs.source)];
  return {
    source,
    published: [published('parameters', parameters.value, 'parameters', parameters.source), ...work],
    flags,
  };
}

function Provenance({ preset }: { readonly preset: string }) {
  const loaded = useLoaded(useCallback(() => loadSource(preset), [preset]));
  if (loaded.kind !== 'loaded') return <SourceWait hasFailed={loaded.kind === 'failed'} />;
  const facts = loaded.value;
  if (facts === null) return <p className={styles.quiet}>No preset of that name is known to this page.</p>;
  return (
    <div className={styles.source}>
      <p>
        Sizes: <SourceText text={facts.source} />
      </p>
      {facts.published.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {facts.flags.map((flag) => (
        <p key={flag}>{flag}</p>
      ))}
    </div>
  );
}
