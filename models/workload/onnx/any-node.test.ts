import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tableProblem } from '../layer-table/check';
import { importOnnx } from './import';
import { floats, integers, onnxFile, weights, type Bytes } from './onnx-writer.test-support';
import { SUPPORTED_OPERATORS } from './operators';

/** Small sizes that may well fit, and numbers that nobody would write. */
const size = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -3, 2 ** 31, 2 ** 53, -(2 ** 62), 2 ** 62) },
);
const list = fc.array(size, { maxLength: 6 });
const number = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(-2, 1e30) },
);

const ATTRIBUTES = {
  axes: list,
  pads: list,
  strides: list,
  dilations: list,
  kernel_shape: list,
  perm: list,
  split: list,
  starts: list,
  ends: list,
  shape: list,
  output_shape: list,
  output_padding: list,
  axis: size,
  group: size,
  blocksize: size,
  num_outputs: size,
  keepdims: size,
  noop_with_empty_axes: size,
  ceil_mode: size,
  start: size,
  end: size,
  K: size,
  N: size,
  to: fc.integer({ min: 0, max: 16 }),
  k: size,
  batch_dims: size,
  equation: fc.constantFrom('ab,bc->ac', 'abc,abd->acd', 'a,b->ab', 'aa,b->b', '', 'a->a', '->', 'a,,b->c'),
  auto_pad: fc.constantFrom('SAME_UPPER', 'SAME_LOWER', 'VALID', 'OTHER'),
};

type Input =
  | { readonly kind: 'computed' | 'weights'; readonly dims: readonly number[] }
  | { readonly kind: 'integers' | 'floats'; readonly values: readonly number[] }
  | { readonly kind: 'left out' };

const dims = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 });
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('computed' as const), dims }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('weights' as const), dims: fc.oneof(dims, list) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('integers' as const), values: list }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('floats' as const), values: fc.array(number, { maxLength: 5 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'left out' as const }) },
);

const anyNode = fc.record({
  op: fc.constantFrom(...SUPPORTED_OPERATORS),
  opset: fc.integer({ min: 1, max: 23 }),
  inputs: fc.array(input, { maxLength: 9 }),
  outputs: fc.integer({ min: 1, max: 4 }),
  attributes: fc.record(ATTRIBUTES, { requiredKeys: [] }),
});

function storedBytes(name: string, value: Input): readonly Bytes[] {
  if (value.kind === 'weights') return [weights(name, value.dims)];
  if (value.kind === 'integers') return [integers(name, value.values)];
  return value.kind === 'floats' ? [floats(name, value.values)] : [];
}

it('any node with any inputs and attributes gives an answer, and sound layers', () => {
  fc.assert(
    fc.property(anyNode, ({ op, opset, inputs, outputs, attributes }) => {
      const names = inputs.map((value, at) => (value.kind === 'left out' ? '' : `in${at}`));
      const out = Array.from({ length: outputs }, (_, at) => `out${at}`);
      const given = Object.fromEntries(
        Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      );
      const outcome = importOnnx(
        onnxFile({
          opset,
          inputs: Object.fromEntries(
            inputs.flatMap((value, at) => (value.kind === 'computed' ? [[`in${at}`, value.dims]] : [])),
          ),
          stored: inputs.flatMap((value, at) => storedBytes(`in${at}`, value)),
          nodes: [
            { op, in: names, out, with: given },
            { op: 'Softmax', in: ['out0'], out: ['end'] },
          ],
        }),
      );
      if (outcome.ok) expect(tableProblem(outcome.value.table)).toBeNull();
      else expect(outcome.reason).toMatch(/^[A-Z].*\.$/);
    }),
    { numRuns: 3000 },
  );
});
