import { balanceStages } from '../inference/pipeline';
import { OWNER_FIRST, OWNER_HANDOVER, OWNER_LAST, ROW, type Phase } from '../workload/lowering/rows';
import type { Structure } from '../workload/lowering/types';
import { exposed } from '../inference/collective-overlap';
import type { Context } from './context';
import { growingSecondsAt, steadySeconds } from './row-seconds';
import { MACHINE } from './stages/machine';

/** Seconds of one microbatch through all stages, through the slowest, and from one stage to the next. */
export interface PipelineSeconds {
  readonly sum: number;
  readonly slowest: number;
  readonly hop: number;
}

/** Seconds of one microbatch by owner: embedding side, head side, and one layer of each kind. */
interface OwnerSeconds {
  first: number;
  last: number;
  hop: number;
  readonly perLayer: number[];
}

/**
 * Times of a pipeline at one step, for a given split of the layers.
 *
 * @param starts first layer of each stage, from `balancedStarts`
 */
export function pipelineSeconds(
  context: Context,
  phase: Phase,
  starts: Int32Array,
  perByte: number,
  step = 0,
): PipelineSeconds {
  const { sequence } = context.structure.layers;
  const owners = ownerSeconds(context, phase, perByte, step);
  const stages = starts.length;
  let sum = 0;
  let slowest = 0;
  for (let stage = 0; stage < stages; stage++) {
    const end = stage + 1 < stages ? starts[stage + 1]! : sequence.length;
    let seconds = (stage === 0 ? owners.first : 0) + (stage === stages - 1 ? owners.last : 0);
    for (let layer = starts[stage]!; layer < end; layer++) seconds += owners.perLayer[sequence[layer]!]!;
    sum += seconds;
    slowest = Math.max(slowest, seconds);
  }
  return { sum, slowest, hop: owners.hop };
}

/**
 * First layer of each stage, when the layers are split in order so that the slowest stage is as fast as possible. One
 * split serves both phases: it balances a prefill pass plus all decode steps at the context of the first.
 */
export function balancedStarts(context: Context, stages: number): Int32Array {
  const { machine } = context.outputs;
  const perByte = machine.data[machine.at + MACHINE.SECONDS_PER_OFF_BYTE]!;
  const prefill = ownerSeconds(context, 'prefill', perByte, 0);
  const decode = ownerSeconds(context, 'decode', perByte, 0);
  const { rows } = context.outputs;
  const steadyRow = context.lists.steady[0] ?? 0;
  const steps = rows.data[rows.at + steadyRow * ROW.WIDTH + ROW.STEPS]!;
  const weigh = (a: number, b: number) => finite(a) + steps * finite(b);
  const times = context.structure.layers.sequence.map((kind) => weigh(prefill.perLayer[kind]!, decode.perLayer[kind]!));
  const starts = new Int32Array(stages);
  balanceStages(times, weigh(prefill.first, decode.first), weigh(prefill.last, decode.last), stages, starts);
  return starts;
}

/** A time that is missing can not be balanced by; the result is missing anyway. */
function finite(seconds: number): number {
  return Number.isFinite(seconds) ? seconds : 0;
}

function ownerSeconds(context: Context, phase: Phase, perByte: number, step: number): OwnerSeconds {
  const { structure, lists, outputs } = context;
  const { collectives } = outputs;
  const work = newOwnerSeconds(structure);
  const exchange = newOwnerSeconds(structure);
  for (const row of phase === 'prefill' ? lists.prefill : lists.steady) {
    addToOwner(structure, work, row, steadySeconds(context, row, perByte));
    addToOwner(structure, exchange, row, collectives.data[collectives.at + row]!);
  }
  if (phase === 'decode')
    addGrowing(context, step, perByte, (row, seconds) => addToOwner(structure, work, row, seconds));
  const overlap = context.rules.collectiveOverlap;
  const total = (seconds: number, exchanged: number) => seconds + exposed(exchanged, seconds, overlap);
  return {
    first: total(work.first, exchange.first),
    last: total(work.last, exchange.last),
    hop: work.hop + exchange.hop,
    perLayer: work.perLayer.map((seconds, kind) => total(seconds, exchange.perLayer[kind]!)),
  };
}

function newOwnerSeconds({ layers }: Structure): OwnerSeconds {
  return { first: 0, last: 0, hop: 0, perLayer: layers.kinds.map(() => 0) };
}

function addToOwner({ rows, layers }: Structure, owners: OwnerSeconds, row: number, seconds: number): void {
  const { owner } = rows[row]!;
  if (owner === OWNER_FIRST) owners.first += seconds;
  else if (owner === OWNER_LAST) owners.last += seconds;
  else if (owner === OWNER_HANDOVER) owners.hop += seconds;
  else owners.perLayer[owner]! += seconds / layers.kinds[owner]!.count;
}

/** Adds the growing rows whose run of steps contains `step`. Runs of one layer kind follow each other in row order. */
function addGrowing(
  context: Context,
  step: number,
  perByte: number,
  add: (row: number, seconds: number) => void,
): void {
  const { rows } = context.outputs;
  const { structure } = context;
  let begin = 0;
  let previous = '';
  for (const row of context.lists.growing) {
    const { kind, owner, part } = structure.rows[row]!;
    const at = rows.at + row * ROW.WIDTH;
    const layers = structure.layers.kinds[owner]?.count ?? 1;
    const times = rows.data[at + ROW.REPEAT]! / layers;
    const steps = rows.data[at + ROW.STEPS]!;
    const run = `${owner}/${part ?? ''}`;
    if (kind === 'scores' && run !== previous) {
      const sameOwner = previous.startsWith(`${owner}/`);
      if (!sameOwner) begin = 0;
      previous = run;
    }
    const local = step - begin;
    // A run that occurs `times` over counts as one layer at a time: its repeat is in the number of occurrences.
    if (local >= 0 && local < steps * times) add(row, growingSecondsAt(context, row, local % steps, perByte) / times);
    if (kind === 'values') begin += steps * times;
  }
}
