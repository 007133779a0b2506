import type { Module, TensorRole } from '../../workload/types';
import type { GraphBuilder } from './graph-builder';
import type { DrawingOptions } from './graph-json';
import { type BitsOf, bytesOf } from './layer-table-graph';

export interface DecoderShape {
  readonly phase: 'prefill' | 'decode';
  /** Sequences at once. */
  readonly batch: number;
  /** Tokens of each, in prefill. */
  readonly promptTokens: number;
  /** Tokens that a token of decode sees, itself among them. */
  readonly keys: number;
  readonly bitsOf: BitsOf;
}

/** Adds operators and tensors of one layer to a graph: names, formats, weights. */
export class LayerDrawing {
  readonly builder: GraphBuilder;
  readonly hiddenSize: number;
  readonly shape: DecoderShape;
  readonly options: DrawingOptions;
  readonly #index: number;

  constructor(builder: GraphBuilder, hiddenSize: number, shape: DecoderShape, options: DrawingOptions, index: number) {
    this.builder = builder;
    this.hiddenSize = hiddenSize;
    this.shape = shape;
    this.options = options;
    this.#index = index;
  }

  /** Tokens that the pass works on, of all sequences. */
  get rows(): number {
    return this.shape.phase === 'prefill' ? this.shape.batch * this.shape.promptTokens : this.shape.batch;
  }

  bytes(elements: number, module: Module, role: TensorRole): number {
    return bytesOf(elements, this.shape.bitsOf(module, role, this.#index));
  }

  name(part: string): string {
    return `layer${this.#index}.${part}`;
  }

  /** An operator and its result; `weights` in elements. Says the result's name. */
  operator(
    part: string,
    inputs: readonly string[],
    elements: number,
    module: Module,
    weights = 0,
    more: { readonly joins?: string; readonly isCached?: boolean } = {},
  ): string {
    const name = module === 'head' ? part : this.name(part);
    const isCached = more.isCached === true;
    const bytes = this.bytes(elements, module, isCached ? 'kv' : 'activation');
    const parameters =
      this.options.weights && weights > 0
        ? [this.builder.given(`${name}.weights`, this.bytes(weights, module, 'weight'), 'weight')]
        : [];
    const result = { bytes, kind: isCached ? 'output' : 'act' } as const;
    return this.builder.operator(name, [...inputs, ...parameters], result, more.joins ?? null);
  }

  /** A cached tensor of earlier tokens, or none where there are none. */
  cache(part: string, elements: number): readonly string[] {
    if (elements <= 0) return [];
    return [this.builder.given(this.name(`cache.${part}`), this.bytes(elements, 'attention', 'kv'), 'input')];
  }
}
