import { withWorkload } from '../../../models/design/from-presets';
import type { Design } from '../../../models/design/types';
import { formatQuantity } from '../../../models/units';
import type { ImportResult } from '../../../models/workload/import-hf';

/** Config files have some thousands of bytes; a larger file is refused before it is read. */
export const MAX_FILE_BYTES = 4_000_000;

/** The part of a browser's `File` that an import needs. */
export interface ReadableFile {
  readonly name: string;
  readonly size: number;
  readonly text: () => Promise<string>;
}

export type ImportOutcome =
  | { readonly ok: true; readonly design: Design; readonly summary: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string };

export type Importer = (text: string, fileName?: string) => ImportResult;

/** Puts the model of a dropped file in a design; every way to fail is one sentence. */
export async function importConfig(
  file: ReadableFile,
  design: Design,
  load: () => Promise<Importer>,
): Promise<ImportOutcome> {
  if (file.size > MAX_FILE_BYTES) {
    const [size, most] = [file.size, MAX_FILE_BYTES].map((bytes) => formatQuantity(bytes, 'bytes').text);
    return { ok: false, reason: `${file.name} has ${size!}; a config.json of at most ${most!} is read.` };
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    return { ok: false, reason: `${file.name} could not be read.` };
  }
  const result = (await load())(text, file.name);
  if (!result.ok) return { ok: false, reason: `${file.name} was not imported. ${result.reason}` };
  const parameters = formatQuantity(result.totalParameters, 'parameters').text;
  return {
    ok: true,
    design: withWorkload(design, result.workload, null),
    summary: `${result.workload.name} imported: model type ${result.modelType}, ${parameters} parameters.`,
    notes: result.notes,
  };
}
