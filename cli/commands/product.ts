import { DISTRIBUTIONS } from '../../models/formats/error/distributions';
import { loadTensor } from '../load-tensor';
import type { Command } from '../command';
import { print } from '../output';
import { runProduct } from '../product';
import { readProductRequest } from '../product-options';
import { productText } from '../product-text';
import { done, type Result } from '../result';
import { columnsOf } from '../../models/tensors/tensor';
import type { LabSource } from '../../models/formats/lab/question';
import type { CliIo } from '../io';

export const productCommand: Command = {
  name: 'product',
  takes: '[weights.json | .npy | .safetensors | .gguf | -]',
  positionals: { min: 0, max: 1 },
  summary: 'A matrix product with both operands quantised: output QSNR, and bits of the accumulator',
  details:
    'Weights are those of a file, or random as activations are; the first rows are taken where there are many. Beside each measurement stands its closed form: docs/formats.md.',
  options: [
    { name: 'weights', value: 'IDS', help: 'Formats of weights (default int8,int4,mxfp4,nvfp4)' },
    { name: 'activations', value: 'ID', help: 'Format of activations; that of the weights unless given' },
    { name: 'distribution', value: DISTRIBUTIONS.join('|'), help: 'Of random operands; gaussian unless given' },
    { name: 'rows', value: 'N', help: 'Rows of random weights (default 128)' },
    { name: 'columns', value: 'N', help: 'Products in a sum, of random operands (default 1024)' },
    { name: 'outliers', value: 'EVERY:FACTOR', help: 'Channels of activations that are larger, such as 128:30' },
    { name: 'rotation', value: 'N', help: 'Hadamard rotation of so many neighbours, of both operands' },
    { name: 'codes', value: 'WxA', help: 'Bits of the integers that are summed (default 4x8)' },
    { name: 'seed', value: 'N', help: 'Of random operands (default 1)' },
    { name: 'tensor', value: 'NAME', help: 'Which tensor of a .safetensors or .gguf file' },
  ],
  async run(args, io) {
    const source = await loadWeights(io, args.positionals[0], args.text('tensor'));
    if (!source.ok) return { refused: source.message };
    const request = readProductRequest(args, source.value);
    if (!request.ok) return { refused: request.message };
    const result = runProduct(request.value);
    print(io, args, { json: () => result, text: () => productText(result) });
    return { exit: 0 };
  },
};

/** Null: they are random. */
async function loadWeights(
  io: CliIo,
  path: string | undefined,
  name: string | undefined,
): Promise<Result<LabSource | null>> {
  if (path === undefined) return done(null);
  const tensor = await loadTensor(io, path, name);
  if (!tensor.ok) return tensor;
  return done({ kind: 'tensor', values: tensor.value.values, columns: columnsOf(tensor.value.shape) });
}
