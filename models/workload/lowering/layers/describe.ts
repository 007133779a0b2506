import { distinctLayers, type LayerRange } from '../../layer-kinds';
import type { ConvolutionLayer, LayerTable } from '../../layer-table/types';
import { windowTiles } from '../../layer-table/window-tiles';
import type { Rules } from '../../rules';
import type { ConvolutionWindows, RowDescriptor } from '../rows';
import type { TableKind, TableStructure } from '../types';
import { liveElements } from './live';
import { moduleOf } from './module-of';
import { isProduct, operatorKey, operatorsOf, type TableOperator } from './operators';

/**
 * Names the operators of a table, those of equal sizes once. A set whose lowering is another tool's own has none for
 * tables: that tool has no such networks.
 */
export function describeTable(workload: LayerTable, ranges: readonly LayerRange[], rules: Rules): TableStructure {
  const operators = operatorsOf(workload, rules);
  const { kinds, sequence } = distinctLayers(operators, operatorKey, ranges);
  const most = kinds.map(() => 0);
  liveElements(operators).forEach((elements, index) => {
    const kind = sequence[index]!;
    most[kind] = Math.max(most[kind]!, elements);
  });
  const described = kinds.map((kind, index): TableKind => ({ ...kind, liveElements: most[index]! }));
  const modelled = rules.lowering === 'default';
  return {
    kind: 'layers',
    workload,
    layers: { kinds: described, sequence },
    rows: modelled ? described.map((kind, owner) => rowOf(kind, owner, rules)) : [],
    unmodelled: modelled ? [] : ['tables of layers'],
  };
}

function rowOf({ layer: operator, count, firstIndex }: TableKind, owner: number, rules: Rules): RowDescriptor {
  const { layer, inputOnChip, resultOnChip } = operator;
  const others = count - layer.repeat;
  return {
    name: others > 0 ? `${layer.name} + ${others}` : layer.name,
    kind: layer.kind === 'lookup' ? 'gather' : isProduct(layer) ? 'gemm' : 'vector',
    phase: 'prefill',
    module: moduleOf(layer),
    owner,
    layerIndex: firstIndex,
    a: { role: 'activation', place: inputOnChip ? 'on' : 'off' },
    b: { role: isActivationProduct(operator) ? 'activation' : 'weight', place: 'off' },
    c: { role: 'activation', place: resultOnChip ? 'on' : 'off' },
    besides: 'activation',
    collective: null,
    // The softmax of fused attention runs while the matrix unit works.
    vectorOverlaps: resultOnChip || rules.vectorOverlap,
    part: null,
    window: layer.kind === 'convolution' ? windowsOf(layer) : null,
  };
}

function windowsOf(layer: ConvolutionLayer): ConvolutionWindows {
  const { inputChannels, outputChannels, groups } = layer;
  return { tiles: windowTiles(layer), channels: inputChannels / groups, filters: outputChannels / groups };
}

function isActivationProduct({ layer }: TableOperator): boolean {
  return layer.kind === 'matmul' && layer.operand === 'activations';
}
