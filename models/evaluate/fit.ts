import { fieldOf } from '../design/fields';
import type { AxisValue, Design } from '../design/types';
import { findFormat } from '../formats/registry';
import { mainMemoryIndex } from '../hardware/tiers';
import { formatQuantity } from '../units';
import { levelOf } from '../workload/rules';
import { compileDesign } from './compile';
import type { ProductMapper } from './product-mapper';
import { Runner } from './runner';
import { evaluateSingle, type SingleResult } from './single';
import { missingCapacities } from './unmapped';
import { nextNarrowerFormat } from './what-if';

/** The smallest change of one kind that makes a design fit its memory. */
export interface Fix {
  readonly field: string;
  readonly label: string;
  readonly value: AxisValue;
}

const MOST_RANKS = 1024;
const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/**
 * What would make a design fit: fewer requests, a larger memory, more chips, or narrower formats, the smallest change of
 * each kind; where no loop nest fits a memory on the chip, a larger one.
 * Kinds that can not make it fit are left out; an empty list means that no single change of these does.
 */
export function fixesOf(design: Design, mapper: ProductMapper | null = null): readonly Fix[] {
  const now = evaluateSingle(design, mapper);
  if (now.ok) return [];
  if (!(now.metrics.memoryUse > 1)) return capacityFixes(design, mapper);
  const isTable = design.workload.kind === 'layers';
  const trial: Trial = {
    design: untimedLevel(design),
    untimed: Number.isNaN(now.metrics[isTable ? 'batchLatency' : 'ttft']),
  };
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

/** At level `mapped`: capacities of memories on the chip with which every product has a loop nest. */
function capacityFixes(design: Design, mapper: ProductMapper | null): readonly Fix[] {
  if (levelOf(design.assumptions) !== 'mapped' || mapper === null) return [];
  return [...capacitiesFor(design, mapper).keys()].flatMap((tier): readonly Fix[] => {
    const { label } = design.accelerator.tiers.find(({ id }) => id === tier)!;
    const field = `tier.${tier}.capacity`;
    let changed = design;
    for (let round = 0; round < CAPACITY_ROUNDS; round++) {
      const bytes = capacitiesFor(changed, mapper).get(tier);
      if (bytes === undefined) return [];
      const value = wholeKibibytes(bytes);
      changed = fieldOf(design, field).set(design, value);
      if (evaluateSingle(changed, mapper).ok)
        return [{ field, label: `${label} of ${formatQuantity(value, 'bytes').text}`, value }];
    }
    return [];
  });
}

/** What lacks least lacks more when it is looked at again: sums are first counted as narrow as they can be. */
const CAPACITY_ROUNDS = 4;

function capacitiesFor(design: Design, mapper: ProductMapper): ReadonlyMap<string, number> {
  const runner = new Runner(compileDesign(design), mapper);
  runner.evaluate(0);
  return missingCapacities(runner.context, design);
}

/** Sizes that a memory is made in, rather than the very last byte. */
function wholeKibibytes(bytes: number): number {
  return bytes < 1024 ? bytes : Math.ceil(bytes / 1024) * 1024;
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
