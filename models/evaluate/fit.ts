import { fieldOf } from '../design/fields';
import type { AxisValue, Design } from '../design/types';
import { findFormat } from '../formats/registry';
import { evaluateSingle, type SingleResult } from './single';
import { nextNarrowerFormat } from './what-if';

/** The smallest change of one kind that makes a design fit its memory. */
export interface Fix {
  readonly field: string;
  readonly label: string;
  readonly value: AxisValue;
}

const MOST_RANKS = 1024;

/**
 * What would make a design fit: fewer requests, more chips, or narrower formats, the smallest change of each kind.
 * Kinds that can not make it fit are left out; an empty list means that no single change of these does.
 */
export function fixesOf(design: Design): readonly Fix[] {
  const now = evaluateSingle(design);
  if (now.ok) return [];
  return [
    ...batchFix(design, now),
    ...doublings(design, 'deployment.tensorParallel', 'Tensor parallel'),
    ...doublings(design, 'deployment.pipelineParallel', 'Pipeline parallel'),
    ...doublings(design, 'deployment.expertParallel', 'Expert parallel'),
    ...formatFix(design, 'format.weight', 'Weights'),
    ...formatFix(design, 'format.kv', 'KV cache'),
  ];
}

function fits(design: Design, field: string, value: AxisValue): boolean {
  const changed = fieldOf(design, field).set(design, value);
  const { ok, metrics } = evaluateSingle(changed);
  return ok || metrics.memoryUse <= 1;
}

function batchFix(design: Design, { metrics }: SingleResult): readonly Fix[] {
  const batch = metrics.largestBatch;
  if (!(batch >= 1) || batch >= design.deployment.decodeBatch) return [];
  if (!fits(design, 'deployment.decodeBatch', batch)) return [];
  return [{ field: 'deployment.decodeBatch', label: `Batch ${batch}`, value: batch }];
}

function doublings(design: Design, field: string, label: string): readonly Fix[] {
  const start = fieldOf(design, field).get(design);
  if (typeof start !== 'number') return [];
  for (let ranks = start * 2; ranks <= MOST_RANKS; ranks *= 2) {
    if (fits(design, field, ranks)) return [{ field, label: `${label} ${ranks}`, value: ranks }];
  }
  return [];
}

function formatFix(design: Design, field: string, label: string): readonly Fix[] {
  const present = fieldOf(design, field).get(design);
  let format = typeof present === 'string' ? nextNarrowerFormat(present) : null;
  while (format !== null) {
    if (fits(design, field, format.id))
      return [{ field, label: `${label} in ${findFormat(format.id)!.label}`, value: format.id }];
    format = nextNarrowerFormat(format.id);
  }
  return [];
}
