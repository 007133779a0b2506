import type { MatmulLayer } from '../../workload/layer-table/types';
import { isRework, type WiredLayer } from '../../workload/layer-table/wiring';

/**
 * Into how many operators each layer is split when every head of an attention is drawn apart: the products of an attention,
 * what reworks the scores between them, and the projections whose results nothing else reads. A product of an attention
 * has one part for each of its independent products.
 */
export function headSplit(layers: readonly WiredLayer[]): readonly number[] {
  const parts = layers.map(() => 1);
  const readers = readersOf(layers);
  for (const [place, { layer }] of layers.entries()) {
    if (!isPart(layer, 'scores') || layer.batch === 1) continue;
    const chain = chainToContext(layers, readers, place, layer.batch);
    if (chain === null) continue;
    const inner = new Set(chain);
    const operands = [...layers[place]!.inputs, ...layers[chain.at(-1)!]!.inputs].filter((input) => !inner.has(input));
    for (const input of operands) if (isProjection(layers, readers, input, inner, layer.batch)) inner.add(input);
    for (const one of inner) parts[one] = layer.batch;
  }
  return parts;
}

function isPart(layer: WiredLayer['layer'], part: 'scores' | 'context'): layer is MatmulLayer {
  return layer.kind === 'matmul' && layer.attention === part;
}

/** From the scores through what reworks them to the product with the values; null where anything else reads them. */
function chainToContext(
  layers: readonly WiredLayer[],
  readers: readonly (readonly number[])[],
  scores: number,
  heads: number,
): readonly number[] | null {
  const chain = [scores];
  for (;;) {
    const [next, ...others] = readers[chain.at(-1)!]!;
    if (next === undefined || others.length > 0) return null;
    chain.push(next);
    const { layer } = layers[next]!;
    if (isPart(layer, 'context')) return layer.batch === heads ? chain : null;
    if (!isRework(layer)) return null;
  }
}

function isProjection(
  layers: readonly WiredLayer[],
  readers: readonly (readonly number[])[],
  place: number,
  inner: ReadonlySet<number>,
  heads: number,
): boolean {
  const layer = layers[place]?.layer;
  return (
    layer?.kind === 'matmul' &&
    layer.operand === 'weights' &&
    layer.batch === 1 &&
    (layer.m * layer.n) % heads === 0 &&
    readers[place]!.every((reader) => inner.has(reader))
  );
}

function readersOf(layers: readonly WiredLayer[]): readonly (readonly number[])[] {
  const readers: number[][] = layers.map(() => []);
  for (const [place, { inputs }] of layers.entries()) {
    for (const input of inputs) if (input >= 0) readers[input]!.push(place);
  }
  return readers;
}
