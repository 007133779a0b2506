/** Rules of a model that need several of its values at once. */
import { layerFault } from '../workload/layer-table/check';
import type { LayerTable, TableLayer } from '../workload/layer-table/types';
import { outputSize } from '../workload/layer-table/windows';
import { countParameters } from '../workload/parameters';
import type { DecoderWorkload, Layer, Workload } from '../workload/types';
import type { Issue } from './issues';
import { MAX_LAYERS, MAX_WINDOW_POSITIONS } from './limits';

function layerIssues(layer: Layer, path: string): readonly Issue[] {
  const { mixer, ffn } = layer;
  const issues: Issue[] = [];
  if ('kvHeads' in mixer && mixer.heads % mixer.kvHeads !== 0) {
    issues.push({
      path: `${path}.mixer.kvHeads`,
      message: `must divide the ${mixer.heads} heads, not ${mixer.kvHeads}`,
    });
  }
  if (ffn.moe !== null && ffn.moe.expertsPerToken > ffn.moe.experts) {
    const message = `must be at most the ${ffn.moe.experts} experts, not ${ffn.moe.expertsPerToken}`;
    issues.push({ path: `${path}.ffn.moe.expertsPerToken`, message });
  }
  if (mixer.kind === 'latent' && mixer.nopeHeadDim + mixer.ropeHeadDim === 0) {
    issues.push({ path: `${path}.mixer.nopeHeadDim`, message: 'must be at least 1 when ropeHeadDim is 0' });
  }
  return issues;
}

export function workloadIssues(workload: Workload, path: string): readonly Issue[] {
  return workload.kind === 'layers' ? tableIssues(workload, path) : decoderIssues(workload, path);
}

/** Of a table all sums stay exact: each layer is within bounds, and there is a bounded number of them. */
function tableIssues({ layers }: LayerTable, path: string): readonly Issue[] {
  const total = layers.reduce((sum, { repeat }) => sum + repeat, 0);
  if (total > MAX_LAYERS) {
    return [{ path: `${path}.layers`, message: `must have at most ${MAX_LAYERS} layers in all, not ${total}` }];
  }
  const faults = layers.flatMap((layer, index): readonly Issue[] => {
    const fault = layerFault(layer);
    return fault === null
      ? []
      : [{ path: `${path}.layers[${index}]`, message: `must have sizes that go together: ${fault}` }];
  });
  if (faults.length > 0) return faults;
  const positions = layers.reduce((sum, layer) => sum + windowPositions(layer), 0);
  if (positions <= MAX_WINDOW_POSITIONS) return [];
  const most = `rows x kernel rows + columns x kernel columns of at most ${MAX_WINDOW_POSITIONS} over all convolutions`;
  return [{ path: `${path}.layers`, message: `must have ${most}, not ${positions}` }];
}

/** How many places are looked at to cut a convolution into tiles. */
function windowPositions(layer: TableLayer): number {
  if (layer.kind !== 'convolution') return 0;
  const { height, width } = outputSize(layer);
  return height * layer.kernelHeight + width * layer.kernelWidth;
}

function decoderIssues(workload: DecoderWorkload, path: string): readonly Issue[] {
  const issues = workload.groups.flatMap(({ layers }, group) =>
    layers.flatMap((layer, at) => layerIssues(layer, `${path}.groups[${group}].layers[${at}]`)),
  );
  const total = workload.groups.reduce((sum, { repeat, layers }) => sum + repeat * layers.length, 0);
  if (total > MAX_LAYERS) {
    return [
      ...issues,
      { path: `${path}.groups`, message: `must have at most ${MAX_LAYERS} layers in all, not ${total}` },
    ];
  }
  if (issues.length > 0 || countParameters(workload).total <= Number.MAX_SAFE_INTEGER) return issues;
  return [{ path, message: 'must have sizes that multiply to at most 9e15 parameters, the most that count exactly' }];
}
