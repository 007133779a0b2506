import { admits, type Block, type Constraint, type Sink } from '../sink';
import { binning, coarser, type AxisBins, type AxisScale, type Binning } from './density-axis';

export interface DensityAxisChoice {
  /** Position in `Block.columns`. */
  readonly column: number;
  readonly scale: AxisScale;
}

/** How many designs fall where: a two-dimensional histogram. */
export interface DensitySnapshot {
  readonly x: AxisBins;
  readonly y: AxisBins;
  /** Row-major: design count of bin (x.first + i, y.first + j) at `j * x.bins + i`. */
  readonly counts: Float64Array;
  /** Designs counted in bins. */
  readonly shown: number;
  /** Designs that one of the axes cannot show: not finite, or not positive on a log axis. */
  readonly outside: number;
}

const RESOLUTION = 256;

/**
 * A histogram over two metrics with bounds unknown in advance. When the numbers outgrow the bins, neighbouring bins
 * are added up pairwise; no count ever moves between bins by rounding, so that merging parts is exact.
 */
export class DensitySink implements Sink {
  readonly #x: Axis;
  readonly #y: Axis;
  readonly #constraints: readonly Constraint[];
  readonly #resolution: number;
  #counts: Float64Array;
  #scratch = scratchFor(0);
  #shown = 0;
  #outside = 0;

  constructor(
    x: DensityAxisChoice,
    y: DensityAxisChoice,
    constraints: readonly Constraint[] = [],
    resolution = RESOLUTION,
  ) {
    this.#x = new Axis(x, resolution);
    this.#y = new Axis(y, resolution);
    this.#constraints = constraints;
    this.#resolution = resolution;
    this.#counts = new Float64Array(resolution * resolution);
  }

  accept(block: Block): void {
    const xs = block.columns[this.#x.column]!;
    const ys = block.columns[this.#y.column]!;
    const count = this.#pickRows(block, xs, ys);
    if (count === 0) return;
    const { rows, x, y } = this.#scratch;
    this.#cover(rangeOf(xs, rows, count), rangeOf(ys, rows, count));
    this.#x.slots(xs, rows, count, x);
    this.#y.slots(ys, rows, count, y);
    for (let i = 0; i < count; i++) this.#counts[y[i]! * this.#resolution + x[i]!]!++;
    this.#shown += count;
  }

  /** Takes in the histogram of other designs over the same two metrics and scales. */
  merge(part: DensitySnapshot): void {
    this.#outside += part.outside;
    if (part.shown === 0) return;
    this.#cover([part.x.min, part.x.max], [part.y.min, part.y.max]);
    this.#add(part.x, part.y, part.counts);
    this.#shown += part.shown;
  }

  snapshot(): DensitySnapshot {
    const x = this.#x.trimmed();
    const y = this.#y.trimmed();
    const counts = new Float64Array(x.bins * y.bins);
    const left = x.first - this.#x.first;
    for (let j = 0; j < y.bins; j++) {
      const at = (y.first - this.#y.first + j) * this.#resolution + left;
      counts.set(this.#counts.subarray(at, at + x.bins), j * x.bins);
    }
    return { x, y, counts, shown: this.#shown, outside: this.#outside };
  }

  /** Notes the rows to count, and says how many. */
  #pickRows(block: Block, xs: Float64Array, ys: Float64Array): number {
    if (this.#scratch.rows.length < block.count) this.#scratch = scratchFor(block.count);
    const { rows } = this.#scratch;
    let count = 0;
    for (let row = 0; row < block.count; row++) {
      if (!admits(this.#constraints, block, row)) continue;
      if (this.#x.accepts(xs[row]!) && this.#y.accepts(ys[row]!)) rows[count++] = row;
      else this.#outside++;
    }
    return count;
  }

  #cover(xRange: readonly [number, number], yRange: readonly [number, number]): void {
    const oldX = this.#x.window();
    const oldY = this.#y.window();
    const xMoved = this.#x.cover(xRange);
    const yMoved = this.#y.cover(yRange);
    if (!xMoved && !yMoved) return;
    const old = this.#counts;
    this.#counts = new Float64Array(old.length);
    if (this.#shown > 0) this.#add(oldX, oldY, old);
  }

  /** Adds counts of bins as fine as ours or finer. */
  #add(x: AxisBins, y: AxisBins, counts: Float64Array): void {
    const xSlots = this.#x.slotsOf(x);
    const ySlots = this.#y.slotsOf(y);
    for (let j = 0; j < y.bins; j++) {
      for (let i = 0; i < x.bins; i++) {
        const count = counts[j * x.bins + i]!;
        if (count !== 0) this.#counts[ySlots[j]! * this.#resolution + xSlots[i]!]! += count;
      }
    }
  }
}

/** A window of `resolution` bins that holds all numbers so far, with room to both sides where there is some. */
class Axis {
  readonly column: number;
  readonly #scale: AxisScale;
  readonly #binning: Binning;
  readonly #resolution: number;
  #level = -Infinity;
  #min = Infinity;
  #max = -Infinity;
  first = 0;

  constructor(choice: DensityAxisChoice, resolution: number) {
    this.column = choice.column;
    this.#scale = choice.scale;
    this.#binning = binning(choice.scale);
    this.#resolution = resolution;
  }

  accepts(value: number): boolean {
    return this.#binning.accepts(value);
  }

  /** Places in the window of numbers that the window covers. */
  slots(values: Float64Array, rows: Uint32Array, count: number, out: Int32Array): void {
    this.#binning.slots(values, rows, count, this.#level, this.first, out);
  }

  /** Widens the window so that it holds [min, max] too. False when it did already. */
  cover([min, max]: readonly [number, number]): boolean {
    if (min >= this.#min && max <= this.#max) return false;
    this.#min = Math.min(this.#min, min + 0); // -0 and 0 are one number, whichever comes first
    this.#max = Math.max(this.#max, max + 0);
    const level = this.#binning.levelFor(this.#min, this.#max, this.#resolution, this.#level);
    const low = this.#binning.bin(this.#min, level);
    const high = this.#binning.bin(this.#max, level);
    if (level === this.#level && low >= this.first && high < this.first + this.#resolution) return false;
    this.#level = level;
    this.first = low - Math.floor((this.#resolution - (high - low + 1)) / 2);
    return true;
  }

  window(): AxisBins {
    return { ...this.#bounds(), first: this.first, bins: this.#resolution };
  }

  /** The bins from the least number's to the greatest's: the same whatever the window. */
  trimmed(): AxisBins {
    if (this.#min > this.#max) return { ...this.#bounds(), level: 0, first: 0, bins: 0 };
    const first = this.#binning.bin(this.#min, this.#level);
    return { ...this.#bounds(), first, bins: this.#binning.bin(this.#max, this.#level) - first + 1 };
  }

  /** Our slot for each bin of an axis as fine as ours or finer. */
  slotsOf(axis: AxisBins): readonly number[] {
    const levels = this.#level - axis.level;
    return Array.from({ length: axis.bins }, (_, i) => coarser(axis.first + i, levels) - this.first);
  }

  #bounds() {
    return { scale: this.#scale, level: this.#level, min: this.#min, max: this.#max };
  }
}

/** The chosen rows of a block, and their places on the two axes. */
function scratchFor(count: number) {
  return { rows: new Uint32Array(count), x: new Int32Array(count), y: new Int32Array(count) };
}

function rangeOf(column: Float64Array, rows: Uint32Array, count: number): readonly [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < count; i++) {
    const value = column[rows[i]!]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}
