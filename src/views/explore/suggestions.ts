import { fieldsOf } from '../../../models/design/fields';
import type { Field } from '../../../models/design/field-types';
import { spaceSize } from '../../../models/design/space-checks';
import type { Axis, AxisValue, Design } from '../../../models/design/types';
import { isAllowed } from '../../../models/design/value-rules';
import type { MetricId } from '../../../models/evaluate/metrics/metrics';
import { mainMemoryIndex } from '../../../models/hardware/tiers';
import { isModelled } from '../../state/sweep-designs';
import { rangeValues } from './axis-values';

/** A space to start from: some hundred thousand designs around the one on screen. */
export interface Suggestion {
  readonly title: string;
  readonly axes: readonly Axis[];
  readonly objectives: readonly MetricId[];
  readonly designs: number;
}

type Metrics = Readonly<Record<MetricId, number>>;

const REAL = { integer: false };
const WHOLE = { integer: true };
const CORES = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48];
const WEIGHT_FORMATS = ['bf16', 'fp8_e4m3', 'int8', 'fp6_e3m2', 'mxfp4', 'nvfp4', 'int4_g128'];
const CHIPS = [1, 2, 4, 8];
const PROMPTS = [512, 1024, 2048, 4096, 8192, 16_384];

export function suggestionsFor(design: Design, metrics: Metrics): readonly Suggestion[] {
  const { matrix } = design.accelerator;
  if (design.workload.kind === 'layers') {
    return matrix.kind === 'array' ? [machine(design, metrics), batches(design)] : [batches(design)];
  }
  return matrix.kind === 'array' ? [machine(design, metrics), serving(design)] : [serving(design), requests(design)];
}

/** The array, its clock and its memory: what a new chip could be. */
function machine(design: Design, metrics: Metrics): Suggestion {
  const { matrix } = design.accelerator;
  if (matrix.kind !== 'array') throw new Error('only an array has rows and columns');
  const rows = rangeValues(WHOLE, smallestHalving(matrix), matrix.rows * 4, 0, 'doubling');
  return suggestion(
    design,
    'Size the chip',
    design.workload.kind === 'layers'
      ? ['batchLatency', Number.isNaN(metrics.area) ? 'inferencesPerSecond' : 'area']
      : ['latency', Number.isNaN(metrics.area) ? 'decodeThroughput' : 'area'],
    [
      { field: 'matrix.rows', values: rows },
      { field: 'matrix.columns', tiedTo: 'matrix.rows', factor: matrix.columns / matrix.rows },
      { field: 'matrix.cores', values: CORES },
      { field: 'matrix.clock', values: around(matrix.clockHz, 2, 40, 'linear') },
      ...bandwidth(design, 40),
    ],
  );
}

/** Rows of the array after up to three halvings that leave rows and columns whole. */
function smallestHalving({ rows, columns }: { readonly rows: number; readonly columns: number }): number {
  const least = rows / 8;
  let [r, c] = [rows, columns];
  while (r > least && r % 2 === 0 && c % 2 === 0) [r, c] = [r / 2, c / 2];
  return r;
}

/** How one machine is best used: requests at a time, chips together, formats. */
function serving(design: Design): Suggestion {
  const hasLink = design.system.network[0]?.bytesPerSecond !== null && design.system.network.length > 0;
  const spread: Axis = hasLink
    ? { field: 'deployment.tensorParallel', values: CHIPS }
    : { field: 'deployment.promptTokens', values: PROMPTS };
  return suggestion(
    design,
    'Serve the model',
    ['tpot', 'decodeThroughputPerChip'],
    [
      { field: 'deployment.decodeBatch', values: rangeValues(WHOLE, 1, 512, 48, 'log') },
      spread,
      { field: 'format.weight', values: WEIGHT_FORMATS },
      ...bandwidth(design, 128),
    ],
  );
}

/** How one machine is best used for a table of layers: inferences at a time, and formats. */
function batches(design: Design): Suggestion {
  return suggestion(
    design,
    'Batch and formats',
    ['batchLatency', 'inferencesPerSecond'],
    [
      { field: 'deployment.prefillBatch', values: rangeValues(WHOLE, 1, 512, 48, 'log') },
      { field: 'format.weight', values: WEIGHT_FORMATS },
      { field: 'format.activation', values: ['bf16', 'fp8_e4m3', 'int8'] },
      ...bandwidth(design, 128),
    ],
  );
}

/** What requests of other lengths would cost. */
function requests(design: Design): Suggestion {
  return suggestion(
    design,
    'Vary the requests',
    ['ttft', 'decodeThroughputPerChip'],
    [
      { field: 'deployment.decodeBatch', values: rangeValues(WHOLE, 1, 256, 40, 'log') },
      { field: 'deployment.promptTokens', values: rangeValues(WHOLE, 256, 32_768, 40, 'log') },
      { field: 'format.kv', values: ['bf16', 'fp8_e4m3', 'int8', 'int4'] },
      ...bandwidth(design, 20),
    ],
  );
}

function bandwidth(design: Design, count: number): readonly Axis[] {
  const { tiers } = design.accelerator;
  const main = tiers[mainMemoryIndex(tiers)];
  if (main === undefined || main.bytesPerSecond === null) return [];
  return [{ field: `tier.${main.id}.bandwidth`, values: around(main.bytesPerSecond, 4, count, 'log') }];
}

/** Values from a fraction of one to a multiple of it, with few digits. */
function around(value: number, factor: number, count: number, spacing: 'linear' | 'log'): readonly number[] {
  const ends = [value / factor, value * factor].map((end) => Number(end.toPrecision(3)));
  return rangeValues(REAL, ends[0]!, ends[1]!, count, spacing);
}

function suggestion(
  design: Design,
  title: string,
  objectives: readonly MetricId[],
  wanted: readonly Axis[],
): Suggestion {
  const fields = new Map(fieldsOf(design).map((field) => [field.id, field]));
  const axes = wanted.flatMap((axis) => fitted(axis, fields.get(axis.field), design));
  return { title, axes, objectives, designs: spaceSize(axes) };
}

/** Each value of a short list is tried before it is offered: formats that a machine lacks, chips beyond its links. */
const MOST_TRIED = 8;

/** The axis with the values that its field takes; none where the design has no such field. */
function fitted(axis: Axis, field: Field | undefined, design: Design): readonly Axis[] {
  if (field === undefined) return [];
  if ('tiedTo' in axis) return [axis];
  const allowed = axis.values.filter((value: AxisValue) => isAllowed(field.control, value));
  const values = allowed.length <= MOST_TRIED ? timed(allowed, field, design) : allowed;
  return values.length < 2 ? [] : [{ ...axis, values }];
}

/** Those that the models can time on this machine; all where that would leave no choice. */
function timed(values: readonly AxisValue[], field: Field, design: Design): readonly AxisValue[] {
  const modelled = values.filter((value) => isModelled(field.set(design, value)));
  return modelled.length < 2 ? values : modelled;
}
