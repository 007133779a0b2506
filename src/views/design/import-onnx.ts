import { withWorkload } from '../../../models/design/from-presets';
import { MAX_TEXT } from '../../../models/design/issues';
import type { Design } from '../../../models/design/types';
import { formatQuantity } from '../../../models/units';
import { tableTotals } from '../../../models/workload/layer-table/totals';
import type { LayerTable } from '../../../models/workload/layer-table/types';
import type { OnnxImport, UncountedOperator } from '../../../models/workload/onnx/import';
import type { OnnxReader } from '../../state/onnx-reader';

/** Browsers hold larger files in memory only with luck. */
export const MAX_ONNX_BYTES = 1_000_000_000;

/** The part of a browser's `File` that an import needs. */
export interface BinaryFile {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

export type OnnxImportOutcome =
  | { readonly ok: true; readonly design: Design; readonly summary: string; readonly notes: readonly string[] }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Sizes to try next where the file leaves some open; null where that would not help. */
      readonly sizes: Readonly<Record<string, number>> | null;
    };

/** Puts the network of a dropped file in a design; every way to fail is one sentence. */
export async function importOnnxFile(
  file: BinaryFile,
  design: Design,
  sizes: Readonly<Record<string, number>>,
  read: OnnxReader,
): Promise<OnnxImportOutcome> {
  const refused = (reason: string): OnnxImportOutcome => ({ ok: false, reason, sizes: null });
  if (file.size > MAX_ONNX_BYTES) {
    const [size, most] = [file.size, MAX_ONNX_BYTES].map((bytes) => formatQuantity(bytes, 'bytes').text);
    return refused(`${file.name} has ${size!}; an ONNX file of at most ${most!} is read.`);
  }
  const name = file.name.replace(/\.onnx$/i, '').slice(0, MAX_TEXT);
  try {
    const outcome = await read({ file: await file.arrayBuffer(), name, sizes });
    if (outcome.ok) return { ok: true, ...imported(outcome.value, design) };
    const open = Object.fromEntries(outcome.openSizes.map((size) => [size, sizeToTry(size)]));
    const next = outcome.openSizes.length === 0 ? null : { ...sizes, ...open };
    return { ok: false, reason: `${file.name} was not imported. ${outcome.reason}`, sizes: next };
  } catch {
    return refused(`${file.name} could not be read.`);
  }
}

function imported({ table, uncounted, notes }: OnnxImport, design: Design) {
  const { macs, parameters } = tableTotals(table);
  const work = formatQuantity(macs, 'macs').text;
  return {
    design: withWorkload(design, withShortNames(table), null),
    summary: `${table.name} imported: ${formatQuantity(parameters, 'parameters').text} parameters, ${work} an inference.`,
    notes: [...uncounted.map(uncountedSentence), ...notes],
  };
}

/** Exporters give nodes paths for names; a design holds names of a bounded length. */
function withShortNames(table: LayerTable): LayerTable {
  const short = (text: string) => (text.length <= MAX_TEXT ? text : `…${text.slice(1 - MAX_TEXT)}`);
  return { ...table, layers: table.layers.map((layer) => ({ ...layer, name: short(layer.name) })) };
}

function uncountedSentence({ operator, nodes, shareOfNodes, shareOfWeights, reason }: UncountedOperator): string {
  const share = (value: number) => formatQuantity(value, 'ratio').text;
  const weights = shareOfWeights > 0 ? ` and ${share(shareOfWeights)} of the weights` : '';
  return `Not counted: ${operator}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${share(shareOfNodes)} of all${weights}: ${reason}.`;
}

const PIXELS = 224;
const TOKENS = 128;

/** A usual size for one that a file leaves open: of an image, or of a sequence. */
export function sizeToTry(name: string): number {
  return /height|width|^[hw]$|image|pixel/i.test(name) ? PIXELS : TOKENS;
}
