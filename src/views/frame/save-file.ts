import { version } from '../../../package.json';
import type { Design } from '../../../models/design/types';
import { DATA_VERSION } from '../../../models/workload/presets/llm-preset';
import { download } from '../../export/download';
import { linkOf } from '../../state/link';
import { selectBaseline } from '../../state/pins-slice';
import type { RidgelineState } from '../../state/store';
import { addressWith } from '../parts/page-address';
import { fileOf, type Exported, type FileKind } from './export-files';

/** The files of the design on screen, and what is in each. */
export const FILES: readonly { readonly kind: FileKind; readonly label: string; readonly what: string }[] = [
  { kind: 'svg', label: 'SVG', what: 'the roofline, to print or edit' },
  { kind: 'png', label: 'PNG', what: 'the roofline, at twice its size' },
  { kind: 'csv', label: 'CSV', what: 'the operators, SI units, all digits' },
  { kind: 'json', label: 'JSON', what: 'the whole report' },
];

/** What the files of a design are called, before their names are made of it. */
export function fileTitle({ name, accelerator, workload }: Design): string {
  return name || `${accelerator.name}, ${workload.name}`;
}

/** Saves a file of the design on screen. Answers what went wrong, in a sentence, or an empty text. */
export async function saveFile(kind: FileKind, state: RidgelineState): Promise<string> {
  try {
    const { name, content } = await fileOf(kind, exportedOf(state));
    download(name, content);
    return '';
  } catch (error) {
    return `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function exportedOf(state: RidgelineState): Exported {
  const { history, snapshot, rooflineTier, mapper } = state;
  const { design } = snapshot;
  const baseline = selectBaseline(state);
  return {
    title: fileTitle(design),
    ...{ snapshot, baseline, mapper, tier: rooflineTier },
    source: {
      permalink: addressWith(linkOf(history.present)),
      appVersion: version,
      dataVersion: DATA_VERSION,
    },
  };
}
