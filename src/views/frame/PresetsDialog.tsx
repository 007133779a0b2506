import { useMemo, useState, type KeyboardEvent } from 'react';
import { ModalDialog } from '../parts/ModalDialog';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { groupedLines, machineLines, modelLines, type PresetLine } from './preset-lists';
import { withPreset, type PresetKind } from './with-preset';
import styles from './frame.module.css';

interface PresetsDialogProps {
  readonly kind: PresetKind;
  /** What the search starts with. */
  readonly search?: string;
}

export function PresetsDialog({ kind, search: initialSearch = '' }: PresetsDialogProps) {
  const { getState } = useRidgelineStore();
  const [search, setSearch] = useState(initialSearch);
  const [problem, setProblem] = useState<string | null>(null);
  const lines = useMemo(() => (kind === 'machines' ? machineLines() : modelLines()), [kind]);
  const groups = groupedLines(lines, search);
  const close = () => getState().openDialog(null);
  const choose = ({ id, label }: PresetLine) => {
    const refused = getState().replaceDesign(withPreset(getState().snapshot.design, kind, id), `${label} loaded`);
    if (refused === null) close();
    else setProblem(`${label} does not go with the rest of the design. ${refused}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const first = groups[0]?.lines[0];
    if (event.key === 'Enter' && first !== undefined) choose(first);
  };
  return (
    <ModalDialog title="Presets" onClose={close}>
      <div className={styles.presetTools}>
        <div className={styles.kinds} role="group" aria-label="Kind of preset">
          <KindButton kind="machines" current={kind} label="Machines" />
          <KindButton kind="models" current={kind} label="Models" />
        </div>
        <input
          type="search"
          autoFocus
          value={search}
          placeholder={kind === 'machines' ? 'Search machines' : 'Search models'}
          aria-label={kind === 'machines' ? 'Search machines' : 'Search models'}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {groups.map(({ name, lines: members }) => (
        <section key={name} aria-label={name}>
          <h3 className={styles.presetGroup}>{name}</h3>
          <ul>
            {members.map((line) => (
              <PresetItem key={line.id} kind={kind} line={line} onChoose={choose} />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && <p className={styles.quiet}>Nothing has these words.</p>}
    </ModalDialog>
  );
}

function KindButton({
  kind,
  current,
  label,
}: {
  readonly kind: PresetKind;
  readonly current: PresetKind;
  readonly label: string;
}) {
  const { getState } = useRidgelineStore();
  return (
    <button type="button" aria-pressed={kind === current} onClick={() => getState().openDialog(kind)}>
      {label}
    </button>
  );
}

interface PresetItemProps {
  readonly kind: PresetKind;
  readonly line: PresetLine;
  readonly onChoose: (line: PresetLine) => void;
}

function PresetItem({ kind, line, onChoose }: PresetItemProps) {
  const { accelerator, workload } = useRidgeline(({ snapshot }) => snapshot.design.origin);
  const isCurrent = (kind === 'machines' ? accelerator : workload)?.preset === line.id;
  return (
    <li>
      <button type="button" className={styles.preset} aria-current={isCurrent} onClick={() => onChoose(line)}>
        <span className={styles.presetName}>{line.label}</span>
        <span className={styles.presetFacts}>{line.facts.filter((fact) => fact !== '').join(' · ')}</span>
        {line.missing !== '' && <span className={styles.quiet}>not known: {line.missing}</span>}
      </button>
    </li>
  );
}
