import type { WindowAxis } from './windows';

/** Doubles of one tile size in `WindowTiles.tiles`. */
export const WINDOW_TILE = {
  /** Rows and columns of outputs of a whole tile, and their product. */
  ROWS: 0,
  COLUMNS: 1,
  OUTPUTS: 2,
  /** Input elements of the largest tile, padding and elements that no tap touches left out. */
  INPUT: 3,
  /** Input elements of all tiles together: what neighbours share counts for each of them. */
  INPUT_OF_ALL: 4,
  /** Tiles of one image. */
  COUNT: 5,
  WIDTH: 6,
} as const;

/** An axis of windows with as many of them as there are outputs. */
export interface OutputAxis extends Pick<WindowAxis, 'kernel' | 'stride' | 'dilation'> {
  readonly outputs: number;
}

export interface WindowTiles {
  readonly height: OutputAxis;
  readonly width: OutputAxis;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly kernelArea: number;
  /** Distinct input elements that the windows read. */
  readonly input: number;
  /** Pairs of a window and a tap that lies on the image, not on padding. */
  readonly pairs: number;
  /** Most windows that one input element belongs to. */
  readonly reuse: number;
  /**
   * `WINDOW_TILE.WIDTH` doubles for each tile size worth considering, the whole image first. Empty where windows neither
   * share inputs nor lie on padding: such a convolution is a plain matrix product.
   */
  readonly tiles: Float64Array;
}
