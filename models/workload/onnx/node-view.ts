import type { TableLayer } from '../layer-table/types';
import type { OnnxNode, OnnxTensor } from './model';

export type Shape = readonly number[];

/** What is known of a tensor while the graph is walked. */
export interface Value {
  /** Null: not known, because of an operator that is not supported before it. */
  readonly shape: Shape | null;
  /** Elements, where they are few, known, and may be a shape or an axis further on. */
  readonly content: readonly number[] | null;
  readonly integer: boolean;
  /** Whether it follows from stored tensors and shapes alone, so that it is computed before the network runs. */
  readonly stored: boolean;
}

/** A tensor that the network computes when it runs. */
export function computed(shape: Shape): Value {
  return { shape, content: null, integer: false, stored: false };
}

export function storedValue(tensor: OnnxTensor): Value {
  return { shape: tensor.dims, content: tensor.content, integer: tensor.integer, stored: true };
}

/** Numbers that are known at import: a list, or a single number without axes. */
export function known(content: readonly number[], integer = true, shape: Shape = [content.length]): Value {
  return { shape, content, integer, stored: true };
}

export function elementsOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** What the rule of an operator says of one node. */
export type Inferred =
  | { readonly kind: 'done'; readonly outputs: readonly Value[]; readonly layers: readonly TableLayer[] }
  /** The file contradicts itself. */
  | { readonly kind: 'wrong'; readonly reason: string }
  /** Sound, but beyond these rules. */
  | { readonly kind: 'unsupported'; readonly reason: string };

export function done(outputs: readonly (Value | Shape)[], layers: readonly TableLayer[] = []): Inferred {
  return { kind: 'done', outputs: outputs.map((output) => ('shape' in output ? output : computed(output))), layers };
}

export function wrong(reason: string): Inferred {
  return { kind: 'wrong', reason };
}

export function unsupported(reason: string): Inferred {
  return { kind: 'unsupported', reason };
}

/** A node and what is known of its inputs: all that the rule of an operator sees. */
export class NodeView {
  readonly node: OnnxNode;
  /** Name of the layers that it becomes. */
  readonly name: string;
  readonly opset: number;
  readonly inputs: readonly (Value | null)[];
  /** Shapes of the outputs as the exporter wrote them down, where it did and they are plain numbers. */
  readonly declared: readonly (Shape | null)[];

  constructor(node: OnnxNode, opset: number, inputs: readonly (Value | null)[], declared: readonly (Shape | null)[]) {
    this.node = node;
    this.name = node.name !== '' ? node.name : (node.outputs.find((output) => output !== '') ?? node.operator);
    this.opset = opset;
    this.inputs = inputs;
    this.declared = declared;
  }

  /** Whether the input at this place is there. */
  has(index: number): boolean {
    return (this.inputs[index] ?? null) !== null;
  }

  /** Shape of an input that is known to be there: rules are asked only when their first inputs are. */
  shape(index: number): Shape {
    const shape = this.inputs[index]?.shape;
    if (shape === undefined || shape === null) throw new Error(`no shape for input ${index} of ${this.node.operator}`);
    return shape;
  }

  /** Whether an input is a stored tensor, such as weights. */
  stored(index: number): boolean {
    return this.inputs[index]?.stored === true;
  }

  content(index: number): readonly number[] | null {
    return this.inputs[index]?.content ?? null;
  }

  int(name: string): number | null;
  int(name: string, otherwise: number): number;
  int(name: string, otherwise: number | null = null): number | null {
    return this.node.attributes.get(name)?.int ?? otherwise;
  }

  text(name: string, otherwise: string): string {
    return this.node.attributes.get(name)?.text ?? otherwise;
  }

  /** A list of integers, or null where the attribute is not there. */
  ints(name: string): readonly number[] | null {
    return this.node.attributes.get(name)?.ints ?? null;
  }

  floats(name: string): readonly number[] | null {
    return this.node.attributes.get(name)?.floats ?? null;
  }

  /**
   * A list that older versions of an operator have as an attribute and newer ones as an input. Null: neither is there, or
   * the input is computed while the network runs (`has` tells which).
   */
  list(attribute: string, input: number): readonly number[] | null {
    return this.ints(attribute) ?? this.content(input);
  }

  /** An axis counted from the front, or null where there is no such axis. */
  axis(value: number, rank: number): number | null {
    const axis = value < 0 ? value + rank : value;
    return Number.isInteger(axis) && axis >= 0 && axis < rank ? axis : null;
  }

  /** As `axis`, for a list; null when one of them is not there. */
  axes(values: readonly number[], rank: number): readonly number[] | null {
    const axes = values.flatMap((value) => this.axis(value, rank) ?? []);
    return axes.length === values.length ? axes : null;
  }
}

/** Shape that tensors of these shapes stretch to together, or null when they do not fit. Source: ONNX, "Broadcasting". */
export function broadcast(shapes: readonly Shape[]): Shape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: number[] = [];
  for (let fromEnd = rank; fromEnd >= 1; fromEnd--) {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[shape.length - fromEnd] ?? 1;
      if (own === 1 || own === size) continue;
      if (size !== 1) return null;
      size = own;
    }
    result.push(size);
  }
  return result;
}

export function shapeText(shape: Shape): string {
  return shape.length === 0 ? 'a single number' : shape.join(' x ');
}
