import { useCallback } from 'react';
import { useScratchpadStore } from './use-scratchpad';

/** Larger texts hold more operators than can be scheduled. */
const MOST_BYTES = 64e6;

/** Opens a file of the reader's machine as the graph. It stays there: only a worker of this page reads it. */
export function useGraphFile(): (file: File) => Promise<void> {
  const { getState } = useScratchpadStore();
  return useCallback(
    async (file) => {
      if (file.size > MOST_BYTES) {
        getState().refuse(`${file.name} has ${Math.round(file.size / 1e6)} MB; a graph of at most 64 MB can be read.`);
        return;
      }
      const name = file.name.replace(/\.json$/i, '');
      getState().choose({ kind: 'file', name, input: { kind: 'text', name, text: await file.text() } });
    },
    [getState],
  );
}
