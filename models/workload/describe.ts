/** A workload in a few numbers, for the page and the command line. */
import { kvElementsAt, kvElementsPerTokenAtLongContext, kvElementsPerTokenOf, stateElementsPerRequest } from './cache';
import { MIXER_NAMES } from './mixer-kinds';
import { countParameters } from './parameters';
import { DECODER_MODULES, type Mixer, type DecoderModule, type DecoderWorkload } from './types';

export type MixerKind = Mixer['kind'];

export interface LayerKindCount {
  readonly kind: MixerKind;
  readonly label: string;
  readonly layers: number;
}

export interface WorkloadSummary {
  readonly name: string;
  readonly layers: number;
  readonly parameters: number;
  readonly activeParameters: number;
  /** Parameters by module, modules without any left out. */
  readonly parametersByModule: readonly { readonly module: DecoderModule; readonly parameters: number }[];
  /** In order of first appearance. */
  readonly layersByKind: readonly LayerKindCount[];
  readonly moeLayers: number;
  /** Bytes that a token adds to a request's cache while no window is full, and at long context. */
  readonly kvBytesPerToken: number;
  readonly kvBytesPerTokenAtLongContext: number;
  /** Cache of one request at the longest context; null when that is not known. */
  readonly kvBytesAtMaxContext: number | null;
  readonly stateBytesPerRequest: number;
}

function layersByKind(workload: DecoderWorkload): readonly LayerKindCount[] {
  const counts = new Map<MixerKind, number>();
  for (const group of workload.groups) {
    for (const { mixer } of group.layers) counts.set(mixer.kind, (counts.get(mixer.kind) ?? 0) + group.repeat);
  }
  return [...counts].map(([kind, layers]) => ({ kind, label: MIXER_NAMES[kind], layers }));
}

function countLayers(
  workload: DecoderWorkload,
  which: (layer: DecoderWorkload['groups'][number]['layers'][number]) => boolean,
): number {
  return workload.groups.reduce((sum, group) => sum + group.repeat * group.layers.filter(which).length, 0);
}

/**
 * Summarises a workload. `kvBytes` and `stateBytes`: bytes per element of cache and of state, scales included.
 */
export function describeWorkload(workload: DecoderWorkload, kvBytes: number, stateBytes: number): WorkloadSummary {
  const count = countParameters(workload);
  const parametersByModule = DECODER_MODULES.map((module) => {
    return { module, parameters: count.byModule[module].matrices + count.byModule[module].vectors };
  });
  return {
    name: workload.name,
    layers: countLayers(workload, () => true),
    parameters: count.total,
    activeParameters: count.activePerToken,
    parametersByModule: parametersByModule.filter(({ parameters }) => parameters > 0),
    layersByKind: layersByKind(workload),
    moeLayers: countLayers(workload, (layer) => layer.ffn.moe !== null),
    kvBytesPerToken: kvElementsPerTokenOf(workload) * kvBytes,
    kvBytesPerTokenAtLongContext: kvElementsPerTokenAtLongContext(workload) * kvBytes,
    kvBytesAtMaxContext: workload.maxContext === null ? null : kvElementsAt(workload, workload.maxContext) * kvBytes,
    stateBytesPerRequest: stateElementsPerRequest(workload) * stateBytes,
  };
}
