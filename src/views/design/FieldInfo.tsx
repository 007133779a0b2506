import { useEffect, useState } from 'react';
import { fieldHelp } from '../../../models/design/field-help';
import type { Field } from '../../../models/design/field-types';
import { allowedBy } from '../../../models/design/value-rules';
import type { FieldProvenance } from '../../../models/hardware/presets/provenance-types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { loadFieldProvenance, type FieldSource } from './field-source';
import { SourceText } from './SourceText';
import styles from './field.module.css';

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'loaded'; readonly provenance: FieldProvenance | null };

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
  const [state, setState] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    void loadFieldProvenance(design, path).then((provenance) => {
      if (wanted) setState({ kind: 'loaded', provenance });
    });
    return () => {
      wanted = false;
    };
  }, [design, path]);
  if (state.kind === 'loading') return <p className={styles.quiet}>Loading its source …</p>;
  const { provenance } = state;
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
