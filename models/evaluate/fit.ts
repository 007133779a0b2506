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
  if (now.ok || !(now.metrics.memoryUse > 1)) return [];
  const trial: Trial = { design, untimed: Number.isNaN(now.metrics.ttft) };
  return [
    ...batchFix(trial, now),
    ...doublings(trial, 'deployment.tensorParallel', 'Tensor parallel'),
    ...doublings(trial, 'deployment.pipelineParallel', 'Pipeline parallel'),
    ...doublings(trial, 'deployment.expertParallel', 'Expert parallel'),
    ...formatFix(trial, 'format.weight', 'Weights'),
    ...formatFix(trial, 'format.kv', 'KV cache'),
  ];
}

interface Trial {
  readonly design: Design;
  /** Time was missing before any change, so a change need not bring it back. */
  readonly untimed: boolean;
}

function fits({ design, untimed }: Trial, field: string, value: AxisValue): boolean {
  const { ok, metrics } = evaluateSingle(fieldOf(design, field).set(design, value));
  return ok || (untimed && metrics.memoryUse <= 1);
}

function batchFix(trial: Trial, { metrics }: SingleResult): readonly Fix[] {
  const batch = metrics.largestBatch;
  if (!(batch >= 1) || batch >= trial.design.deployment.decodeBatch) return [];
  if (!fits(trial, 'deployment.decodeBatch', batch)) return [];
  return [{ field: 'deployment.decodeBatch', label: `Batch ${batch}`, value: batch }];
}

function doublings(trial: Trial, field: string, label: string): readonly Fix[] {
  const start = fieldOf(trial.design, field).get(trial.design);
  if (typeof start !== 'number') return [];
  for (let ranks = start * 2; ranks <= MOST_RANKS; ranks *= 2) {
    if (fits(trial, field, ranks)) return [{ field, label: `${label} ${ranks}`, value: ranks }];
  }
  return [];
}

function formatFix(trial: Trial, field: string, label: string): readonly Fix[] {
  const present = fieldOf(trial.design, field).get(trial.design);
  let format = typeof present === 'string' ? nextNarrowerFormat(present) : null;
  while (format !== null) {
    if (fits(trial, field, format.id))
      return [{ field, label: `${label} in ${findFormat(format.id)!.label}`, value: format.id }];
    format = nextNarrowerFormat(format.id);
  }
  return [];
}
