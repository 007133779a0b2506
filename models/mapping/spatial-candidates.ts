import type { ArrayUnrolling, EinsumLayer, NestHardware } from '../cost/loop-nest/types';

/** One loop, or none (-1), along each dimension of the array, and the cycles without stalls that this leaves. */
interface Candidate {
  readonly dims: readonly number[];
  readonly cycles: number;
}

/** Dims in the order in which ties are decided: independent work first, sums over several units last. */
const PREFERENCE = ['g', 'n', 'm', 'k'];

/**
 * A few ways to lay loops along the array, the fastest first: for each set of loops inside a core, which decides what
 * can stay in its elements, the way with the fewest cycles without stalls. `all` counts the ways there are.
 */
export function spatialCandidates(
  layer: EinsumLayer,
  hardware: NestHardware,
  most: number,
): { readonly all: number; readonly chosen: readonly (readonly ArrayUnrolling[])[] } {
  const candidates = allCandidates(layer, hardware);
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = stationarity(candidate, hardware);
    const known = best.get(key);
    if (known === undefined || candidate.cycles < known.cycles) best.set(key, candidate);
  }
  const chosen = [...best.values()].sort((a, b) => a.cycles - b.cycles).slice(0, most);
  return { all: candidates.length, chosen: chosen.map((candidate) => unrollingOf(layer, hardware, candidate)) };
}

function allCandidates(layer: EinsumLayer, { array }: NestHardware): readonly Candidate[] {
  const order = [...layer.dims.keys()]
    .filter((dim) => layer.dims[dim]!.size > 1)
    .sort((a, b) => PREFERENCE.indexOf(layer.dims[a]!.name) - PREFERENCE.indexOf(layer.dims[b]!.name));
  const sizes = layer.dims.map(({ size }) => size);
  let partial: readonly { readonly dims: readonly number[]; readonly left: readonly number[] }[] = [
    { dims: [], left: sizes },
  ];
  for (const { size: units } of array) {
    partial = partial.flatMap(({ dims, left }) => {
      const laid = order.filter((dim) => left[dim]! > 1 && units > 1);
      const along = laid.map((dim) => ({
        dims: [...dims, dim],
        left: left.map((iterations, other) => (other === dim ? Math.ceil(iterations / units) : iterations)),
      }));
      return along.length === 0 ? [{ dims: [...dims, -1], left }] : along;
    });
  }
  return partial.map(({ dims, left }) => ({
    dims,
    cycles: left.reduce((product, iterations) => product * iterations, 1),
  }));
}

/** The loops inside a core, whichever lies along which of its two dimensions. */
function stationarity({ dims }: Candidate, { array }: NestHardware): string {
  const inside = dims.filter((_, along) => array[along]!.name !== 'cores');
  return [...new Set(inside)].sort((a, b) => a - b).join(' ');
}

function unrollingOf(layer: EinsumLayer, { array }: NestHardware, { dims }: Candidate): readonly ArrayUnrolling[] {
  return dims.flatMap((dim, along) => {
    const { name, size } = array[along]!;
    return dim < 0 ? [] : [{ array: name, loops: [{ dim: layer.dims[dim]!.name, factor: size }] }];
  });
}
