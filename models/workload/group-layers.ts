import type { Layer, LayerGroup } from './types';

/** Longest run of layers that is looked for as a repeating pattern. */
const MAX_PERIOD = 64;

/** How many layers from `start` on repeat with `period`; whole periods only, at least two of them, else 0. */
function coveredLayers(kinds: readonly number[], start: number, period: number): number {
  let end = start + period;
  while (end < kinds.length && kinds[end] === kinds[end - period]) end++;
  const periods = Math.floor((end - start) / period);
  return periods < 2 ? 0 : periods * period;
}

/** The period that covers most layers from `start` on, the shortest of equals. */
function bestPeriod(kinds: readonly number[], start: number): { readonly period: number; readonly covered: number } {
  let best = { period: 1, covered: 0 };
  const longest = Math.min(MAX_PERIOD, Math.floor((kinds.length - start) / 2));
  for (let period = 1; period <= longest; period++) {
    const covered = coveredLayers(kinds, start, period);
    if (covered > best.covered) best = { period, covered };
  }
  return best;
}

/**
 * Layers in order as groups of a short pattern and its repeats, e.g. five sliding layers and a full one, ten times.
 *
 * From the first layer on, takes the pattern that covers most layers; layers in no pattern form a group of their own.
 */
export function groupLayers(layers: readonly Layer[]): readonly LayerGroup[] {
  const numbering = new Map<string, number>();
  const kinds = layers.map((layer) => {
    const key = JSON.stringify(layer);
    const known = numbering.get(key) ?? numbering.size;
    numbering.set(key, known);
    return known;
  });
  const groups: LayerGroup[] = [];
  let single: Layer[] = [];
  const flush = () => {
    if (single.length > 0) groups.push({ repeat: 1, layers: single });
    single = [];
  };
  for (let at = 0; at < layers.length;) {
    const { period, covered } = bestPeriod(kinds, at);
    if (covered === 0) {
      single.push(layers[at]!);
      at++;
    } else {
      flush();
      groups.push({ repeat: covered / period, layers: layers.slice(at, at + period) });
      at += covered;
    }
  }
  flush();
  return groups;
}
