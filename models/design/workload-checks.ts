/** Rules of a model that need several of its values at once. */
import { countParameters } from '../workload/parameters';
import type { Layer, Workload } from '../workload/types';
import type { Issue } from './issues';
import { MAX_LAYERS } from './limits';

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
