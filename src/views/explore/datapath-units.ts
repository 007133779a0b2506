import { datapathText } from '../../../models/design/datapath-text';
import type { Axis, Design } from '../../../models/design/types';
import { datapaths } from '../../../models/formats/hardware-cost/datapaths';
import { findFormat } from '../../../models/formats/registry';
import { pairDatapath } from '../../../models/hardware/technology/pair-datapath';
import { uniformFormats } from '../../../models/precision/uniform';

/** Texts of all units for the pairs of weights and activations that the design and the axes of its space have. */
export function unitTexts(design: Design, axes: readonly Axis[]): readonly string[] {
  const { matrix } = design.accelerator;
  if (matrix.kind !== 'array') return [];
  const present = uniformFormats(design);
  const pairs = formatsOf('format.weight', present.weights, axes).flatMap((weights) =>
    formatsOf('format.activation', present.activations, axes).map((activations) => [weights, activations] as const),
  );
  return pairs.flatMap(([weights, activations]) => {
    const [first, second] = [findFormat(weights), findFormat(activations)];
    if (first === undefined || second === undefined) return [];
    return datapaths(first, second).map((path) => datapathText(pairDatapath(path, first, second, matrix)));
  });
}

function formatsOf(field: string, present: string, axes: readonly Axis[]): readonly string[] {
  const axis = axes.find((one) => one.field === field);
  const values = axis !== undefined && 'values' in axis ? axis.values.map(String) : [];
  return [...new Set([present, ...values])];
}
