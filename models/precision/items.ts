/** What formats are chosen for: modules of ranges of layers, with their share of the products that noise enters by. */
import type { Design, FormatRule } from '../design/types';
import { compileDesign } from '../evaluate/compile';
import type { Context } from '../evaluate/context';
import { Runner } from '../evaluate/runner';
import { isSameRange } from './layer-ranges';
import { OWNER_FIRST, OWNER_LAST, ROW, type RowDescriptor } from '../workload/lowering/rows';
import type { LayerRange } from '../workload/layer-kinds';
import type { Module } from '../workload/types';

export interface PrecisionItem {
  readonly module: Module;
  /** null: the head, which belongs to no layer. */
  readonly layers: LayerRange | null;
  /** Of the multiply-accumulates with weights in a decode step; adds up to 1 over the items. */
  readonly productShare: number;
  /** Of those with cached keys and values; adds up to 1 over the items that have any. */
  readonly cacheShare: number;
}

/** The items of a design whose layers are cut into `ranges`. Embeddings are looked up, never multiplied: no item. */
export function precisionItems(design: Design, ranges: readonly LayerRange[]): readonly PrecisionItem[] {
  const { structure, outputs } = contextOf(cutIntoRanges(design, ranges));
  const items = new Map<string, { module: Module; layers: LayerRange | null; products: number; cache: number }>();
  structure.rows.forEach((row, index) => {
    const at = outputs.rows.at + index * ROW.WIDTH;
    const macs =
      outputs.rows.data[at + ROW.REPEAT]! * outputs.rows.data[at + ROW.STEPS]! * outputs.rows.data[at + ROW.MACS]!;
    if (row.phase !== 'decode' || macs === 0) return;
    const layers = rangeOf(row, ranges);
    const key = `${row.module} ${layers === null ? '' : layers.from}`;
    const item = items.get(key) ?? { module: row.module, layers, products: 0, cache: 0 };
    if (row.kind === 'gemm') item.products += macs;
    if (row.b.role === 'kv') item.cache += macs;
    items.set(key, item);
  });
  const all = [...items.values()];
  const products = all.reduce((sum, item) => sum + item.products, 0);
  const cache = all.reduce((sum, item) => sum + item.cache, 0);
  return all.map((item) => {
    const { module, layers } = item;
    const cacheShare = cache === 0 ? 0 : item.cache / cache;
    return { module, layers, productShare: item.products / products, cacheShare };
  });
}

/** Rows of layers on either side of a border become rows of their own: ranges in rules decide what is one kind. */
function cutIntoRanges(design: Design, ranges: readonly LayerRange[]): Design {
  const known = design.formats.flatMap(({ match }) => (match.layers === undefined ? [] : [match.layers]));
  const markers = ranges
    .filter((range) => !known.some((other) => isSameRange(range, other)))
    .map((layers): FormatRule => ({ match: { role: 'accumulator', layers }, format: 'fp32' }));
  return { ...design, formats: [...design.formats, ...markers] };
}

function contextOf(design: Design): Context {
  const runner = new Runner(compileDesign(design));
  runner.evaluate(0);
  return runner.context;
}

function rangeOf({ owner, layerIndex }: RowDescriptor, ranges: readonly LayerRange[]): LayerRange | null {
  if (owner === OWNER_FIRST || owner === OWNER_LAST) return null;
  return ranges.find(({ from, to }) => layerIndex >= from && layerIndex < to) ?? null;
}
