import { useCallback } from 'react';
import { MAX_ONNX_BYTES } from '../design/import-onnx';
import { useScratchpadStore } from './use-scratchpad';
import { bytesText } from './words';

/** Larger texts hold more operators than can be scheduled. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;

/** Opens a file of the reader's machine as the graph. It stays there: only workers of this page read it. */
export function useGraphFile(): (file: File) => Promise<void> {
  const { getState } = useScratchpadStore();
  return useCallback(
    async (file) => {
      const isOnnx = /\.onnx$/i.test(file.name);
      const most = isOnnx ? MAX_ONNX_BYTES : MAX_TEXT_BYTES;
      if (file.size > most) {
        getState().refuse(`${file.name} has ${bytesText(file.size)}; at most ${bytesText(most)} are read.`);
        return;
      }
      const name = file.name.replace(/\.(json|onnx)$/i, '');
      try {
        if (isOnnx) getState().choose({ kind: 'onnx', name, file: await file.arrayBuffer(), sizes: {} });
        else getState().choose({ kind: 'text', name, text: await file.text() });
      } catch {
        getState().refuse(`${file.name} could not be read.`);
      }
    },
    [getState],
  );
}
