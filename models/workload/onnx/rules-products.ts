/** Matrix products and what is made of them. Source: the ONNX operator specification of each. */
import type { MatmulLayer } from '../layer-table/types';
import {
  broadcast,
  done,
  elementsOf,
  type Inferred,
  type NodeView,
  type Shape,
  shapeText,
  unsupported,
  wrong,
} from './node-view';

interface ProductSizes {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batch: number;
}

function product(view: NodeView, sizes: ProductSizes, stored: boolean, bias = false, part = ''): MatmulLayer {
  return {
    kind: 'matmul',
    name: `${view.name}${part}`,
    repeat: 1,
    ...sizes,
    operand: stored ? 'weights' : 'activations',
    bias,
    attention: null,
  };
}

export function gemm(view: NodeView): Inferred {
  const [a, b] = [view.shape(0), view.shape(1)];
  if (a.length !== 2 || b.length !== 2) return wrong('its inputs are no matrices');
  const [m, k] = view.int('transA', 0) === 1 ? [a[1]!, a[0]!] : [a[0]!, a[1]!];
  const [rows, n] = view.int('transB', 0) === 1 ? [b[1]!, b[0]!] : [b[0]!, b[1]!];
  if (rows !== k) return wrong(`its inputs do not fit: ${shapeText(a)} by ${shapeText(b)}`);
  return done([[m, n]], [product(view, { m, n, k, batch: 1 }, view.stored(1), view.stored(2))]);
}

/** Place of the second operand among the inputs; quantised variants have scales between them. */
export function matmul(secondInput: number): (view: NodeView) => Inferred {
  return (view) => {
    const [first, second] = [view.shape(0), view.shape(secondInput)];
    if (first.length === 0 || second.length === 0) return wrong('an input of it is a single number');
    // A vector is a row on the left and a column on the right, and its axis is missing in the output.
    const a = first.length === 1 ? [1, ...first] : first;
    const b = second.length === 1 ? [...second, 1] : second;
    const [m, k] = a.slice(-2) as [number, number];
    const [rows, n] = b.slice(-2) as [number, number];
    const batchShape = broadcast([a.slice(0, -2), b.slice(0, -2)]);
    if (rows !== k || batchShape === null)
      return wrong(`its inputs do not fit: ${shapeText(first)} by ${shapeText(second)}`);
    const output = [...batchShape, ...(first.length === 1 ? [] : [m]), ...(second.length === 1 ? [] : [n])];
    const products = elementsOf(batchShape);
    if (products * m * n === 0) return done([output]);
    return done([output], [matmulLayer(view, secondInput, { m, n, k, batch: products }, [a, b])]);
  };
}

/** Weights that several inputs share make one product of all their rows; weights on the left swap sides. */
function matmulLayer(
  view: NodeView,
  secondInput: number,
  sizes: ProductSizes,
  [a, b]: readonly [Shape, Shape],
): MatmulLayer {
  const { m, n, k, batch } = sizes;
  const different = (shape: Shape) => elementsOf(shape.slice(0, -2));
  if (view.stored(secondInput)) {
    const own = different(b);
    return product(view, { m: (batch / own) * m, n, k, batch: own }, true);
  }
  if (view.stored(0)) {
    const own = different(a);
    return product(view, { m: (batch / own) * n, n: m, k, batch: own }, true);
  }
  return product(view, sizes, false);
}

/** Weights of few bits, unpacked on the way: the sizes are attributes. Source: ONNX Runtime's contributed operators. */
export function matmulNBits(view: NodeView): Inferred {
  const input = view.shape(0);
  const [k, n] = [view.int('K', 0), view.int('N', 0)];
  if (input.at(-1) !== k || n < 1) return wrong('its attributes K and N do not fit its input');
  const m = elementsOf(input.slice(0, -1));
  return done([[...input.slice(0, -1), n]], [product(view, { m, n, k, batch: 1 }, true)]);
}

/** Sizes of the letters of an operand, or null when the letters do not fit its shape or each other. */
function letterSizes(terms: readonly string[], shapes: readonly Shape[]): ReadonlyMap<string, number> | null {
  const sizes = new Map<string, number>();
  for (const [index, term] of terms.entries()) {
    const shape = shapes[index]!;
    if (term.length !== shape.length || new Set(term).size !== term.length) return null;
    for (const [axis, letter] of [...term].entries()) {
      const size = shape[axis]!;
      if ((sizes.get(letter) ?? size) !== size) return null;
      sizes.set(letter, size);
    }
  }
  return sizes;
}

/** Contractions of two operands: letters of both and the output are groups, of both alone are summed over. */
export function einsum(view: NodeView): Inferred {
  const equation = view.text('equation', '').replaceAll(' ', '');
  const [left = '', output] = equation.split('->');
  const terms = left.split(',');
  if (output === undefined || terms.length !== 2 || view.inputs.length !== 2 || !/^[A-Za-z,]+$/.test(left)) {
    return unsupported(`its equation ${JSON.stringify(equation)} is no product of two operands`);
  }
  const sizes = letterSizes(terms, [view.shape(0), view.shape(1)]);
  if (sizes === null || [...output].some((letter) => !sizes.has(letter)))
    return wrong('its equation does not fit its inputs');
  const [a, b] = terms as [string, string];
  const total = (letters: readonly string[]) => letters.reduce((all, letter) => all * sizes.get(letter)!, 1);
  const layer = product(
    view,
    {
      m: total([...a].filter((letter) => !b.includes(letter))),
      n: total([...b].filter((letter) => !a.includes(letter))),
      k: total([...a].filter((letter) => b.includes(letter) && !output.includes(letter))),
      batch: total([...a].filter((letter) => b.includes(letter) && output.includes(letter))),
    },
    view.stored(1),
  );
  return done([[...output].map((letter) => sizes.get(letter)!)], [layer]);
}

/**
 * Recurrent layers: the inputs of all steps by one product, the state by one per step. `gates` is the number of
 * matrices of the size of the state: 1 (RNN), 3 (GRU), 4 (LSTM). The gates' own arithmetic is not counted.
 */
export function recurrent(gates: number): (view: NodeView) => Inferred {
  return (view) => {
    const [x, w, r] = [view.shape(0), view.shape(1), view.shape(2)];
    if (x.length !== 3 || w.length !== 3 || r.length !== 3) return wrong('its inputs do not have three axes each');
    if (view.int('layout', 0) !== 0) return unsupported('its batch stands before its steps');
    const [steps, batch, inputs] = x as [number, number, number];
    const [directions, rows, weightInputs] = w as [number, number, number];
    const hidden = r[2]!;
    if (rows !== gates * hidden || weightInputs !== inputs || r[1] !== rows || r[0] !== directions) {
      return wrong('its weights do not fit its input');
    }
    const input = product(
      view,
      { m: steps * batch, n: rows, k: inputs, batch: directions },
      true,
      view.has(3),
      '.input',
    );
    // The state's weights are the same in every step: stored once, used by the rows of all steps.
    const state = product(
      view,
      { m: steps * batch, n: rows, k: hidden, batch: directions },
      true,
      view.has(3),
      '.state',
    );
    const last = [directions, batch, hidden];
    return done([[steps, directions, batch, hidden], last, last], [input, state]);
  };
}
