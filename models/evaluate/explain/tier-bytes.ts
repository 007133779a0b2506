/**
 * Bytes of one row between each memory and what lies inside it, from main memory inwards.
 *
 * - Main memory: the stage `traffic`, at every level.
 * - A product at level `mapped`: its loop nest (`memoryTraffic`).
 * - A product at level `array`: a memory moves what the best tile of the next memory inside makes it move (`tileProduct`, each
 *   memory tiled for itself); the innermost moves what the folds of the array read and write under the design's dataflow
 *   (`bufferReadsA`, `bufferReadsB`, `bufferWritesOutput`), partial sums with 4 bytes.
 * - Everything else, attention included: what passes main memory passes each memory inside once, and so does what stays on
 *   the chip.
 * - Registers of the elements, but for a nest: the accesses of `ACCESSES_PER_MAC`, 16-bit words. Vector work has none.
 *
 * A memory that holds some operands only moves these. Not modelled: reading twice what several cores share, attention's
 * reading again of what a memory inside staging has no room for.
 */
import { sumAffine } from '../../cost/context-sum';
import {
  bufferReadsA,
  bufferReadsB,
  bufferReadsOutput,
  bufferWritesOutput,
  type DataflowCode,
} from '../../cost/systolic';
import type { Design } from '../../design/types';
import { ACCESSES_PER_MAC, REGISTER_WORD_BYTES } from '../../hardware/technology/registers';
import { DATAFLOWS, TIER_OPERANDS, type MemoryTier, type TierOperand } from '../../hardware/types';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import type { Context } from '../context';
import { mappedProducts } from '../mapped/mapped-rows';
import { memoryTraffic } from '../mapped/memory-traffic';
import { PART_READERS } from '../parts';
import { BYTES } from '../stages/bytes';
import { isMapped } from '../stages/mapping-columns';
import { ACCUMULATOR_BYTES, tileProduct } from '../stages/product-tiling';
import { PRODUCT_TILING } from '../stages/tiling-columns';
import { instanceBytes } from '../stages/staging';
import { TRAFFIC } from '../stages/traffic-columns';

/** Bytes at each of `tiers` (main memory is the last), all layers and steps of the row; NaN where a size is missing. */
export function rowTierBytes(
  context: Context,
  design: Design,
  index: number,
  tiers: readonly MemoryTier[],
): readonly number[] {
  const row = new RowTraffic(context, design, index, tiers);
  return tiers.map((_, at) => row.bytesAt(at));
}

/** Bytes of a memory inside which nothing needs tiles. */
const EVERYTHING_FITS = Number.MAX_SAFE_INTEGER;

class RowTraffic {
  readonly #context: Context;
  readonly #design: Design;
  readonly #index: number;
  readonly #row: RowDescriptor;
  readonly #tiers: readonly MemoryTier[];
  readonly #from: number;
  readonly #sizes: number;
  /** Of the loop nest, by tier; null: the row has none at this level. */
  readonly #nest: ReadonlyMap<string, number> | null;

  constructor(context: Context, design: Design, index: number, tiers: readonly MemoryTier[]) {
    this.#context = context;
    this.#design = design;
    this.#index = index;
    this.#tiers = tiers;
    this.#row = context.structure.rows[index]!;
    this.#from = context.outputs.rows.at + index * ROW.WIDTH;
    this.#sizes = context.outputs.bytes.at + index * BYTES.WIDTH;
    const hasNest = isMapped(this.#row, context.rules) && this.#size(ROW.MACS) > 0;
    this.#nest = hasNest ? this.#nestBytes() : null;
  }

  bytesAt(at: number): number {
    const { data, at: start } = this.#context.outputs.traffic;
    const moved = (column: number) => this.#overSteps(data, start + this.#index * TRAFFIC.WIDTH + column);
    if (at === this.#tiers.length - 1) return moved(TRAFFIC.OFF);
    const { id, scope } = this.#tiers[at]!;
    if (this.#nest !== null) return (this.#nest.get(id) ?? NaN) + this.#besides(at);
    if (scope === 'element') return this.#registerBytes(at);
    if (this.#row.kind === 'gemm' && this.#context.rules.level === 'array' && this.#size(ROW.MACS) > 0) {
      const each = this.#holds(at).reduce((sum, operand) => sum + this.#tiledBytes(at, operand), 0);
      return this.#size(ROW.REPEAT) * this.#size(ROW.STEPS) * this.#size(ROW.GROUPS) * each + this.#besides(at);
    }
    return this.#holds(at).length === TIER_OPERANDS.length
      ? moved(TRAFFIC.OFF) + moved(TRAFFIC.ON)
      : this.#placedBytes(at) + this.#besides(at);
  }

  #size(column: number): number {
    return this.#context.outputs.rows.data[this.#from + column]!;
  }

  #overSteps(data: Float64Array, column: number): number {
    return sumAffine(data[column]!, data[column + 1]!, this.#size(ROW.STEPS));
  }

  #holds(at: number): readonly TierOperand[] {
    return this.#tiers[at]!.holds ?? TIER_OPERANDS;
  }

  /** Keys and values written beside the product leave the chip through whatever holds results. */
  #besides(at: number): number {
    if (!this.#holds(at).includes('output')) return 0;
    const each = this.#context.outputs.bytes.data[this.#sizes + BYTES.BESIDES]!;
    return this.#size(ROW.REPEAT) * this.#size(ROW.STEPS) * each;
  }

  /** Operands that a memory holds, each once. */
  #placedBytes(at: number): number {
    const { data } = this.#context.outputs.bytes;
    const column = { input: BYTES.A, weight: BYTES.B, output: BYTES.C } as const;
    const once = (operand: TierOperand) => this.#overSteps(data, this.#sizes + column[operand]);
    return this.#size(ROW.REPEAT) * this.#holds(at).reduce((sum, operand) => sum + once(operand), 0);
  }

  /** Of an operand that several register files may hold, each has an equal share. */
  #registerBytes(at: number): number {
    const holders = (operand: TierOperand) =>
      this.#tiers.filter(({ scope }, tier) => scope === 'element' && this.#holds(tier).includes(operand)).length;
    const words = this.#holds(at).reduce((sum, operand) => sum + ACCESSES_PER_MAC[operand] / holders(operand), 0);
    const macs = this.#size(ROW.REPEAT) * this.#overSteps(this.#context.outputs.rows.data, this.#from + ROW.MACS);
    return macs === 0 ? 0 : macs * words * REGISTER_WORD_BYTES;
  }

  /** One product at level `array`: tiles of the next memory inside that holds the operand, or the folds of the array. */
  #tiledBytes(at: number, operand: TierOperand): number {
    const inside = this.#tiers.findLastIndex(
      ({ scope }, tier) => tier < at && scope !== 'element' && this.#holds(tier).includes(operand),
    );
    const out = new Float64Array(PRODUCT_TILING.WIDTH);
    const matrix = PART_READERS.matrix(this.#design);
    const capacity = inside < 0 ? EVERYTHING_FITS : instanceBytes(this.#tiers[inside]!, matrix);
    if (Number.isNaN(capacity)) return NaN;
    const { rows, bytes } = this.#context.outputs;
    const { rules } = this.#context;
    // On the chip every operand moves, whatever main memory sees of it.
    const row: RowDescriptor = {
      ...this.#row,
      a: { ...this.#row.a, place: 'off' },
      c: { ...this.#row.c, place: 'off' },
    };
    tileProduct(row, capacity, matrix, rules, rows.data, this.#from, bytes.data, this.#sizes, out, 0);
    if (inside < 0) return this.#foldBytes(operand, out);
    const column = { input: PRODUCT_TILING.A_BYTES, weight: PRODUCT_TILING.B_BYTES, output: PRODUCT_TILING.C_BYTES };
    return out[column[operand]]!;
  }

  /** What the folds of the array read and write of one product; `tiling` says how wide its elements are. */
  #foldBytes(operand: TierOperand, tiling: Float64Array): number {
    const matrix = PART_READERS.matrix(this.#design);
    if (matrix.kind !== 'array') return NaN;
    const { rows, columns } = matrix;
    const dataflow = DATAFLOWS.indexOf(matrix.dataflow) as DataflowCode;
    const [m, n, k] = [this.#size(ROW.M), this.#size(ROW.N), this.#size(ROW.K)];
    if (operand === 'input') {
      return bufferReadsA(dataflow, m, n, k, rows, columns) * tiling[PRODUCT_TILING.PER_A]!;
    }
    if (operand === 'weight') {
      return bufferReadsB(dataflow, m, n, k, rows, columns) * tiling[PRODUCT_TILING.PER_B]!;
    }
    const readBack = this.#context.rules.partialSumReadBack ? 1 : 0;
    const partial =
      bufferWritesOutput(dataflow, m, n, k, rows) - m * n + bufferReadsOutput(dataflow, m, n, k, rows, readBack);
    return m * n * tiling[PRODUCT_TILING.PER_C]! + partial * ACCUMULATOR_BYTES;
  }

  #nestBytes(): ReadonlyMap<string, number> {
    const { matrix, tiers } = this.#design.accelerator;
    const found = new Map<string, number>();
    if (matrix.kind !== 'array') return found;
    const layersAndSteps = this.#size(ROW.REPEAT) * this.#size(ROW.STEPS);
    for (const { product, answer, share, amount } of mappedProducts(this.#context, this.#design, this.#index)) {
      if (answer.kind === 'unmapped') return new Map();
      for (const { tier, held } of memoryTraffic(answer, product, tiers, matrix)) {
        found.set(tier, (found.get(tier) ?? 0) + layersAndSteps * share * amount * held);
      }
    }
    return found;
  }
}
