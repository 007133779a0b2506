import { importOnnx, type OnnxImport } from '../models/workload/onnx/import';
import type { Arguments, CommandOption } from './command';
import type { CliIo } from './io';
import { done, refused, type Result } from './result';

export const SIZE_OPTION: CommandOption = {
  name: 'size',
  value: 'NAME=N',
  help: 'A size that an ONNX file leaves open',
  repeats: true,
};

export function isOnnx(path: string): boolean {
  return /\.onnx$/i.test(path);
}

/** Reads an ONNX file with the sizes that the arguments give; a refusal says which ones are missing. */
export async function loadOnnx(path: string, args: Arguments, io: CliIo, name?: string): Promise<Result<OnnxImport>> {
  const sizes = sizesOf(args.all(SIZE_OPTION.name));
  if (!sizes.ok) return sizes;
  const file = await io.readBytes(path);
  if (!file.ok) return file;
  const outcome = importOnnx(file.value, { sizes: sizes.value, ...(name === undefined ? {} : { name }) });
  if (outcome.ok) return done(outcome.value);
  const open = outcome.openSizes.map((size) => ` --size ${size}=N`).join('');
  return refused(`${path}: ${outcome.reason}${open === '' ? '' : `; give${open}`}`);
}

/** `name=number`, as often as there are sizes that the file leaves open. */
function sizesOf(words: readonly string[]): Result<Readonly<Record<string, number>>> {
  const sizes: [string, number][] = [];
  for (const word of words) {
    const at = word.lastIndexOf('=');
    const size = Number(word.slice(at + 1));
    if (at < 1 || !Number.isInteger(size) || size < 1) {
      return refused(`--size: must be NAME=NUMBER with a whole number of at least 1, not "${word}"`);
    }
    sizes.push([word.slice(0, at), size]);
  }
  return done(Object.fromEntries(sizes));
}
