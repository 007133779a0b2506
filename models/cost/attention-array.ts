import { arrayCycles, OUTPUT_STATIONARY, type DataflowCode } from './systolic';

/**
 * Cycles of prefill attention on systolic arrays, with masked work counted in tiles.
 *
 * Scores are `M x keys` over `depth`, values `M x depth` over keys, where M = query heads a KV head x queries. A tile of
 * queries streams against the keys that any of its queries may see; tiles beyond the mask cost nothing. One product for
 * every request and KV head, shared out over the cores.
 *
 * `reach`: keys a query reaches back, itself included; Infinity for all earlier keys, -c for its chunk of c positions,
 * 0 for no mask at all. Not modelled: masking inside a tile, a fused schedule that keeps scores in the array.
 */
export function prefillAttentionCycles(
  part: 'scores' | 'values',
  dataflow: DataflowCode,
  headsPerGroup: number,
  queries: number,
  keys: number,
  depth: number,
  groups: number,
  reach: number,
  rows: number,
  columns: number,
  cores: number,
  loadOverlap: number,
  drainOverlap: number,
  edgeFoldsShrink: number,
): number {
  if (reach === 0) {
    const m = headsPerGroup * queries;
    const n = part === 'scores' ? keys : depth;
    const k = part === 'scores' ? depth : keys;
    return arrayCycles(dataflow, m, n, k, groups, rows, columns, cores, loadOverlap, drainOverlap, edgeFoldsShrink);
  }
  const tile = queryTile(dataflow, headsPerGroup, queries, rows, columns);
  let cycles = 0;
  for (let first = 0; first < queries; first += tile) {
    const last = Math.min(queries, first + tile);
    const visible = visibleKeys(first, last, reach);
    const m = headsPerGroup * (last - first);
    const n = part === 'scores' ? visible : depth;
    const k = part === 'scores' ? depth : visible;
    cycles += arrayCycles(dataflow, m, n, k, groups, rows, columns, cores, loadOverlap, drainOverlap, edgeFoldsShrink);
  }
  return cycles;
}

/** Queries that one tile holds: what fills the array's side that M lies on, or as many as its columns when M streams. */
function queryTile(
  dataflow: DataflowCode,
  headsPerGroup: number,
  queries: number,
  rows: number,
  columns: number,
): number {
  const side = dataflow === OUTPUT_STATIONARY ? rows : columns;
  return Math.min(queries, Math.max(1, Math.floor(side / headsPerGroup)));
}

/** Distinct keys that queries `first` to `last - 1` see under the mask, counted from the first request token. */
export function visibleKeys(first: number, last: number, reach: number): number {
  if (reach < 0) {
    const chunk = -reach;
    return last - Math.floor(first / chunk) * chunk;
  }
  return last - Math.max(0, first + 1 - reach);
}
