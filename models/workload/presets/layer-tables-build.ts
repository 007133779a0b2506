import type { ConvolutionLayer, ElementwiseLayer, MatmulLayer, PoolingLayer, TableLayer } from '../layer-table/types';
import { outputSize } from '../layer-table/windows';

/** What a convolution differs in from a plain one: stride 1, one group, no bias, padded to keep its size. */
export interface ConvolutionOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly groups?: number;
  readonly bias?: boolean;
  /** Adds a batch normalisation behind it. */
  readonly batchNorm?: boolean;
  /** Adds an elementwise activation behind that. */
  readonly activation?: string;
}

/** Lists the layers of an image network in order, keeping track of the size of the image between them. */
export class ImageNetBuilder {
  readonly #layers: TableLayer[] = [];
  readonly batch: number;
  #height: number;
  #width: number;
  #channels: number;

  constructor(batch: number, size: number, channels: number) {
    this.batch = batch;
    this.#height = size;
    this.#width = size;
    this.#channels = channels;
  }

  get layers(): readonly TableLayer[] {
    return this.#layers;
  }

  get channels(): number {
    return this.#channels;
  }

  /** Elements of the tensor between the last layer and the next. */
  get elements(): number {
    return this.batch * this.#height * this.#width * this.#channels;
  }

  get pixels(): number {
    return this.#height * this.#width;
  }

  /** A square convolution and what stands behind it. */
  convolution(name: string, channels: number, kernel: number, options: ConvolutionOptions = {}): this {
    const { stride = 1, padding = (kernel - 1) / 2, groups = 1, bias = false } = options;
    const layer: ConvolutionLayer = {
      kind: 'convolution',
      name,
      repeat: 1,
      ...this.#window(kernel, stride, padding),
      outputChannels: channels,
      groups,
      bias,
    };
    this.#push(layer, channels);
    if (options.batchNorm === true) this.#batchNorm(`${name}.norm`);
    if (options.activation !== undefined) this.activation(`${name}.${options.activation}`, options.activation);
    return this;
  }

  pooling(name: string, operation: 'max' | 'average', kernel: number, stride: number, padding = 0): this {
    const window = this.#window(kernel, stride, padding);
    const layer: PoolingLayer = { kind: 'pooling', name, repeat: 1, ...window, operation, ceilMode: false };
    this.#push(layer, this.#channels);
    return this;
  }

  /** Average over the whole image. */
  globalPooling(name: string): this {
    return this.pooling(name, 'average', this.#height, 1);
  }

  activation(name: string, operation: string): this {
    this.#layers.push(elementwise(name, operation, this.elements, this.elements));
    return this;
  }

  /** Adds the tensor of a branch that has the size of the current one. */
  addition(name: string): this {
    this.#layers.push(elementwise(name, 'add', 2 * this.elements, this.elements));
    return this;
  }

  /** A fully connected layer over all that is left of the image. */
  linear(name: string, outputs: number): this {
    this.#layers.push(linear(name, this.batch, outputs, this.#height * this.#width * this.#channels));
    [this.#height, this.#width, this.#channels] = [1, 1, outputs];
    return this;
  }

  /** Layers beside the main path, from the current tensor on; the main path goes on from where it was. */
  branch(build: (side: this) => void): this {
    const { height, width, channels } = { height: this.#height, width: this.#width, channels: this.#channels };
    build(this);
    [this.#height, this.#width, this.#channels] = [height, width, channels];
    return this;
  }

  /** Layers that are not of this builder's making, and leave the tensor between layers as it is. */
  append(...layers: readonly TableLayer[]): this {
    this.#layers.push(...layers);
    return this;
  }

  #window(kernel: number, stride: number, padding: number) {
    return {
      batch: this.batch,
      inputHeight: this.#height,
      inputWidth: this.#width,
      inputChannels: this.#channels,
      kernelHeight: kernel,
      kernelWidth: kernel,
      strideHeight: stride,
      strideWidth: stride,
      padding: { top: padding, bottom: padding, left: padding, right: padding },
      dilationHeight: 1,
      dilationWidth: 1,
    } as const;
  }

  #push(layer: ConvolutionLayer | PoolingLayer, channels: number): void {
    this.#layers.push(layer);
    const { height, width } = outputSize(layer);
    [this.#height, this.#width, this.#channels] = [height, width, channels];
  }

  #batchNorm(name: string): void {
    const parameters = 2 * this.#channels;
    this.#layers.push({
      kind: 'normalisation',
      name,
      repeat: 1,
      normalisation: 'batch',
      elements: this.elements,
      parameters,
    });
  }
}

/** A fully connected layer with bias over `rows` inputs of `inputs` elements. */
export function linear(name: string, rows: number, outputs: number, inputs: number, repeat = 1): MatmulLayer {
  return {
    kind: 'matmul',
    name,
    repeat,
    m: rows,
    n: outputs,
    k: inputs,
    batch: 1,
    operand: 'weights',
    bias: true,
    attention: null,
  };
}

export function elementwise(
  name: string,
  operation: string,
  inputElements: number,
  outputElements: number,
  parameters = 0,
  repeat = 1,
): ElementwiseLayer {
  return { kind: 'elementwise', name, repeat, operation, inputElements, outputElements, parameters };
}
