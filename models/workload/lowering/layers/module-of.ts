import type { TableLayer } from '../../layer-table/types';
import type { Module } from '../../types';

/** The module of a layer's tensors, for format rules. */
export function moduleOf(layer: TableLayer): Module {
  if (layer.kind === 'convolution') return 'convolution';
  if (layer.kind === 'matmul') return layer.attention === null ? 'linear' : 'attention';
  return layer.kind === 'lookup' ? 'embedding' : 'vector';
}
