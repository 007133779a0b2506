/**
 * Traffic of a matrix product `O[M x N] = A[M x K] B[K x N]` between an on-chip memory and the level above it, for the
 * best tile that fits.
 *
 * A tile is `tm x tn x tk`. One of its three faces stays in the memory while the innermost loop streams the others:
 * - outputs stay (K innermost): `A ceil(N/tn) + B ceil(M/tm) + C`
 * - a tile of B stays (M innermost): `A ceil(N/tn) + B + C + 2 P (ceil(K/tk) - 1)`
 * - a tile of A stays (N innermost): `A + B ceil(M/tm) + C + 2 P (ceil(K/tk) - 1)`
 *
 * with A, B, C the bytes of the operands and results and P those of all partial sums, which are written and read back
 * between the tiles of K. What stays extends along two dimensions as far as it fits, in multiples of the array's folds;
 * the streamed operands are present in slices of one fold: with outputs staying `tm tn bytesP + uk (tm bytesA + tn
 * bytesB)`, with B staying `tn tk bytesB + um (tn bytesP + uk bytesA)`, with A staying likewise, where um, un, uk are the
 * units of one fold. Half of the memory is usable, since the other half receives what comes next.
 *
 * Source: the tiled products of Goto, van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3),
 * 2008, with one level of memory; the lower bound to compare with is `gemmTrafficBound`.
 * Not modelled: keeping part of a tile from one pass to the next (snaking loops), tiles that do not divide evenly
 * costing less on their last pass than `ceil` passes, sharing between cores, fusion with neighbouring operators.
 */

/** Doubles written by `gemmTiling`: bytesA, bytesB, bytesC (partial sums included), tm, tn, tk. */
export const TILING_WIDTH = 6;

/** Passes are tried one by one up to here, then in steps of a twenty-fifth: a bounded search for any size. */
const PASSES_TRIED_SINGLY = 32;

/**
 * Writes `[bytesA, bytesB, bytesC, tm, tn, tk]` of the tile with the least traffic at `out[at..at+5]`.
 *
 * `unitM, unitN, unitK`: tile sizes are multiples of these (the array's rows, columns and a stream's depth). When not
 * even one such tile fits, its sides are halved until it does, down to single elements: then nothing is reused.
 * Bytes per element may be fractions. Traffic never rises with `capacityBytes`, never exceeds that of no reuse and is
 * never below one crossing of each operand. Costs some microseconds: for tables, not for the inner loop.
 */
export function gemmTiling(
  m: number,
  n: number,
  k: number,
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
  const usable = capacityBytes / 2;
  const a = m * k * bytesA;
  const b = k * n * bytesB;
  const c = m * n * bytesOutput;
  const spill = 2 * m * n * bytesAccumulator;
  const acc = bytesAccumulator;
  const um = Math.min(unitM, m);
  const un = Math.min(unitN, n);
  const uk = Math.min(unitK, k);
  const parts = partsThatFit(um, un, uk, bytesA, bytesB, acc, usable);
  if (parts > 1) {
    const tm = Math.ceil(um / parts);
    const tn = Math.ceil(un / parts);
    writeBestOrder(m, n, k, a, b, c, spill, tm, tn, Math.ceil(uk / parts), out, at);
    return;
  }

  let tn = bestExtent(n, un, m, um, acc, uk * bytesB, uk * bytesA, usable, a, b);
  let tm = fill(tn, m, um, acc, uk * bytesB, uk * bytesA, usable);
  write(a * Math.ceil(n / tn), b * Math.ceil(m / tm), c, tm, tn, uk, out, at);
  let least = tilingBytes(out, at);

  let room = usable - um * uk * bytesA;
  tn = bestExtent(n, un, k, uk, bytesB, um * acc, 0, room, a, spill);
  let tk = fill(tn, k, uk, bytesB, um * acc, 0, room);
  const traffic = a * Math.ceil(n / tn) + b + c + spill * (Math.ceil(k / tk) - 1);
  if (traffic < least) {
    write(a * Math.ceil(n / tn), b, c + spill * (Math.ceil(k / tk) - 1), um, tn, tk, out, at);
    least = traffic;
  }

  room = usable - un * uk * bytesB;
  tm = bestExtent(m, um, k, uk, bytesA, un * acc, 0, room, b, spill);
  tk = fill(tm, k, uk, bytesA, un * acc, 0, room);
  if (a + b * Math.ceil(m / tm) + c + spill * (Math.ceil(k / tk) - 1) < least) {
    write(a, b * Math.ceil(m / tm), c + spill * (Math.ceil(k / tk) - 1), tm, un, tk, out, at);
  }
}

/** Total bytes of a record written by `gemmTiling`. */
export function tilingBytes(out: Float64Array, at: number): number {
  return out[at]! + out[at + 1]! + out[at + 2]!;
}

/**
 * The extent along x (in units) for which the passes over the two streamed operands cost least, when
 * y then extends as far as fits: `costX ceil(X / x) + costY ceil(Y / y)`. Candidates do not depend on the capacity, so
 * that a larger memory can only do better.
 */
function bestExtent(
  xExtent: number,
  xUnit: number,
  yExtent: number,
  yUnit: number,
  bytesXY: number,
  bytesPerX: number,
  bytesPerY: number,
  room: number,
  costX: number,
  costY: number,
): number {
  const mostPasses = Math.ceil(xExtent / xUnit);
  let best = xUnit;
  let least = Infinity;
  for (let passes = 1; ; passes = nextPasses(passes, mostPasses)) {
    const x = Math.min(xExtent, Math.ceil(xExtent / passes / xUnit) * xUnit);
    const passesOverX = costX * Math.ceil(xExtent / x);
    // More passes over x never cost less than these, and y takes one pass at the least.
    if (passesOverX + costY >= least) return best;
    const y = fill(x, yExtent, yUnit, bytesXY, bytesPerX, bytesPerY, room);
    if (y > 0) {
      const cost = passesOverX + costY * Math.ceil(yExtent / y);
      if (cost < least) {
        least = cost;
        best = x;
      }
    }
    if (passes >= mostPasses) return best;
  }
}

function nextPasses(passes: number, most: number): number {
  return Math.min(most, passes < PASSES_TRIED_SINGLY ? passes + 1 : Math.ceil(passes * 1.04));
}

/** The largest y, in units, for which the face xy and the slices along x and y fit in `room`; 0 when none does. */
function fill(
  x: number,
  yExtent: number,
  yUnit: number,
  bytesXY: number,
  bytesPerX: number,
  bytesPerY: number,
  room: number,
): number {
  const y = (room - x * bytesPerX) / (x * bytesXY + bytesPerY);
  return y >= yExtent ? yExtent : Math.max(0, Math.floor(y / yUnit) * yUnit);
}

/** Into how many parts (a power of two) each side of a tile of one fold is cut for it to fit, or to be one element. */
function partsThatFit(
  um: number,
  un: number,
  uk: number,
  bytesA: number,
  bytesB: number,
  bytesAccumulator: number,
  usable: number,
): number {
  const longest = Math.max(um, un, uk);
  for (let parts = 1; ; parts *= 2) {
    const tm = Math.ceil(um / parts);
    const tn = Math.ceil(un / parts);
    const tk = Math.ceil(uk / parts);
    const bytes = tm * tk * bytesA + tk * tn * bytesB + tm * tn * bytesAccumulator;
    if (bytes <= usable || (parts > 1 && parts >= longest)) return parts;
  }
}

/** The best loop order for one given tile. */
function writeBestOrder(
  m: number,
  n: number,
  k: number,
  a: number,
  b: number,
  c: number,
  spill: number,
  tm: number,
  tn: number,
  tk: number,
  out: Float64Array,
  at: number,
): void {
  const allA = a * Math.ceil(n / tn);
  const allB = b * Math.ceil(m / tm);
  const allC = c + spill * (Math.ceil(k / tk) - 1);
  const outputsStay = allA + allB + c;
  const tileOfBStays = allA + b + allC;
  const tileOfAStays = a + allB + allC;
  if (outputsStay <= tileOfBStays && outputsStay <= tileOfAStays) write(allA, allB, c, tm, tn, tk, out, at);
  else if (tileOfBStays <= tileOfAStays) write(allA, b, allC, tm, tn, tk, out, at);
  else write(a, allB, allC, tm, tn, tk, out, at);
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
  out[at] = bytesA;
  out[at + 1] = bytesB;
  out[at + 2] = bytesC;
  out[at + 3] = tm;
  out[at + 4] = tn;
  out[at + 5] = tk;
}
