import { useState } from 'react';
import { version } from '../../../package.json';
import { DATA_VERSION } from '../../../models/workload/presets/llm-preset';
import { download } from '../../export/download';
import { selectBaseline } from '../../state/pins-slice';
import type { RidgelineState } from '../../state/store';
import { linkOf } from '../../state/link';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import { fileOf, type Exported, type FileKind } from './export-files';
import styles from './frame.module.css';

const FILES: readonly { readonly kind: FileKind; readonly label: string; readonly what: string }[] = [
  { kind: 'svg', label: 'SVG', what: 'the roofline, to print or edit' },
  { kind: 'png', label: 'PNG', what: 'the roofline, at twice its size' },
  { kind: 'csv', label: 'CSV', what: 'the operators, SI units, all digits' },
  { kind: 'json', label: 'JSON', what: 'the whole report' },
];

function exportedOf(state: RidgelineState): Exported {
  const { history, snapshot, rooflineTier, mapper } = state;
  const { design } = snapshot;
  const baseline = selectBaseline(state);
  return {
    title: design.name || `${design.accelerator.name}, ${design.workload.name}`,
    ...{ snapshot, baseline, mapper, tier: rooflineTier },
    source: {
      permalink: `${location.href.replace(/#.*$/, '')}${linkOf(history.present)}`,
      appVersion: version,
      dataVersion: DATA_VERSION,
    },
  };
}

/** Files of the design on screen; the Explore tab saves its frontier beside its table. */
export function ExportPanel() {
  const { getState } = useRidgelineStore();
  const [problem, setProblem] = useState('');
  const save = async (kind: FileKind) => {
    try {
      const { name, content } = await fileOf(kind, exportedOf(getState()));
      setProblem('');
      download(name, content);
    } catch (error) {
      setProblem(`The file could not be made: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return (
    <div className={styles.files}>
      {FILES.map(({ kind, label, what }) => (
        <Button key={kind} className={styles.file} onClick={() => void save(kind)}>
          <b>{label}</b> {what}
        </Button>
      ))}
      <p className={styles.quiet}>Each file carries the link, the versions and the units.</p>
      <p role="status" className={styles.problem}>
        {problem}
      </p>
    </div>
  );
}
