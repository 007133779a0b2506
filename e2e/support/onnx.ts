/** A small ONNX file, written field by field as onnx/onnx.proto3 numbers them. */
const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
const whole = (field: number, value: number) => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, content: readonly number[]) => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];
const text = (field: number, value: string) => bytes(field, [...Buffer.from(value)]);

const FLOAT = 1;
const INTEGERS = 7;

function valueInfo(name: string, shape: readonly number[]): number[] {
  const dimensions = shape.flatMap((size) => bytes(1, whole(1, size)));
  return [...text(1, name), ...bytes(2, bytes(1, [...whole(1, FLOAT), ...bytes(2, dimensions)]))];
}

function weights(name: string, shape: readonly number[]): number[] {
  const elements = shape.reduce((product, size) => product * size, 1);
  const sizes = shape.flatMap((size) => whole(1, size));
  return [...sizes, ...whole(2, FLOAT), ...text(8, name), ...bytes(9, new Array<number>(elements * 4).fill(0))];
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly number[][] = [],
): number[] {
  return [
    ...inputs.flatMap((input) => text(1, input)),
    ...text(2, output),
    ...text(3, output),
    ...text(4, operator),
    ...attributes.flatMap((attribute) => bytes(5, attribute)),
  ];
}

/** A 3x3 convolution of a 3 x 8 x 8 image to 16 channels, ReLU, and an operator that nobody knows. */
export function smallNetwork(): Buffer {
  const pads = [...text(1, 'pads'), ...[1, 1, 1, 1].flatMap((pad) => whole(8, pad)), ...whole(20, INTEGERS)];
  const graph = [
    ...bytes(1, node('Conv', ['image', 'filters'], 'features', [pads])),
    ...bytes(1, node('Relu', ['features'], 'active')),
    ...bytes(1, node('Mystery', ['active'], 'answer')),
    ...text(2, 'small'),
    ...bytes(5, weights('filters', [16, 3, 3, 3])),
    ...bytes(11, valueInfo('image', [1, 3, 8, 8])),
    ...bytes(12, valueInfo('answer', [1, 16, 8, 8])),
  ];
  return Buffer.from([...whole(1, 8), ...bytes(7, graph), ...bytes(8, whole(2, 17))]);
}
