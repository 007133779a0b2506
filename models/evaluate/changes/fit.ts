import { fieldOf } from '../../design/fields';
import type { AxisValue, Design } from '../../design/types';
import { findFormat } from '../../formats/registry';
import { mainMemoryIndex } from '../../hardware/tiers';
import { formatQuantity } from '../../units';
import { levelOf } from '../../workload/rules';
import { capacityFixes, missingIn, roomFor } from './fit-on-chip';
import type { Fix } from './fix';
import type { ProductMapper } from '../mapped/product-mapper';
import { evaluateSingle, type SingleResult } from '../single';
import { nextNarrowerFormat } from './what-if';

const MOST_RANKS = 1024;
const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/**
 * What would make a design fit: fewer requests, a larger memory, more chips, or narrower formats, the smallest change of
 * each kind; where no loop nest fits a memory on the chip, a larger one, and with every other change too.
 * Kinds that can not make it fit are left out; an empty list means that no single change of these does.
 */
export function fixesOf(design: Design, mapper: ProductMapper | null = null): readonly Fix[] {
  const untimed = untimedLevel(design);
  const now = evaluateSingle(untimed);
  if (!(now.metrics.memoryUse > 1)) return capacityFixes(design, mapper);
  const isTable = design.workload.kind === 'layers';
  const trial: Trial = {
    design: untimed,
    untimed: Number.isNaN(now.metrics[isTable ? 'batchLatency' : 'ttft']),
  };
  const fixes = memoryFixes(trial, now);
  if (missingIn(design, mapper).size === 0) return fixes;
  return fixes.flatMap((fix): readonly Fix[] => {
    const room = roomFor(changedBy(design, fix), mapper);
    return room === null ? [] : [{ ...fix, label: [fix.label, ...room.labels].join(' and '), also: room.values }];
  });
}

function memoryFixes(trial: Trial, now: SingleResult): readonly Fix[] {
  const isTable = trial.design.workload.kind === 'layers';
  const batch = batchFix(trial, now, isTable ? 'prefillBatch' : 'decodeBatch');
  if (isTable) {
    return [
      ...batch,
      ...memoryFix(trial, now),
      ...formatFix(trial, 'format.weight', 'Weights'),
      ...formatFix(trial, 'format.activation', 'Activations'),
    ];
  }
  return [
    ...batch,
    ...memoryFix(trial, now),
    ...doublings(trial, 'deployment.tensorParallel', 'Tensor parallel'),
    ...doublings(trial, 'deployment.pipelineParallel', 'Pipeline parallel'),
    ...doublings(trial, 'deployment.expertParallel', 'Expert parallel'),
    ...formatFix(trial, 'format.weight', 'Weights'),
    ...formatFix(trial, 'format.kv', 'KV cache'),
  ];
}

/** The design with a fix, and all that goes with it. */
export function changedBy(design: Design, { field, value, also = [] }: Pick<Fix, 'field' | 'value' | 'also'>): Design {
  return [{ field, value }, ...also].reduce(
    (changed, one) => fieldOf(changed, one.field).set(changed, one.value),
    design,
  );
}

interface Trial {
  readonly design: Design;
  /** Time was missing before any change, so a change need not bring it back. */
  readonly untimed: boolean;
}

/** What main memory needs is the same at every level; mapping each trial would take long. */
function untimedLevel(design: Design): Design {
  if (levelOf(design.assumptions) !== 'mapped') return design;
  return { ...design, assumptions: { ...design.assumptions, level: 'roofline' } };
}

function fits({ design, untimed }: Trial, field: string, value: AxisValue): boolean {
  const { ok, metrics } = evaluateSingle(fieldOf(design, field).set(design, value));
  return ok || (untimed && metrics.memoryUse <= 1);
}

function batchFix(trial: Trial, { metrics }: SingleResult, key: 'prefillBatch' | 'decodeBatch'): readonly Fix[] {
  const batch = metrics.largestBatch;
  const field = `deployment.${key}`;
  if (!(batch >= 1) || batch >= trial.design.deployment[key]) return [];
  if (!fits(trial, field, batch)) return [];
  return [{ field, label: `Batch ${batch}`, value: batch }];
}

/** A main memory that holds what is needed: whole gibibytes, and below one of them whole mebibytes. */
function memoryFix(trial: Trial, { metrics }: SingleResult): readonly Fix[] {
  const { tiers } = trial.design.accelerator;
  const { id, label } = tiers[mainMemoryIndex(tiers)]!;
  const unit = metrics.memoryNeeded > GIBIBYTE ? GIBIBYTE : MEBIBYTE;
  const value = Math.ceil(metrics.memoryNeeded / unit) * unit;
  const field = `tier.${id}.capacity`;
  if (!fits(trial, field, value)) return [];
  return [{ field, label: `${label} of ${formatQuantity(value, 'bytes').text}`, value }];
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
