import { useEffect, useState } from 'react';
import type { Field } from '../../../models/design/field-types';
import type { Axis } from '../../../models/design/types';
import type { Workload } from '../../../models/workload/types';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import styles from './axis-editor.module.css';

interface WorkloadAxisEditorProps {
  readonly field: Field;
  readonly axis: Axis;
  readonly apply: (axis: Axis) => void;
}

interface Model {
  readonly label: string;
  readonly build: () => Workload;
}

/** The presets, and models that are in the design or the axis without being one. They load when somebody looks. */
function useModels(own: readonly Workload[]): readonly Model[] {
  const [presets, setPresets] = useState<readonly Model[]>([]);
  useEffect(() => {
    let isShown = true;
    import('../../../models/workload/presets/models').then(
      ({ MODEL_PRESETS }) => isShown && setPresets(MODEL_PRESETS),
      // Without a network the models of the design are there to choose from.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, []);
  const named = new Set(presets.map(({ label }) => label));
  const others = new Map(own.filter(({ name }) => !named.has(name)).map((model) => [model.name, model]));
  return [...[...others].map(([label, model]) => ({ label, build: () => model })), ...presets];
}

export function WorkloadAxisEditor({ field, axis, apply }: WorkloadAxisEditorProps) {
  const current = useRidgeline(selectDesign).workload;
  const inAxis = 'values' in axis ? axis.values.filter((value): value is Workload => typeof value === 'object') : [];
  const models = useModels([current, ...inAxis]);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(inAxis.map(({ name }) => name)));
  const toggle = (label: string) => {
    const next = new Set(chosen);
    if (!next.delete(label)) next.add(label);
    setChosen(next);
    const kept = (name: string) => inAxis.find((model) => model.name === name);
    const values = models.filter((model) => next.has(model.label)).map((model) => kept(model.label) ?? model.build());
    if (values.length > 0) apply({ field: field.id, values });
  };
  const shown = models.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <fieldset className={styles.options}>
      <legend className={styles.hidden}>Models</legend>
      <input
        type="search"
        className={styles.text}
        autoFocus
        placeholder="Find a model"
        aria-label="Find a model"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.models}>
        {shown.map(({ label }) => (
          <label key={label}>
            <input type="checkbox" checked={chosen.has(label)} onChange={() => toggle(label)} />
            {label}
          </label>
        ))}
        {shown.length === 0 && <p>No model has “{search.trim()}” in its name.</p>}
      </div>
      {chosen.size === 0 && (
        <p className={styles.problem} role="status">
          Choose at least one model; until then the axis stays as it was.
        </p>
      )}
    </fieldset>
  );
}
