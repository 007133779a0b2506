/**
 * A network as a list of layers with their sizes: convolutional networks, encoders, imported graphs.
 *
 * Sizes are counts of elements, never bytes: bytes appear once formats are known. The order of the layers is the order
 * of execution. Which layer reads which is `inputs`; costs do not depend on it.
 */
export interface LayerTable {
  readonly kind: 'layers';
  readonly name: string;
  readonly layers: readonly TableLayer[];
}

interface LayerBase {
  readonly name: string;
  /** How many layers of exactly these sizes stand here, each with weights of its own. */
  readonly repeat: number;
  /**
   * Places in the table of the layers whose results it reads, -1 for the network's input; absent: the layer before. Layers
   * in a row with the same repeat are one block: the place before the block stands, from the second time on, for the
   * block's own last layer.
   */
  readonly inputs?: readonly number[];
}

/** Rows and columns of zeros (or of the lowest value, when pooling) around an image. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Windows of a size that move over an image: what convolution and pooling have in common. */
export interface WindowSizes {
  /** Images at once. */
  readonly batch: number;
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly inputChannels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padding: Padding;
  /** Distance between neighbouring taps of a window; 1: they are adjacent. */
  readonly dilationHeight: number;
  readonly dilationWidth: number;
}

/** A two-dimensional convolution; one dimension is an image of height 1. Depthwise: `groups` equals `inputChannels`. */
export interface ConvolutionLayer extends LayerBase, WindowSizes {
  readonly kind: 'convolution';
  readonly outputChannels: number;
  /** Input and output channels fall into so many groups that know nothing of each other. */
  readonly groups: number;
  readonly bias: boolean;
}

/** `batch` independent products of (m x k) by (k x n). */
export interface MatmulLayer extends LayerBase {
  readonly kind: 'matmul';
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly batch: number;
  /**
   * What the k x n operand is. With `weights` each product has weights of its own (weights that several inputs share
   * are one product of a larger m); with `activations` it was computed, as in attention.
   */
  readonly operand: 'weights' | 'activations';
  readonly bias: boolean;
  /** The part of an attention that this product is: queries by keys, or probabilities by values. */
  readonly attention: 'scores' | 'context' | null;
}

export interface PoolingLayer extends LayerBase, WindowSizes {
  readonly kind: 'pooling';
  readonly operation: 'max' | 'average';
  /** Whether a last window that hangs over the padded edge still counts. */
  readonly ceilMode: boolean;
}

/** One operation per element: activations, residual additions, and also reductions (fewer outputs than inputs). */
export interface ElementwiseLayer extends LayerBase {
  readonly kind: 'elementwise';
  /** For people to read: `relu`, `add`, or the operator's name in an imported file. */
  readonly operation: string;
  /** Elements read, over all inputs that were computed. */
  readonly inputElements: number;
  readonly outputElements: number;
  /** Elements of stored operands: slopes, learned positions, a bias that is added apart. */
  readonly parameters: number;
}

export interface NormalisationLayer extends LayerBase {
  readonly kind: 'normalisation';
  /**
   * `batch` scales and shifts by constants at inference, so that it folds into the layer before; the others compute
   * their statistics from each input.
   */
  readonly normalisation: 'batch' | 'layer' | 'rms' | 'instance' | 'group' | 'local';
  readonly elements: number;
  /** Learned scales and shifts. The running mean and variance of `batch` are not counted, as published totals do. */
  readonly parameters: number;
}

export interface SoftmaxLayer extends LayerBase {
  readonly kind: 'softmax';
  /** Independent distributions. */
  readonly rows: number;
  /** Elements of each. */
  readonly columns: number;
}

/** Rows of a stored table, picked by index: embeddings. */
export interface LookupLayer extends LayerBase {
  readonly kind: 'lookup';
  readonly tableRows: number;
  readonly width: number;
  /** Indices looked up. */
  readonly lookups: number;
}

/** Elements that change place and not value: transpose, concatenation, slices, resizing by repetition. */
export interface MovementLayer extends LayerBase {
  readonly kind: 'movement';
  readonly operation: string;
  readonly inputElements: number;
  readonly outputElements: number;
}

export type TableLayer =
  | ConvolutionLayer
  | MatmulLayer
  | PoolingLayer
  | ElementwiseLayer
  | NormalisationLayer
  | SoftmaxLayer
  | LookupLayer
  | MovementLayer;

export type LayerKind = TableLayer['kind'];
