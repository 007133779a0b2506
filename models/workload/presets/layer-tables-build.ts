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
  #place = -1;

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

  /** Place of the layer that the next one reads. */
  get place(): number {
    return this.#place;
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
    this.#add(elementwise(name, operation, this.elements, this.elements));
    return this;
  }

  /** Adds the tensor of another layer, by its place, that has the size of the current one. */
  addition(name: string, other: number): this {
    this.#add(elementwise(name, 'add', 2 * this.elements, this.elements), [other]);
    return this;
  }

  /** A fully connected layer over all that is left of the image. */
  linear(name: string, outputs: number): this {
    this.#add(linear(name, this.batch, outputs, this.#height * this.#width * this.#channels));
    [this.#height, this.#width, this.#channels] = [1, 1, outputs];
    return this;
  }

  /** Layers beside the main path, from the current tensor on; the main path goes on from where it was. Says where they end. */
  branch(build: (side: this) => void): number {
    const { height, width, channels } = { height: this.#height, width: this.#width, channels: this.#channels };
    const start = this.#place;
    build(this);
    const end = this.#place;
    [this.#height, this.#width, this.#channels, this.#place] = [height, width, channels, start];
    return end;
  }

  /** Multiplies a factor for each channel, the result of another layer, onto the current tensor. */
  scaling(name: string, factors: number): this {
    const read = this.elements + this.batch * this.#channels;
    this.#add(elementwise(name, 'multiply', read, this.elements), [factors]);
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

  /** The layer reads the current tensor and those of `others`; that it reads the layer before need not be said. */
  #add(layer: TableLayer, others: readonly number[] = []): void {
    const isNext = others.length === 0 && this.#place === this.#layers.length - 1;
    this.#layers.push(isNext ? layer : { ...layer, inputs: [this.#place, ...others] });
    this.#place = this.#layers.length - 1;
  }

  #push(layer: ConvolutionLayer | PoolingLayer, channels: number): void {
    this.#add(layer);
    const { height, width } = outputSize(layer);
    [this.#height, this.#width, this.#channels] = [height, width, channels];
  }

  #batchNorm(name: string): void {
    const parameters = 2 * this.#channels;
    this.#add({
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
