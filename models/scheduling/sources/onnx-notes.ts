import type { OnnxImport } from '../../workload/onnx/import';

/** What an imported model's graph leaves out, in sentences: operators without a rule, then the import's own notes. */
export function onnxNotes({ uncounted, notes }: OnnxImport): readonly string[] {
  const missing = uncounted.map(({ operator, nodes, reason }) => {
    return `Left out, ${nodes === 1 ? 'one node' : `${nodes} nodes`} of ${operator}: ${reason}.`;
  });
  return [...missing, ...notes];
}
