/**
 * What is read of an ONNX file. Weights are not: of a tensor only its shape, and the numbers of small integer or float
 * tensors, since those are shapes, axes and scales.
 *
 * Source: onnx/onnx.proto3 (field numbers in `decode.ts`).
 */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** Elements in order, where there are few and they are numbers. */
  readonly content: readonly number[] | null;
  readonly integer: boolean;
}

export interface OnnxAttribute {
  readonly int: number | null;
  readonly float: number | null;
  readonly text: string | null;
  readonly ints: readonly number[];
  readonly floats: readonly number[];
  readonly tensor: OnnxTensor | null;
}

export interface OnnxNode {
  readonly name: string;
  readonly operator: string;
  readonly domain: string;
  /** Names of values; an empty one is an input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** A size, the name of one that is open, or null where nothing is said of it. */
export type OnnxDim = number | string | null;

export interface OnnxValueInfo {
  readonly name: string;
  /** Null: not a tensor, or nothing is said of its shape. */
  readonly dims: readonly OnnxDim[] | null;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  /** Shapes that the exporter wrote down for values in between. */
  readonly values: readonly OnnxValueInfo[];
}

export interface OnnxModel {
  /** Version of the standard operators. */
  readonly opset: number;
  readonly producer: string;
  readonly graph: OnnxGraph;
}

/** A value from outside, or one sentence on what is wrong with it. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function failed(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
