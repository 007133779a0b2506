import { toNested } from '../../models/tensors/json-tensor';
import { hexOfFloats } from '../check/formats-tensors';
import type { Command } from '../command';
import { loadTensor, type LoadedTensor } from '../load-tensor';
import { pairs, print, section } from '../output';
import { runQuantise, type QuantiseResult } from '../quantise';
import { QUANTISE_OPTIONS, readQuantiseRequest, type QuantiseRequest } from '../quantise-options';

const SHOWN_VALUES = 32;

export const quantizeCommand: Command = {
  name: 'quantize',
  takes: '<tensor.json | .npy | .safetensors | .gguf | ->',
  positionals: { min: 1, max: 1 },
  summary: 'A tensor in a number format: values, QSNR, effective bits, saturation count',
  details:
    'Groups lie along the last dimension. Values are those of float32 arithmetic, to the bit. Of a file with several tensors only the chosen one is read.',
  options: [
    ...QUANTISE_OPTIONS,
    { name: 'tensor', value: 'NAME', help: 'Which tensor of a .safetensors or .gguf file' },
    {
      name: 'bits',
      value: null,
      help: 'Values as float32 bits in hexadecimal: tells infinity, NaN and both zeros apart',
    },
    { name: 'summary', value: null, help: 'Leave the values out' },
  ],
  async run(args, io) {
    const request = readQuantiseRequest(args);
    if (!request.ok) return { refused: request.message };
    const tensor = await loadTensor(io, args.positionals[0] ?? '', args.text('tensor'));
    if (!tensor.ok) return { refused: tensor.message };
    const result = runQuantise(request.value, tensor.value);
    if (args.has('bits') && args.has('summary'))
      return { refused: '--bits: is how values are written, and --summary leaves them out' };
    const values = args.has('summary') ? 'none' : args.has('bits') ? 'bits' : 'numbers';
    print(io, args, {
      json: () => quantiseJson(request.value, tensor.value, result, values),
      text: () => quantiseText(request.value, tensor.value, result, values),
    });
    return { exit: 0 };
  },
};

/** How values are written. */
type ShownValues = 'none' | 'numbers' | 'bits';

function quantiseJson(
  { format, definition }: QuantiseRequest,
  tensor: LoadedTensor,
  result: QuantiseResult,
  values: ShownValues,
) {
  const { error } = result;
  return {
    format: format.id,
    source: definition.source,
    ...(tensor.name === '' ? {} : { tensor: tensor.name }),
    dtype: tensor.dtype,
    shape: tensor.shape,
    elements: error.elements,
    // Null where nothing changed (exact) or nothing but zeros was there.
    qsnrDb: error.qsnrDb,
    exact: error.largestError === 0,
    meanSquaredError: error.meanSquaredError,
    largestError: error.largestError,
    crestFactor: error.crestFactor,
    effectiveBits: result.effectiveBits,
    scales: result.groups,
    saturationCount: result.saturated,
    ...(values === 'numbers' ? { values: toNested(result.values, tensor.shape) } : {}),
    // In the order of the elements, eight digits each.
    ...(values === 'bits' ? { valuesHex: hexOfFloats(result.values) } : {}),
  };
}

function quantiseText(
  { format, definition }: QuantiseRequest,
  tensor: LoadedTensor,
  result: QuantiseResult,
  values: ShownValues,
): string {
  const { error, saturated } = result;
  const share =
    error.elements === 0 ? '' : ` of ${error.elements} (${((100 * saturated) / error.elements).toPrecision(3)} %)`;
  const table = pairs([
    ['Format', `${format.label}, ${definition.scale}`],
    ['Source', definition.source],
    ['Tensor', `${tensor.name === '' ? '' : `${tensor.name}, `}${tensor.dtype}, ${tensor.shape.join(' x ')}`],
    ['QSNR', error.qsnrDb === Infinity ? 'exact' : numberText(error.qsnrDb, (value) => `${value.toFixed(2)} dB`)],
    ['Mean squared error', numberText(error.meanSquaredError, (value) => value.toPrecision(6))],
    ['Largest error', numberText(error.largestError, (value) => value.toPrecision(6))],
    ['Crest factor', numberText(error.crestFactor, (value) => value.toFixed(3))],
    ['Effective bits', numberText(result.effectiveBits, (value) => value.toPrecision(6))],
    ['Scales', String(result.groups)],
    ['Saturated', `${saturated}${share}`],
  ]);
  if (values === 'none') return table;
  const text = (value: number) => (values === 'bits' ? hexOfFloats(Float32Array.of(value)) : numberOf(value));
  const first = Array.from(result.values.subarray(0, SHOWN_VALUES), text).join(' ');
  const more =
    result.values.length > SHOWN_VALUES ? ` ... ${result.values.length - SHOWN_VALUES} more with --json` : '';
  return table + section('Values', `${first}${more}\n`);
}

/** With the sign of a zero. */
function numberOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** What an empty tensor, one of zeros, or one that holds what is no number does not have. */
function numberText(value: number, text: (value: number) => string): string {
  return Number.isNaN(value) ? 'none' : text(value);
}
