import type { ArrayUnrolling, EinsumLayer, NestHardware } from '../cost/loop-nest/types';

/** A loop along a dimension of the array. */
interface LaidLoop {
  readonly dim: number;
  readonly factor: number;
}

/** The loops along each dimension of the array, and the cycles without stalls that this leaves. */
interface Candidate {
  readonly laid: readonly (readonly LaidLoop[])[];
  readonly cycles: number;
}

/** Dims in the order in which ties are decided: independent work first, sums over several units last. */
const PREFERENCE = ['g', 'n', 'm', 'k', 'G', 'K', 'OX', 'OY', 'B', 'C', 'FX', 'FY'];

/** Loops of a convolution that may share a dimension of the array: sums, and pixels. */
const TOGETHER = [
  ['C', 'FX', 'FY'],
  ['OX', 'OY', 'B'],
] as const;

/** Loops that windows are made of. */
const WINDOWS: ReadonlySet<string> = new Set(['OY', 'OX', 'FY', 'FX']);

/** A way to lay loops along the array. */
export interface SpatialCandidate {
  readonly unrolling: readonly ArrayUnrolling[];
  /** Without stalls. */
  readonly cycles: number;
  /** None with the same loops inside a core, which decide what can stay in its elements, is faster. */
  readonly isFirst: boolean;
}

/**
 * All ways to lay loops along the array, the fastest first: one loop along each dimension as far as it goes, or of a
 * convolution several that together go further. Ways that come to the same are listed once.
 */
export function spatialCandidates(layer: EinsumLayer, hardware: NestHardware): readonly SpatialCandidate[] {
  const candidates = allCandidates(layer, hardware);
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = stationarity(candidate, hardware);
    const known = best.get(key);
    if (known === undefined || candidate.cycles < known.cycles) best.set(key, candidate);
  }
  const first = new Set(best.values());
  const distinct = new Map<string, Candidate>();
  for (const candidate of [...first, ...candidates]) {
    const key = sharesOfWork(layer, candidate, hardware);
    if (!distinct.has(key)) distinct.set(key, candidate);
  }
  return [...distinct.values()]
    .sort((a, b) => a.cycles - b.cycles)
    .map((candidate) => ({
      unrolling: unrollingOf(layer, hardware, candidate),
      cycles: candidate.cycles,
      isFirst: first.has(candidate),
    }));
}

function allCandidates(layer: EinsumLayer, { array }: NestHardware): readonly Candidate[] {
  const order = [...layer.dims.keys()]
    .filter((dim) => layer.dims[dim]!.size > 1)
    .sort((a, b) => PREFERENCE.indexOf(layer.dims[a]!.name) - PREFERENCE.indexOf(layer.dims[b]!.name));
  const together = TOGETHER.map((names) => names.map((name) => layer.dims.findIndex((dim) => dim.name === name)));
  const sizes = layer.dims.map(({ size }) => size);
  let partial: readonly { readonly laid: Candidate['laid']; readonly left: readonly number[] }[] = [
    { laid: [], left: sizes },
  ];
  for (const { size: units } of array) {
    partial = partial.flatMap(({ laid, left }) => {
      const single = order.filter((dim) => left[dim]! > 1 && units > 1).map((dim) => shared(layer, [dim], left, units));
      const several = together.map((dims) => shared(layer, dims, left, units)).filter((loops) => loops.length > 1);
      const options = [...single, ...several];
      return (options.length === 0 ? [[]] : options).map((loops) => ({
        laid: [...laid, loops],
        left: left.map((iterations, dim) => {
          const along = loops.find((loop) => loop.dim === dim);
          return along === undefined ? iterations : Math.ceil(iterations / along.factor);
        }),
      }));
    });
  }
  return partial.map(({ laid, left }) => ({
    laid,
    cycles: left.reduce((product, iterations) => product * iterations, 1),
  }));
}

/** Loops that share one dimension with the fewest rounds; of equals the first as far as it goes. */
function shared(
  layer: EinsumLayer,
  dims: readonly number[],
  left: readonly number[],
  units: number,
): readonly LaidLoop[] {
  const there = dims.filter((dim) => dim >= 0 && left[dim]! > 1);
  const loops = there.map((dim) => ({ size: left[dim]!, isWindow: WINDOWS.has(layer.dims[dim]!.name) }));
  const { factors } = fewestRounds(loops, units, loops.length === 1);
  return there.flatMap((dim, index) => (factors[index]! > 1 ? [{ dim, factor: factors[index]! }] : []));
}

interface ArrayLoop {
  readonly size: number;
  readonly isWindow: boolean;
}

/** Factors of loops of these sizes, whose product is at most `units`, that leave the fewest rounds. */
function fewestRounds(
  [loop, ...others]: readonly ArrayLoop[],
  units: number,
  isAlone: boolean,
): { readonly factors: readonly number[]; readonly rounds: number } {
  if (loop === undefined) return { factors: [], rounds: 1 };
  let best = { factors: [] as readonly number[], rounds: Infinity };
  for (const factor of factorsOf(loop, units, isAlone)) {
    const rest = fewestRounds(others, Math.floor(units / factor), false);
    const rounds = Math.ceil(loop.size / factor) * rest.rounds;
    if (rounds < best.rounds) best = { factors: [factor, ...rest.factors], rounds };
  }
  return best;
}

/**
 * Factors worth trying, falling to 1: the least for each number of rounds. Halos of tiles that differ in size are not known
 * to the model: loops of windows are divided evenly, but for those alone that can not be.
 */
function factorsOf({ size, isWindow }: ArrayLoop, units: number, isAlone: boolean): readonly number[] {
  const factors: number[] = [];
  for (let factor = Math.min(size, units); factor >= 1;) {
    const least = Math.ceil(size / Math.ceil(size / factor));
    factors.push(least);
    factor = least - 1;
  }
  const even = factors.filter((factor) => size % factor === 0);
  return isWindow && (even[0]! > 1 || !isAlone) ? even : factors;
}

/** The loops inside a core, whichever lies along which of its two dimensions. */
function stationarity({ laid }: Candidate, { array }: NestHardware): string {
  const inside = laid.filter((_, along) => array[along]!.name !== 'cores').flat();
  return [...new Set(inside.map(({ dim }) => dim))].sort((a, b) => a - b).join(' ');
}

/**
 * Mean units at work on each loop inside a core and over cores. Memories are of elements, cores or the chip, none of a row or
 * a column alone, so that nothing else of a candidate matters.
 */
function sharesOfWork(layer: EinsumLayer, { laid }: Candidate, { array }: NestHardware): string {
  const left = layer.dims.map(({ size }) => size);
  const inside = layer.dims.map(() => 1);
  const across = layer.dims.map(() => 1);
  laid.forEach((loops, along) => {
    const units = array[along]!.name === 'cores' ? across : inside;
    for (const { dim, factor } of loops) {
      const rounds = Math.ceil(left[dim]! / factor);
      units[dim] = units[dim]! * (left[dim]! / rounds);
      left[dim] = rounds;
    }
  });
  return [...inside, ...across, ...left].map((value) => value.toPrecision(12)).join(' ');
}

function unrollingOf(layer: EinsumLayer, { array }: NestHardware, { laid }: Candidate): readonly ArrayUnrolling[] {
  return laid.flatMap((loops, along) => {
    if (loops.length === 0) return [];
    const named = loops.map(({ dim, factor }) => ({ dim: layer.dims[dim]!.name, factor }));
    return [{ array: array[along]!.name, loops: named }];
  });
}
