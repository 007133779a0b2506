import { useCallback } from 'react';
import { useRidgelineStore } from '../store-context';
import type { Importer, ReadableFile } from './import-config';

async function loadImporter(): Promise<Importer> {
  const { importHuggingFaceConfig } = await import('../../../models/workload/import-hf');
  return importHuggingFaceConfig;
}

/** Imports a file into the design and tells how it went. */
export function useImportFile(): (file: ReadableFile) => Promise<void> {
  const { getState } = useRidgelineStore();
  return useCallback(
    async (file) => {
      const { importConfig } = await import('./import-config');
      const outcome = await importConfig(file, getState().snapshot.design, loadImporter);
      const told = { id: 'import', action: null } as const;
      if (!outcome.ok) {
        getState().tell({ ...told, tone: 'problem', text: outcome.reason, details: [] });
        return;
      }
      const problem = getState().replaceDesign(outcome.design, outcome.summary);
      if (problem === null) getState().tell({ ...told, tone: 'info', text: outcome.summary, details: outcome.notes });
      else
        getState().tell({ ...told, tone: 'problem', text: `${file.name} was not imported. ${problem}`, details: [] });
    },
    [getState],
  );
}
