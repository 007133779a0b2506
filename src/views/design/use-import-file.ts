import { useCallback } from 'react';
import type { Design } from '../../../models/design/types';
import type { RidgelineState } from '../../state/store';
import { useRidgelineStore } from '../store-context';
import { importConfig, type ReadableFile } from './import-config';
import type { BinaryFile } from './import-onnx';

type GetState = () => RidgelineState;

interface Imported {
  readonly design: Design;
  readonly summary: string;
  readonly notes: readonly string[];
}

const TOLD = { id: 'import', action: null } as const;

function tellProblem(getState: GetState, text: string): void {
  getState().tell({ ...TOLD, tone: 'problem', text, details: [] });
}

/** Loads the design of an imported model, and tells how it went. */
function take(getState: GetState, file: { readonly name: string }, { design, summary, notes }: Imported): void {
  const problem = getState().replaceDesign(design, summary);
  if (problem === null) getState().tell({ ...TOLD, tone: 'info', text: summary, details: notes });
  else tellProblem(getState, `${file.name} was not imported. ${problem}`);
}

async function takeConfig(getState: GetState, file: ReadableFile): Promise<void> {
  const outcome = await importConfig(file, getState().snapshot.design, loadImporter);
  if (outcome.ok) take(getState, file, outcome);
  else tellProblem(getState, outcome.reason);
}

/** A file that leaves sizes open is offered with usual ones. */
async function takeOnnx(
  getState: GetState,
  file: BinaryFile,
  sizes: Readonly<Record<string, number>> = {},
): Promise<void> {
  const [{ importOnnxFile }, { readOnnxInWorker }] = await Promise.all([
    import('./import-onnx'),
    import('../../state/onnx-reader'),
  ]);
  const outcome = await importOnnxFile(file, getState().snapshot.design, sizes, readOnnxInWorker);
  if (outcome.ok) {
    take(getState, file, outcome);
    return;
  }
  const next = outcome.sizes;
  const words = Object.entries(next ?? {}).map(([name, size]) => `${name} = ${size}`);
  const retry = { label: `Import with ${words.join(', ')}`, run: () => void takeOnnx(getState, file, next ?? {}) };
  getState().tell({
    ...TOLD,
    tone: 'problem',
    text: outcome.reason,
    details: [],
    action: next === null ? null : retry,
  });
}

/** Imports a file into the design and tells how it went. */
export function useImportFile(): (file: ReadableFile & BinaryFile) => Promise<void> {
  const { getState } = useRidgelineStore();
  return useCallback(
    (file) => (/\.onnx$/i.test(file.name) ? takeOnnx(getState, file) : takeConfig(getState, file)),
    [getState],
  );
}

async function loadImporter() {
  const { importHuggingFaceConfig } = await import('../../../models/workload/import-hf');
  return importHuggingFaceConfig;
}
