import type { PlotArea } from '../plot';
import type { Scale } from '../scale';
import type { ParetoColumns, ParetoDensity } from './data';

/** The cloud of all designs as cells whose opacity says how many they hold. */
export interface DensityImage {
  readonly columns: number;
  readonly rows: number;
  /** From the top left cell. */
  readonly alpha: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Row of one of a cell's designs, -1 for none; null where no columns were kept. */
  readonly rowOfCell: Int32Array | null;
}

const FAINTEST = 64;

/** Few designs get larger cells, so that each of them is seen. */
function cellPx(designs: number): number {
  return designs < 2000 ? 5 : 3;
}

/** Opacity by the logarithm of the count: single designs stay visible beside cells of thousands. */
export function opacities(counts: ArrayLike<number>): Uint8Array {
  let most = 0;
  for (let i = 0; i < counts.length; i++) most = Math.max(most, counts[i]!);
  const alpha = new Uint8Array(counts.length);
  const whole = Math.log1p(Math.max(most, 8));
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! > 0) alpha[i] = FAINTEST + Math.round(((255 - FAINTEST) * Math.log1p(counts[i]!)) / whole);
  }
  return alpha;
}

/** From a histogram. */
export function imageOfBins({ xEdges, yEdges, counts }: ParetoDensity, x: Scale, y: Scale): DensityImage | null {
  const columns = xEdges.length - 1;
  const rows = yEdges.length - 1;
  if (columns < 1 || rows < 1) return null;
  const flipped = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++) flipped.set(counts.subarray(j * columns, (j + 1) * columns), (rows - 1 - j) * columns);
  const left = x.at(xEdges[0]!);
  const top = y.at(yEdges[rows]!);
  const widthPx = x.at(xEdges[columns]!) - left;
  const heightPx = y.at(yEdges[0]!) - top;
  if (![left, top, widthPx, heightPx].every(Number.isFinite)) return null;
  return { columns, rows, alpha: opacities(flipped), left, top, widthPx, heightPx, rowOfCell: null };
}

/** From kept columns: each design falls into a cell of a few pixels. */
export function imageOfPoints(points: ParetoColumns, x: Scale, y: Scale, plot: PlotArea): DensityImage {
  const cell = cellPx(points.x.length);
  const columns = Math.max(1, Math.ceil((plot.right - plot.left) / cell));
  const rows = Math.max(1, Math.ceil((plot.bottom - plot.top) / cell));
  const counts = new Float64Array(columns * rows);
  const rowOfCell = new Int32Array(columns * rows).fill(-1);
  for (let row = 0; row < points.x.length; row++) {
    if (points.status[row] !== 0) continue;
    const i = Math.floor((x.at(points.x[row]!) - plot.left) / cell);
    const j = Math.floor((y.at(points.y[row]!) - plot.top) / cell);
    if (!(i >= 0 && i < columns && j >= 0 && j < rows)) continue;
    counts[j * columns + i]!++;
    rowOfCell[j * columns + i] = row;
  }
  const size = { widthPx: columns * cell, heightPx: rows * cell };
  return { columns, rows, alpha: opacities(counts), left: plot.left, top: plot.top, ...size, rowOfCell };
}

/** Pixels around a place in which a design counts as near. */
const REACH_PX = 10;

/** A design near a place on the picture; null when there is none close by. */
export function rowNear(image: DensityImage, xPx: number, yPx: number): number | null {
  const { columns, rows, left, top, rowOfCell } = image;
  if (rowOfCell === null) return null;
  const cell = image.widthPx / columns;
  const reach = Math.ceil(REACH_PX / cell);
  const i = Math.floor((xPx - left) / cell);
  const j = Math.floor((yPx - top) / cell);
  let best: number | null = null;
  let nearest = Infinity;
  for (let dj = -reach; dj <= reach; dj++) {
    for (let di = -reach; di <= reach; di++) {
      if (i + di < 0 || i + di >= columns || j + dj < 0 || j + dj >= rows) continue;
      const row = rowOfCell[(j + dj) * columns + i + di]!;
      const distance = di * di + dj * dj;
      if (row < 0 || distance >= nearest) continue;
      nearest = distance;
      best = row;
    }
  }
  return best;
}
