/**
 * The numbers of small tensors that follow from shapes: exporters compute the target of a Reshape by a chain of Shape,
 * Gather, arithmetic and Concat, which a shape can be read from only by following the numbers.
 */
import { elementsOf, type NodeView, type Shape } from './node-view';

type Numbers = readonly number[];

/** A shape has no more sizes than this; longer lists that are computed on the way are of no use. */
export const MOST_NUMBERS = 64;

const BINARY: ReadonlyMap<string, (a: number, b: number, integer: boolean) => number> = new Map([
  ['Add', (a: number, b: number) => a + b],
  ['Sub', (a: number, b: number) => a - b],
  ['Mul', (a: number, b: number) => a * b],
  ['Div', (a: number, b: number, integer: boolean) => (integer ? Math.trunc(a / b) : a / b)],
  ['Mod', (a: number, b: number) => a - b * Math.floor(a / b)],
  ['Min', (a: number, b: number) => Math.min(a, b)],
  ['Max', (a: number, b: number) => Math.max(a, b)],
  ['Equal', (a: number, b: number) => Number(a === b)],
  ['Greater', (a: number, b: number) => Number(a > b)],
  ['GreaterOrEqual', (a: number, b: number) => Number(a >= b)],
  ['Less', (a: number, b: number) => Number(a < b)],
  ['LessOrEqual', (a: number, b: number) => Number(a <= b)],
  ['And', (a: number, b: number) => Number(a !== 0 && b !== 0)],
  ['Or', (a: number, b: number) => Number(a !== 0 || b !== 0)],
]);

const UNARY: ReadonlyMap<string, (a: number) => number> = new Map([
  ['Neg', (a: number) => -a],
  ['Abs', (a: number) => Math.abs(a)],
  ['Floor', (a: number) => Math.floor(a)],
  ['Ceil', (a: number) => Math.ceil(a)],
  ['Sqrt', (a: number) => Math.sqrt(a)],
  ['Not', (a: number) => Number(a === 0)],
]);

const REDUCE: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['ReduceProd', (a: number, b: number) => a * b],
  ['ReduceSum', (a: number, b: number) => a + b],
  ['ReduceMax', (a: number, b: number) => Math.max(a, b)],
  ['ReduceMin', (a: number, b: number) => Math.min(a, b)],
]);

/** ONNX's TensorProto.DataType: the kinds of whole numbers. */
const INTEGER_TYPES: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 7, 12, 13]);
const BOOL_TYPE = 9;

export interface Content {
  readonly content: Numbers;
  readonly integer: boolean;
}

/** Numbers of a node's first output, or null where they do not follow, are many, or are of no use as a shape. */
export function contentOf(view: NodeView, output: Shape): Content | null {
  const numbers = view.inputs.map((value) => value?.content ?? null);
  const first = numbers[0] ?? null;
  if (first === null || elementsOf(output) > MOST_NUMBERS) return null;
  const integer = view.inputs[0]?.integer === true;
  if (view.node.operator === 'Cast') return cast(view, first);
  const content = moved(view, first, output) ?? arithmetic(view, numbers, first, output, integer);
  return content === null || content.length !== elementsOf(output) ? null : { content, integer };
}

function cast(view: NodeView, numbers: Numbers): Content {
  const to = view.int('to', 0);
  if (to === BOOL_TYPE) return { content: numbers.map((value) => Number(value !== 0)), integer: true };
  const integer = INTEGER_TYPES.has(to);
  return { content: integer ? numbers.map((value) => Math.trunc(value)) : numbers, integer };
}

/** Operators that pick or rearrange numbers of lists; of tensors with more axes only their order-keeping kin. */
function moved(view: NodeView, first: Numbers, output: Shape): Numbers | null {
  const list = view.shape(0).length <= 1;
  switch (view.node.operator) {
    case 'Concat': {
      const parts = view.inputs.map((value) => value?.content ?? null);
      return list && !parts.includes(null) ? parts.flatMap((part) => part ?? []) : null;
    }
    case 'Gather': {
      const indices = view.content(1);
      const at = (index: number) => first[index < 0 ? index + first.length : index] ?? NaN;
      return list && indices !== null ? indices.map(at) : null;
    }
    case 'Slice':
      return list ? sliced(view, first, elementsOf(output)) : null;
    case 'Expand':
      return first.length === 1 ? Array.from({ length: elementsOf(output) }, () => first[0]!) : null;
    default:
      return null;
  }
}

function sliced(view: NodeView, first: Numbers, count: number): Numbers | null {
  const start = view.list('starts', 1)?.[0];
  const step = view.content(4)?.[0] ?? 1;
  if (start === undefined) return null;
  const from = start < 0 ? start + first.length : start;
  const begin = Math.min(Math.max(from, 0), step > 0 ? first.length : first.length - 1);
  return Array.from({ length: count }, (_, at) => first[begin + at * step] ?? NaN);
}

function arithmetic(
  view: NodeView,
  numbers: readonly (Numbers | null)[],
  first: Numbers,
  output: Shape,
  integer: boolean,
): Numbers | null {
  const { operator } = view.node;
  const count = elementsOf(output);
  const spread = (list: Numbers) =>
    list.length === count || list.length === 1
      ? Array.from({ length: count }, (_, at) => list[list.length === 1 ? 0 : at]!)
      : null;
  const unary = UNARY.get(operator);
  if (unary !== undefined) return first.map(unary);
  const reduce = REDUCE.get(operator);
  if (reduce !== undefined) return count === 1 && first.length > 0 ? [first.reduce(reduce)] : null;
  const rest = numbers.slice(1);
  const spreadRest = rest.flatMap((list) => (list === null ? [] : [spread(list)]));
  const start = spread(first);
  if (start === null || spreadRest.length !== rest.length || spreadRest.includes(null)) return null;
  const others = spreadRest.flatMap((list) => (list === null ? [] : [list]));
  if (operator === 'Where' && others.length === 2) {
    return start.map((condition, at) => (condition !== 0 ? others[0]![at]! : others[1]![at]!));
  }
  const binary = BINARY.get(operator);
  if (binary === undefined) return null;
  return others.reduce<Numbers>((total, list) => total.map((value, at) => binary(value, list[at]!, integer)), start);
}
