import type { Design } from '../../design/types';
import { COMPUTE_CLASSES } from '../../formats/types';
import { mainMemoryIndex } from '../../hardware/tiers';
import { REASONS } from '../../workload/lowering/reasons';
import { ROW, SCALAR, type Phase } from '../../workload/lowering/rows';
import type { Structure } from '../../workload/lowering/types';
import { DESIGN_STATUS } from '../combine';
import { designAt, type Program } from '../program';
import { secondsPerCycle, type Context } from '../context';
import { energyReport, ownEnergy } from './energy-report';
import { explainOperators } from './explain-operators';
import { PART_READERS } from '../parts';
import { DATAPATH_LABEL, nativeRates } from '../stages/row-rate';
import { COMPUTE } from '../stages/compute-columns';
import { METRIC_IDS, METRIC_INDEX, type MetricId } from '../metrics/metrics';
import { gapsOf } from './gaps';
import type { AreaReport, Ceiling, MemoryReport, PhaseReport, Report, ReportOperator, Resource } from './report';
import { bytesOf } from '../phase-memory';
import { NO_SOLVERS, type Solvers } from '../solvers';
import { Runner } from '../runner';
import { AREA } from '../stages/area';
import { MACHINE } from '../stages/machine';

/** Explains the design at an index of a program: the same numbers as in its row of results, and why. */
export function explain(program: Program, index: number, solvers: Partial<Solvers> = NO_SOLVERS): Report {
  const runner = new Runner(program, solvers);
  const status = runner.evaluate(index);
  const design = designAt(program, index);
  const metrics = Object.fromEntries(METRIC_IDS.map((id) => [id, runner.metrics[METRIC_INDEX[id]]!])) as Record<
    MetricId,
    number
  >;
  const { context } = runner;
  const operators = explainOperators(context, runner.combined);
  const memory = memoryReport(runner, metrics);
  return {
    status: status === DESIGN_STATUS.ok ? 'ok' : status === DESIGN_STATUS.infeasible ? 'infeasible' : 'missing',
    reasons: reasonsOf(runner, design, metrics, memory),
    metrics,
    workloadKind: context.structure.kind,
    prefill: phaseReport(runner, 'prefill', operators, metrics),
    decode: phaseReport(runner, 'decode', operators, metrics),
    operators,
    memory,
    area: areaReport(context),
    ceilings: ceilingsOf(context, design),
    gaps: gapsOf(context, design),
  };
}

function reasonsOf(
  runner: Runner,
  design: Design,
  metrics: Readonly<Record<MetricId, number>>,
  memory: MemoryReport,
): readonly string[] {
  const { context, combined } = runner;
  if (combined.reason !== 0) return [REASONS[combined.reason]!.sentence];
  const reasons: string[] = [];
  const chips = context.outputs.machine.data[context.outputs.machine.at + MACHINE.CHIPS]!;
  if (combined.chips > chips) {
    reasons.push(`The deployment needs ${combined.chips} chips; the system has ${chips}.`);
  }
  if (memory.fits === false && !design.deployment.offload) {
    reasons.push(misfitOf(memory, design));
  }
  if (context.structure.unmodelled.length > 0) {
    reasons.push(unmodelledSentence(context.structure));
  }
  if (context.structure.kind === 'decoder' && hasMixedLengths(design)) {
    reasons.push('Requests of mixed lengths are not modelled yet: give a single token count.');
  } else if (context.structure.unmodelled.length === 0) {
    reasons.push(...missingTimes(runner, design, metrics));
  }
  return reasons;
}

/** By how much a design exceeds its main memory, and what fills it most. */
function misfitOf({ capacityBytes, needed, weights, cache, live }: MemoryReport, design: Design): string {
  const { tiers } = design.accelerator;
  const short = gibibytes(needed - (capacityBytes ?? 0));
  const owners = [
    ['weights', weights],
    ['KV cache and state', cache],
    ['live activations', live],
  ] as const;
  const [owner, bytes] = owners.reduce((most, other) => (other[1] > most[1] ? other : most));
  const memory = tiers[mainMemoryIndex(tiers)]?.label ?? 'main memory';
  return `Does not fit: ${gibibytes(needed)} needed per chip, ${short} more than there is in ${memory}; ${gibibytes(bytes)} are ${owner}.`;
}

function unmodelledSentence({ kind, unmodelled, lowering }: Structure): string {
  if (lowering.isPending === true) return 'Parts of the models that this design needs are being loaded.';
  return kind === 'layers'
    ? 'The chosen assumption set is of a tool that has no tables of layers: choose another set.'
    : `Time of layers of kind ${unmodelled.join(', ')} is not modelled yet.`;
}

function hasMixedLengths({ deployment: { promptTokens, outputTokens } }: Design): boolean {
  return typeof promptTokens !== 'number' || typeof outputTokens !== 'number';
}

function missingTimes(runner: Runner, design: Design, metrics: Readonly<Record<MetricId, number>>): readonly string[] {
  const { context } = runner;
  const reasons: string[] = [];
  const { collectives, rows } = context.outputs;
  if (context.structure.rows.some((_, row) => Number.isNaN(collectives.data[collectives.at + row]!))) {
    const joined = design.system.network.reduce((product, level) => product * level.fanOut, 1);
    reasons.push(
      runner.combined.chips > joined
        ? `The network joins ${joined} chips; the deployment spans ${runner.combined.chips}.`
        : 'A collective needs a link whose bandwidth is not known: set the link bandwidth, or use fewer chips.',
    );
  }
  const { level } = context.rules;
  if (level !== 'roofline' && context.matrix().kind !== 'array') {
    reasons.push(`Level ${level} needs a machine described as systolic arrays; this one is known by its peak rates.`);
  } else if (level === 'mapped') {
    const { mapper } = context;
    if (mapper === null) reasons.push('Level mapped: the mapper is being loaded.');
    else reasons.push(...mapper.reasonsAgainst(context, design));
  }
  if (reasons.length === 0 && context.structure.rows.some((_, row) => isUnsupported(context, row))) {
    reasons.push('The matrix unit has no known rate for this pair of formats: choose others, or set a rate.');
  }
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const decodes = rows.data[scalars + SCALAR.DECODE_STEPS]! > 0;
  const untimed =
    Number.isNaN(phaseSeconds(context, 'prefill', metrics)) ||
    (decodes && Number.isNaN(phaseSeconds(context, 'decode', metrics)));
  if (reasons.length === 0 && untimed)
    reasons.push('The main memory or the staging memory has no known size or bandwidth.');
  return reasons;
}

function isUnsupported(context: Context, row: number): boolean {
  const { compute } = context.outputs;
  return Number.isNaN(compute.data[compute.at + row * COMPUTE.WIDTH + COMPUTE.CYCLES]!);
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024 / 1024).toFixed(1)} GiB`;
}

function memoryReport(runner: Runner, metrics: Readonly<Record<MetricId, number>>): MemoryReport {
  const { combined, context } = runner;
  const prefillFuller = bytesOf(combined.prefillMemory) > bytesOf(combined.decodeMemory);
  const fuller = prefillFuller ? combined.prefillMemory : combined.decodeMemory;
  const capacity = context.outputs.machine.data[context.outputs.machine.at + MACHINE.MAIN_CAPACITY_BYTES]!;
  const needed = bytesOf(fuller);
  const known = !Number.isNaN(capacity);
  return {
    capacityBytes: known ? capacity : null,
    phase: prefillFuller ? 'prefill' : 'decode',
    weights: fuller.weights,
    cache: fuller.cache,
    live: fuller.live,
    needed,
    fits: known && !Number.isNaN(needed) ? needed <= capacity : null,
    largestBatch: Number.isNaN(metrics.largestBatch) ? null : metrics.largestBatch,
  };
}

function areaReport(context: Context): AreaReport {
  const { data, at } = context.outputs.area;
  return {
    macs: data[at + AREA.MACS]!,
    memory: data[at + AREA.MEMORY]!,
    vector: data[at + AREA.VECTOR]!,
    links: data[at + AREA.LINKS]!,
    other: data[at + AREA.OTHER]!,
    total: data[at + AREA.TOTAL]!,
  };
}

function phaseReport(
  runner: Runner,
  phase: Phase,
  operators: readonly ReportOperator[],
  metrics: Readonly<Record<MetricId, number>>,
): PhaseReport {
  const seconds = phaseSeconds(runner.context, phase, metrics);
  const shares = { compute: 0, memory: 0, onChip: 0, vector: 0, network: 0, overhead: 0 };
  let sum = 0;
  for (const operator of operators) {
    if (operator.phase !== phase || operator.bound === 'none' || Number.isNaN(operator.seconds)) continue;
    shares[operator.bound] += operator.seconds;
    sum += operator.seconds;
  }
  let bound: Resource = 'none';
  for (const key of Object.keys(shares) as (keyof typeof shares)[]) {
    shares[key] = sum > 0 ? shares[key] / sum : 0;
    if (sum > 0 && (bound === 'none' || shares[key] > shares[bound])) bound = key;
  }
  // The total is the metric itself, to the bit.
  const ofPass = runner.context.structure.kind === 'layers' ? metrics.energyPerInference : metrics.energyPerPromptToken;
  const total = phase === 'prefill' ? ofPass : metrics.energyPerOutputToken;
  const energy = { ...energyReport(runner, phase, metrics, ownEnergy(runner.context)), total };
  return { phase, seconds, shares, bound, energy };
}

/** Time of a phase: of a decode step, the mean. A table of layers has one phase, its pass. */
function phaseSeconds({ structure }: Context, phase: Phase, metrics: Readonly<Record<MetricId, number>>): number {
  if (phase === 'decode') return metrics.tpot;
  return structure.kind === 'layers' ? metrics.batchLatency : metrics.ttft;
}

/** Roofs of the design: one for each class it multiplies in, and main memory's; `explain-tiers.ts` has every memory's. */
function ceilingsOf(context: Context, design: Design): readonly Ceiling[] {
  const { machine } = context.outputs;
  const cycle = secondsPerCycle(context.outputs);
  const matrix = context.matrix();
  const elements = matrix.kind === 'array' ? matrix.rows * matrix.columns * matrix.cores : 1;
  const rates = nativeRates(matrix);
  const compute = COMPUTE_CLASSES.flatMap((computeClass): Ceiling[] => {
    const rate = rates[computeClass];
    if (rate === null) return [];
    return [{ label: computeClass.toUpperCase(), kind: 'compute', rate: (2 * rate * elements) / cycle }];
  });
  const datapath = PART_READERS.datapath(design);
  if (datapath !== null) {
    const rate = (2 * datapath.macsPerCycle * elements) / cycle;
    compute.push({ label: DATAPATH_LABEL.toUpperCase(), kind: 'compute', rate });
  }
  const off = machine.data[machine.at + MACHINE.SECONDS_PER_OFF_BYTE]!;
  const label = design.accelerator.tiers.findLast(({ kind }) => kind === 'dram')?.label ?? 'Memory';
  return Number.isNaN(off) ? compute : [...compute, { label, kind: 'memory', rate: 1 / off }];
}
