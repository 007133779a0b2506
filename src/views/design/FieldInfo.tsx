import { useCallback } from 'react';
import { fieldHelp } from '../../../models/design/field-help';
import type { Field } from '../../../models/design/field-types';
import { allowedBy } from '../../../models/design/value-rules';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { loadFieldProvenance, type FieldSource } from './field-source';
import { SourceText, SourceWait } from './SourceText';
import { useLoaded } from './use-loaded';
import styles from './field.module.css';

/** What a field means, what it takes and where its value came from. */
export function FieldInfo({ field, source }: { readonly field: Field; readonly source: FieldSource }) {
  const design = useRidgeline(selectDesign);
  const { accelerator: origin } = design.origin;
  return (
    <div className={styles.info}>
      <h3>{field.label}</h3>
      <p>{fieldHelp(field)}</p>
      {field.control.kind === 'number' && <p className={styles.quiet}>It {allowedBy(field.control)}.</p>}
      {source === 'none' || origin === null ? (
        <p className={styles.quiet}>Set by you; no preset has a say in it.</p>
      ) : (
        <>
          <p>
            {source === 'changed' ? 'Set by you; the preset' : 'From the preset'} {origin.preset}, data of{' '}
            {origin.dataVersion}
            {source === 'changed' ? ', has another value.' : '.'}
          </p>
          <Sources path={field.path} />
        </>
      )}
    </div>
  );
}

/** The preset's source of a field, loaded when the panel opens. */
function Sources({ path }: { readonly path: string }) {
  const design = useRidgeline(selectDesign);
  const loaded = useLoaded(useCallback(() => loadFieldProvenance(design, path), [design, path]));
  if (loaded.kind !== 'loaded') return <SourceWait hasFailed={loaded.kind === 'failed'} />;
  const provenance = loaded.value;
  if (provenance === null) return <p className={styles.quiet}>The preset does not state this value.</p>;
  return (
    <>
      <p className={styles.quiet}>
        {provenance.basis}, confidence {provenance.confidence}
        {provenance.note !== null && `: ${provenance.note}`}
      </p>
      <ul className={styles.sources}>
        {provenance.sources.map((text) => (
          <li key={text}>
            <SourceText text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
