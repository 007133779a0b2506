/** Operators whose output is known at import. Source: the ONNX operator specification of each. */
import { MOST_NUMBERS } from './content';
import {
  computed,
  done,
  elementsOf,
  type Inferred,
  known,
  type NodeView,
  storedValue,
  unsupported,
  wrong,
} from './node-view';
import { declaredOr } from './rules-shapes';

export function constant(view: NodeView): Inferred {
  const { attributes } = view.node;
  const tensor = attributes.get('value')?.tensor ?? null;
  if (tensor !== null) return done([storedValue(tensor)]);
  const int = view.int('value_int');
  if (int !== null) return done([known([int], true, [])]);
  const float = attributes.get('value_float')?.float ?? null;
  if (float !== null) return done([known([float], false, [])]);
  const ints = view.ints('value_ints');
  if (ints !== null) return done([known(ints)]);
  const floats = view.floats('value_floats');
  return floats !== null ? done([known(floats, false)]) : unsupported('it holds no numbers');
}

export function shapeOf(view: NodeView): Inferred {
  const input = view.shape(0);
  return done([known(input.slice(view.int('start', 0), view.int('end', input.length)))]);
}

export function sizeOf(view: NodeView): Inferred {
  return done([known([elementsOf(view.shape(0))], true, [])]);
}

export function constantOfShape(view: NodeView): Inferred {
  const shape = view.content(0);
  if (shape === null) return declaredOr(view, 'its shape', (declared) => done([declared]));
  if (shape.some((size) => size < 0)) return wrong('its shape has a negative size');
  const fill = view.node.attributes.get('value')?.tensor ?? null;
  const number = fill === null ? 0 : (fill.content?.[0] ?? null);
  const elements = elementsOf(shape);
  const content = number === null || elements > MOST_NUMBERS ? null : Array.from({ length: elements }, () => number);
  return done([{ shape, content, integer: fill?.integer ?? false, stored: true }]);
}

export function range(view: NodeView): Inferred {
  const [start, end, step] = [0, 1, 2].map((index) => view.content(index)?.[0]);
  if (start === undefined || end === undefined || step === undefined) {
    return declaredOr(view, 'its range', (shape) => done([shape]));
  }
  const elements = Math.max(0, Math.ceil((end - start) / step));
  if (!Number.isSafeInteger(elements)) return wrong('its range has no end');
  const content = elements > MOST_NUMBERS ? null : Array.from({ length: elements }, (_, at) => start + at * step);
  return done([{ ...computed([elements]), content, integer: view.inputs[0]!.integer, stored: true }]);
}
