/**
 * Traffic of a convolution between an on-chip memory and the level above it, for the best tile that fits.
 *
 * A tile is some rows by columns of outputs of one image (or several whole images), tn output channels and tc input
 * channels. It holds `outputs tn bytesP + inputs tc bytesA + taps tc tn bytesB`; its inputs are those that its windows
 * read: the halo is there, padding and elements that a stride or dilation skips are not. With A the inputs of all tiles
 * of one pass (halos once for each tile that needs them), B the weights, C the outputs, P all partial sums and s the
 * number of tiles of outputs:
 * - outputs stay (input channels innermost): `A ceil(N/tn) + B s + C`
 * - weights stay (outputs innermost): `A ceil(N/tn) + B + C + 2 P (ceil(c/tc) - 1)`
 * - inputs stay (output channels innermost): `A + B s + C + 2 P (ceil(c/tc) - 1)`
 *
 * Half of the memory is usable, since the other half receives what comes next.
 *
 * Sources: Chen et al., "Communication lower bound in convolution accelerators", HPCA 2020 (arXiv 1911.05662), for tiles
 * of outputs with halos; the loop orders are those of `gemmTiling`.
 * Not modelled: inputs that two tiles in a row share kept for the second (line buffers), tiles that grow by anything but
 * even cuts of an image, fusion with neighbouring layers.
 */
import { WINDOW_TILE, type WindowTiles } from '../workload/layer-table/window-tile';
import { gemmTiling, tilingBytes } from './tiling';

/** What `convolutionTiling` writes: the first three as `gemmTiling` does, the tile in the convolution's own terms. */
export const CONVOLUTION_TILING = {
  A_BYTES: 0,
  B_BYTES: 1,
  C_BYTES: 2,
  /** Outputs of the tile, over all its images; output channels; taps times input channels. */
  TILE_M: 3,
  TILE_N: 4,
  TILE_K: 5,
  WIDTH: 6,
} as const;

/**
 * Writes `CONVOLUTION_TILING` of one group at `out[at..]`.
 *
 * @param batch images
 * @param channels input channels of the group, `filters` its output channels
 * @param unitM,unitN,unitK sides of the array's folds as for `gemmTiling`: output channels come in multiples of `unitN`,
 *   input channels in multiples of `unitK / taps`. A memory that can not hold one such tile of a single output is used
 *   as for the product of windows by weights, where every window has inputs of its own; so is any memory for which
 *   that is better, and always where windows share nothing.
 *
 * The least over all tiles of `windows.tiles` and all channels is exact. Never below one crossing of each operand,
 * never above the product's traffic, never rises with `capacityBytes`. About a microsecond.
 */
export function convolutionTiling(
  windows: WindowTiles,
  batch: number,
  channels: number,
  filters: number,
  bytesA: number,
  bytesB: number,
  bytesAccumulator: number,
  bytesOutput: number,
  capacityBytes: number,
  unitM: number,
  unitN: number,
  unitK: number,
  out: Float64Array,
  at: number,
): void {
  const taps = windows.kernelArea;
  const outputs = batch * windows.outputHeight * windows.outputWidth;
  const asProduct = () =>
    gemmTiling(
      outputs,
      filters,
      taps * channels,
      bytesA,
      bytesB,
      bytesAccumulator,
      bytesOutput,
      capacityBytes,
      unitM,
      unitN,
      unitK,
      out,
      at,
    );
  const least = tiledWindows(
    windows,
    batch,
    channels,
    filters,
    bytesA,
    bytesB,
    bytesAccumulator,
    bytesOutput,
    capacityBytes / 2,
    Math.min(unitN, filters),
    Math.min(channels, Math.ceil(unitK / taps)),
    out,
    at,
  );
  const productAtLeast =
    outputs * (taps * channels * bytesA + filters * bytesOutput) + taps * channels * filters * bytesB;
  if (least <= productAtLeast) return;
  if (least === Infinity) {
    asProduct();
    return;
  }
  const tiled = out.slice(at, at + CONVOLUTION_TILING.WIDTH);
  asProduct();
  if (tilingBytes(out, at) > least) out.set(tiled, at);
}

/** Tries every tile of windows; writes the best and returns its bytes, or Infinity where none fits. */
function tiledWindows(
  { tiles, kernelArea: taps, input, outputHeight, outputWidth }: WindowTiles,
  batch: number,
  channels: number,
  filters: number,
  bytesA: number,
  bytesB: number,
  bytesAccumulator: number,
  bytesOutput: number,
  usable: number,
  unitN: number,
  unitC: number,
  out: Float64Array,
  at: number,
): number {
  const results = batch * outputHeight * outputWidth * filters;
  const spill = 2 * results * bytesAccumulator;
  const b = taps * channels * filters * bytesB;
  const c = results * bytesOutput;
  const pair = taps * bytesB;
  const inputBytes = batch * channels * bytesA;
  const least = inputBytes * input + b + c;
  let best = Infinity;
  for (let tile = 0; tile < tiles.length && best > least; tile += WINDOW_TILE.WIDTH) {
    const a = inputBytes * tiles[tile + WINDOW_TILE.INPUT_OF_ALL]!;
    if (a + b + c >= best) continue;
    const outputs = tiles[tile + WINDOW_TILE.OUTPUTS]!;
    const perFilter = outputs * bytesAccumulator;
    const perChannel = tiles[tile + WINDOW_TILE.INPUT]! * bytesA;
    const count = tiles[tile + WINDOW_TILE.COUNT]!;
    // A tile of part of an image holds one image; of whole images as many as an even cut of the batch.
    for (let images = count === 1 ? batch : 1; images > 0; images = fewerImages(batch, images)) {
      const f = images * perFilter;
      const d = images * perChannel;
      if (f * unitN + (d + pair * unitN) * unitC > usable) continue;
      const allB = b * count * Math.ceil(batch / images);
      const size = outputs * images;
      best = bestOrder(
        channels,
        filters,
        taps,
        a,
        b,
        c,
        spill,
        allB,
        size,
        f,
        d,
        pair,
        usable,
        unitN,
        unitC,
        best,
        out,
        at,
      );
    }
  }
  return best;
}

/** The next smaller share of an even cut of the batch; 0 below one image. */
function fewerImages(batch: number, images: number): number {
  return images === 1 ? 0 : Math.ceil(batch / Math.ceil(batch / (images - 1)));
}

/**
 * The best loop order and channels for one tile of `outputs` outputs. `allB`: weights read again for every tile.
 * `perFilter`, `perChannel`, `perPair`: bytes held for each output channel, input channel, and pair of them.
 * Returns the bytes, and writes the tile, where they are less than `best`.
 */
function bestOrder(
  channels: number,
  filters: number,
  taps: number,
  a: number,
  b: number,
  c: number,
  spill: number,
  allB: number,
  outputs: number,
  perFilter: number,
  perChannel: number,
  perPair: number,
  usable: number,
  unitN: number,
  unitC: number,
  best: number,
  out: Float64Array,
  at: number,
): number {
  if (a + allB + c < best) {
    const tn = fit((usable - perChannel * unitC) / (perFilter + perPair * unitC), filters, unitN);
    const allA = a * Math.ceil(filters / tn);
    if (allA + allB + c < best) {
      best = allA + allB + c;
      write(allA, allB, c, outputs, tn, unitC * taps, out, at);
    }
    const tc = fit((usable - perFilter * unitN) / (perChannel + perPair * unitN), channels, unitC);
    const allC = c + spill * (Math.ceil(channels / tc) - 1);
    if (a + allB + allC < best) {
      best = a + allB + allC;
      write(a, allB, allC, outputs, unitN, tc * taps, out, at);
    }
  }
  for (let parts = 1; a + b + c + spill * (parts - 1) < best; parts++) {
    const tc = Math.min(channels, Math.ceil(channels / parts / unitC) * unitC);
    const tn = fit((usable - perChannel * tc) / (perFilter + perPair * tc), filters, unitN);
    const allC = c + spill * (Math.ceil(channels / tc) - 1);
    const allA = a * Math.ceil(filters / tn);
    if (allA + b + allC < best) {
      best = allA + b + allC;
      write(allA, b, allC, outputs, tn, tc * taps, out, at);
    }
    if (tc <= unitC) break;
  }
  return best;
}

/** The largest whole number of units within `room`, at most `extent`; 0 where not even one unit fits. */
function fit(room: number, extent: number, unit: number): number {
  return room >= extent ? extent : Math.max(0, Math.floor(room / unit) * unit);
}

function write(
  bytesA: number,
  bytesB: number,
  bytesC: number,
  tm: number,
  tn: number,
  tk: number,
  out: Float64Array,
  at: number,
): void {
  out[at + CONVOLUTION_TILING.A_BYTES] = bytesA;
  out[at + CONVOLUTION_TILING.B_BYTES] = bytesB;
  out[at + CONVOLUTION_TILING.C_BYTES] = bytesC;
  out[at + CONVOLUTION_TILING.TILE_M] = tm;
  out[at + CONVOLUTION_TILING.TILE_N] = tn;
  out[at + CONVOLUTION_TILING.TILE_K] = tk;
}
