import type { LayerKind } from '../../layer-kinds';
import type { TableLayer, WindowSizes } from '../../layer-table/types';
import type { TableOperator } from './operators';

/** What an operator of a table is, in a few words: `3 × 3 convolution, stride 2, with relu, × 4`. */
export function describeOperator({ layer: { layer, fused }, count }: LayerKind<TableOperator>): string {
  const names = [...new Set(fused.map(layerName))];
  const words = [
    layerWords(layer),
    names.length === 0 ? '' : `with ${names.join(', ')}`,
    count > 1 ? `× ${count}` : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

/** How a layer is called in sentences. */
export function layerName(layer: TableLayer): string {
  switch (layer.kind) {
    case 'elementwise':
    case 'movement':
      return layer.operation;
    case 'normalisation':
      return `${layer.normalisation} norm`;
    case 'pooling':
      return `${layer.operation} pooling`;
    case 'matmul':
      return layer.attention === null ? 'product' : `attention ${layer.attention}`;
    case 'convolution':
      return layer.groups === 1 ? 'convolution' : isDepthwise(layer) ? 'depthwise convolution' : 'grouped convolution';
    case 'softmax':
    case 'lookup':
      return layer.kind;
  }
}

function isDepthwise({ groups, inputChannels }: { readonly groups: number; readonly inputChannels: number }): boolean {
  return groups > 1 && groups === inputChannels;
}

function layerWords(layer: TableLayer): string {
  if (layer.kind !== 'convolution' && layer.kind !== 'pooling') return layerName(layer);
  return `${layer.kernelHeight} × ${layer.kernelWidth} ${layerName(layer)}${strideWords(layer)}`;
}

function strideWords({ strideHeight, strideWidth }: WindowSizes): string {
  if (strideHeight === 1 && strideWidth === 1) return '';
  return `, stride ${strideHeight === strideWidth ? strideHeight : `${strideHeight} × ${strideWidth}`}`;
}
