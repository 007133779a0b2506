import { LIVE, ROW, STORED } from '../../workload/lowering/rows';
import { MODULES, type TensorRole } from '../../workload/types';
import { moduleOf } from '../../workload/lowering/layers/module-of';
import type { DecoderStructure, Structure, TableStructure } from '../../workload/lowering/types';
import { isSoftmaxAttention } from '../../workload/mixer-kinds';
import type { Layer } from '../../workload/types';
import { bytesPerElement, formatOf } from '../formats-of';
import type { Parts } from '../parts';
import { defineStage } from '../stage';
import { BYTES, cacheBytesPerElement } from './bytes';
import { storedPhaseWidth } from './rows';

/** Bytes of one owner (first, last, or one layer of a kind) on one rank. */
export const OWNED = { WEIGHTS: 0, CACHE: 1, WIDTH: 2 } as const;

/** After the blocks of all owners: bytes that live while a phase runs, and sums over the whole model. */
export const MEMORY_TAIL = { LIVE: 0, WEIGHTS: 1, CACHE: 2, WIDTH: 3 } as const;

export const memoryPhaseWidth = (structure: Structure): number =>
  (structure.layers.kinds.length + 2) * OWNED.WIDTH + MEMORY_TAIL.WIDTH;

const LOGIT_BYTES = 4;

/**
 * Bytes that a rank stores in each phase, by owner: what memory fit is decided by.
 *
 * Where a set counts no activation memory, weights and cache are those that the operator rows touch, split evenly over
 * the pipeline: the rule of the tool that this reproduces.
 */
export const memoryStage = defineStage({
  id: 'memory',
  reads: ['formats', 'rules', 'parallelism', 'tokens'],
  after: ['stored', 'rows', 'bytes'],
  width: (structure) => 2 * memoryPhaseWidth(structure),
  run: ({ formats, rules, parallelism, tokens }, { stored, rows, bytes }, structure, out, at) => {
    const half = memoryPhaseWidth(structure);
    out.fill(structure.lowering.isPending === true ? NaN : 0, at, at + 2 * half);
    if (structure.lowering.isPending === true) return;
    if (structure.kind === 'layers') {
      writeTable(structure, formats, stored.data, stored.at, out, at);
      sumOwners(structure, out, at);
      return;
    }
    if (!rules.activationMemory) {
      sumOperatorBytes(structure, parallelism, rows, bytes, out, at);
      for (let phase = 0; phase < 2; phase++) sumOwners(structure, out, at + phase * half);
      return;
    }
    for (let phase = 0; phase < 2; phase++) {
      const from = stored.at + phase * storedPhaseWidth(structure);
      const context = phase === 0 ? tokens.promptTokens : tokens.promptTokens + tokens.outputTokens - 1;
      writePhase(structure, formats, context, stored.data, from, out, at + phase * half);
      sumOwners(structure, out, at + phase * half);
    }
  },
});

/** Weights of a table, and the most activations alive at once, each in the format of its layer. */
function writeTable(
  structure: TableStructure,
  { rules }: Parts['formats'],
  stored: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const { kinds } = structure.layers;
  let live = 0;
  kinds.forEach(({ layer: { layer }, firstIndex }, index) => {
    const block = from + (index + 2) * STORED.WIDTH;
    const module = moduleOf(layer);
    const bytesOf = (role: TensorRole) => bytesPerElement(formatOf(rules, module, role, firstIndex));
    const weights = stored[block + STORED.WEIGHTS + MODULES.indexOf(module)]!;
    out[to + (index + 2) * OWNED.WIDTH + OWNED.WEIGHTS] = weights * bytesOf('weight');
    live = Math.max(live, stored[block + STORED.LIVE]! * bytesOf('activation'));
  });
  out[to + (kinds.length + 2) * OWNED.WIDTH + MEMORY_TAIL.LIVE] = live;
}

function writePhase(
  structure: DecoderStructure,
  { rules, compression }: Parts['formats'],
  context: number,
  stored: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const owners = structure.layers.kinds.length + 2;
  for (let owner = 0; owner < owners; owner++) {
    const layerIndex = owner < 2 ? 0 : structure.layers.kinds[owner - 2]!.firstIndex;
    const block = from + owner * STORED.WIDTH;
    let weights = 0;
    MODULES.forEach((module, index) => {
      const elements = stored[block + STORED.WEIGHTS + index]!;
      if (elements > 0) weights += elements * bytesPerElement(formatOf(rules, module, 'weight', layerIndex));
    });
    const exact = bytesPerElement(formatOf(rules, 'attention', 'kv', layerIndex));
    const kind = structure.layers.kinds[owner - 2];
    const elementBytes = kind === undefined ? exact : storedCacheBytes(kind.layer, compression, exact, context);
    const cache = stored[block + STORED.KEYS_AND_VALUES]! * elementBytes;
    const state = stored[block + STORED.STATE]! * bytesPerElement(formatOf(rules, 'state', 'state', layerIndex));
    out[to + owner * OWNED.WIDTH + OWNED.WEIGHTS] = weights;
    out[to + owner * OWNED.WIDTH + OWNED.CACHE] = cache + state;
  }
  const live = from + owners * STORED.WIDTH;
  out[to + owners * OWNED.WIDTH + MEMORY_TAIL.LIVE] =
    stored[live + LIVE.ACTIVATIONS]! * bytesPerElement(formatOf(rules, 'ffn', 'activation', 0)) +
    stored[live + LIVE.LOGITS]! * LOGIT_BYTES +
    stored[live + LIVE.COMMUNICATION]! * bytesPerElement(formatOf(rules, 'ffn', 'communication', 0));
}

/** Weights and cache of all layers on one rank, as where there is a single pipeline stage. */
function sumOwners(structure: Structure, out: Float64Array, at: number): void {
  const { kinds } = structure.layers;
  const tail = at + (kinds.length + 2) * OWNED.WIDTH;
  for (let owner = 0; owner < kinds.length + 2; owner++) {
    const layers = owner < 2 ? 1 : kinds[owner - 2]!.count;
    out[tail + MEMORY_TAIL.WEIGHTS]! += layers * out[at + owner * OWNED.WIDTH + OWNED.WEIGHTS]!;
    out[tail + MEMORY_TAIL.CACHE]! += layers * out[at + owner * OWNED.WIDTH + OWNED.CACHE]!;
  }
}

/** Bytes of a cached element at the end of a phase, whose context decides the size of the low-rank part. */
function storedCacheBytes(
  { mixer }: Layer,
  compression: Parts['formats']['compression'],
  exact: number,
  context: number,
): number {
  if (!isSoftmaxAttention(mixer)) return exact;
  const keys = mixer.kind === 'sliding' ? Math.min(context, mixer.window) : context;
  return cacheBytesPerElement(compression, exact, keys, mixer.headDim);
}

function sumOperatorBytes(
  structure: Structure,
  parallelism: Parts['parallelism'],
  rows: { readonly data: Float64Array; readonly at: number },
  bytes: { readonly data: Float64Array; readonly at: number },
  out: Float64Array,
  at: number,
): void {
  structure.rows.forEach((row, index) => {
    const stages = parallelism[row.phase].pipeline;
    const repeat = rows.data[rows.at + index * ROW.WIDTH + ROW.REPEAT]!;
    const size = (repeat * bytes.data[bytes.at + index * BYTES.WIDTH + BYTES.B]!) / stages;
    const to = at + (row.phase === 'prefill' ? 0 : memoryPhaseWidth(structure));
    const column = row.b.role === 'kv' ? OWNED.CACHE : OWNED.WEIGHTS;
    // All of it under the first owner: these rows have no layers of their own to be split by.
    if (row.kind !== 'collective' && row.kind !== 'vector') out[to + column]! += size;
  });
}
