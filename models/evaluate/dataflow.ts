/**
 * What the choice of dataflow does to one design, and what its products move: the models of the engine at level
 * `array`, asked once for each dataflow. There is no formula here that the engine does not have.
 */
import { convolutionTrafficBound, gemmTrafficBound } from '../cost/traffic-bound';
import { gemmFolds, type DataflowCode } from '../cost/systolic';
import { mappingEfficiency } from '../cost/utilisation';
import type { Design } from '../design/types';
import { DATAFLOWS, type Dataflow, type MatrixArray, type MemoryTier } from '../hardware/types';
import { ROW, type Phase, type RowDescriptor } from '../workload/lowering/rows';
import { levelOf } from '../workload/rules';
import type { WorkloadKind } from '../workload/types';
import { attentionOperands } from './explain/attention-operands';
import { compileDesign } from './compile';
import { explainDesign } from './explain/explain';
import { operatorId } from './explain/explain-operators';
import { PART_READERS } from './parts';
import type { Report, ReportOperator } from './explain/report';
import { Runner } from './runner';
import { BYTES } from './stages/bytes';
import { valuesRowOf } from './stages/attention-traffic';
import { technologyOf } from './stages/technology';
import { ACCUMULATOR_BYTES, imagesOf, tileProduct } from './stages/product-tiling';
import { PRODUCT_TILING } from './stages/tiling-columns';
import { stagingBytes } from './stages/staging';

/** Times that differ by a smaller share count as equal: no model is that exact, and no digit on screen shows it. */
export const SAME_TIME = 5e-4;

/** How one operator runs on the array under one dataflow. */
export interface OperatorOnArray {
  /** Time of its MACs at the array's peak over its time on the array, 0..1; memory plays no part. Null: not known. */
  readonly utilisation: number | null;
  /** Seconds on the array, all layers; in decode, mean per step. NaN where the pair of formats has no rate. */
  readonly seconds: number;
  /** Fillings of the array by one product of the stated shape. */
  readonly folds: number;
  /** Share of the array's elements that hold work, averaged over the folds, 0..1. */
  readonly mapping: number;
}

/** Bytes between main memory and the chip, of one layer at the first step. */
export interface OperandTraffic {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export interface DataflowOperator {
  readonly id: string;
  readonly name: string;
  readonly phase: ReportOperator['phase'];
  readonly kind: ReportOperator['kind'];
  readonly layers: string | null;
  readonly part: string | null;
  readonly repeat: number;
  /** Of each product at the first step, and how many there are; expected numbers may be fractions. */
  readonly shape: NonNullable<ReportOperator['shape']>;
  readonly by: Readonly<Record<Dataflow, OperatorOnArray>>;
  /** The dataflows within `SAME_TIME` of the least time on the array; none where no time is known. */
  readonly best: readonly Dataflow[];
  /** Null where the size of the staging memory is not known. */
  readonly traffic: OperandTraffic | null;
  /** Tile of the staging memory with the least traffic; null where its size is not known or operands do not share it. */
  readonly tile: { readonly m: number; readonly n: number; readonly k: number } | null;
  /** Fewest bytes that any schedule moves (`gemmTrafficBound`, for each product); null for attention. */
  readonly boundBytes: number | null;
  /** Traffic over its bound, at least 1 where partial sums that leave come back; null without a bound. */
  readonly ratio: number | null;
}

/** A memory as the floor plan shows it. */
export interface FloorTier {
  readonly tier: MemoryTier;
  readonly instances: number;
  /** Of all instances, in square metres; NaN: not known. Null for memory off the die. */
  readonly squareMetres: number | null;
}

export interface DataflowReport {
  readonly kind: 'array';
  readonly array: MatrixArray;
  /** Whether the design itself is timed at level `array`: at level `roofline` the dataflow does not count. */
  readonly counts: boolean;
  readonly workloadKind: WorkloadKind;
  /** Seconds of each phase as reports have them; NaN where the design has no such time. */
  readonly totals: Readonly<Record<Dataflow, Readonly<Record<Phase, number>>>>;
  readonly operators: readonly DataflowOperator[];
  /** Bytes of the memory that tiles are staged in, all cores; null: not known. */
  readonly stagingBytes: number | null;
  /** Square metres of all processing elements; NaN: not known. */
  readonly arraySquareMetres: number;
  readonly tiers: readonly FloorTier[];
  /** Why the design has no full answer, one sentence each. */
  readonly reasons: readonly string[];
}

/** A design without a dataflow: known by its peak rates, or under assumptions that never look at the array. */
export interface NoDataflow {
  readonly kind: 'rates' | 'assumptions';
}

/** Compares the three dataflows at level `array`, whatever the level of the design is. */
export function explainDataflow(design: Design): DataflowReport | NoDataflow {
  const { matrix, tiers } = design.accelerator;
  if (matrix.kind !== 'array') return { kind: 'rates' };
  const atArray = atLevelArray(design);
  if (levelOf(atArray.assumptions) !== 'array') return { kind: 'assumptions' };
  const reports = byDataflow((dataflow) => explainDesign(withDataflow(atArray, dataflow)));
  const traffic = trafficOf(atArray);
  const staging = stagingBytes(PART_READERS.tierSizes(design), matrix);
  const technology = technologyOf(design.accelerator.technology, PART_READERS.tierSizes(design), matrix);
  return {
    kind: 'array',
    array: matrix,
    counts: levelOf(design.assumptions) === 'array',
    workloadKind: design.workload.kind,
    totals: byDataflow((dataflow) => {
      const { prefill, decode } = reports[dataflow];
      return { prefill: prefill.seconds, decode: decode.seconds };
    }),
    operators: operatorsOf(reports, matrix, traffic),
    stagingBytes: Number.isNaN(staging) ? null : staging,
    arraySquareMetres: reports[matrix.dataflow].area.macs,
    tiers: tiers.map((tier, index) => ({
      tier,
      instances: instancesOf(tier, matrix),
      squareMetres: tier.kind === 'dram' || tier.kind === 'host' ? null : technology.squareMetres[index]!,
    })),
    reasons: reports[matrix.dataflow].reasons,
  };
}

/** The design at level `array`. */
export function atLevelArray(design: Design): Design {
  return { ...design, assumptions: { ...design.assumptions, level: 'array' } };
}

/** The design with another dataflow; itself where it has none. */
export function withDataflow(design: Design, dataflow: Dataflow): Design {
  const { matrix } = design.accelerator;
  if (matrix.kind !== 'array') return design;
  return { ...design, accelerator: { ...design.accelerator, matrix: { ...matrix, dataflow } } };
}

function byDataflow<T>(of: (dataflow: Dataflow) => T): Readonly<Record<Dataflow, T>> {
  return { os: of('os'), ws: of('ws'), is: of('is') };
}

function instancesOf({ scope }: MemoryTier, { rows, columns, cores }: MatrixArray): number {
  return scope === 'chip' ? 1 : scope === 'core' ? cores : rows * columns * cores;
}

/** The reports list the same operators in the same order: a dataflow changes their time only. */
function operatorsOf(
  reports: Readonly<Record<Dataflow, Report>>,
  matrix: MatrixArray,
  traffic: ReadonlyMap<string, Tiled>,
): readonly DataflowOperator[] {
  return reports[matrix.dataflow].operators.flatMap((operator, index): DataflowOperator[] => {
    const { id, name, phase, kind, layers, part, repeat, shape } = operator;
    if (shape === null || (kind !== 'gemm' && kind !== 'scores' && kind !== 'values')) return [];
    const by = byDataflow((dataflow) => onArray(reports[dataflow].operators[index]!, shape, matrix, dataflow));
    const least = Math.min(...DATAFLOWS.map((dataflow) => by[dataflow].seconds));
    return [
      {
        ...{ id, name, phase, kind, layers, part, repeat, shape, by },
        best: DATAFLOWS.filter((dataflow) => by[dataflow].seconds <= least * (1 + SAME_TIME)),
        ...(traffic.get(id) ?? NOT_TILED),
      },
    ];
  });
}

function onArray(
  { utilisation, seconds, secondsBy }: ReportOperator,
  { m, n, k }: DataflowOperator['shape'],
  { rows, columns }: MatrixArray,
  dataflow: Dataflow,
): OperatorOnArray {
  const code = DATAFLOWS.indexOf(dataflow) as DataflowCode;
  const share = utilisation === null ? NaN : (utilisation * seconds) / secondsBy.compute;
  return {
    utilisation: Number.isNaN(share) ? null : share,
    seconds: secondsBy.compute,
    folds: gemmFolds(code, m, n, k, rows, columns),
    mapping: mappingEfficiency(code, m, n, k, rows, columns),
  };
}

type Tiled = Pick<DataflowOperator, 'traffic' | 'tile' | 'boundBytes' | 'ratio'>;

const NOT_TILED: Tiled = { traffic: null, tile: null, boundBytes: null, ratio: null };

/** Traffic of the best tile of every product, by operator, and of weights its bound. Empty without a staging memory. */
function trafficOf(design: Design): ReadonlyMap<string, Tiled> {
  const runner = new Runner(compileDesign(design));
  runner.evaluate(0);
  const { structure, outputs, rules } = runner.context;
  const { rows, bytes } = outputs;
  const matrix = PART_READERS.matrix(design);
  const capacity = stagingBytes(PART_READERS.tierSizes(design), matrix);
  const out = new Float64Array(PRODUCT_TILING.WIDTH);
  const found = new Map<string, Tiled>();
  if (Number.isNaN(capacity)) return found;
  structure.rows.forEach((row, index) => {
    const from = rows.at + index * ROW.WIDTH;
    if (rows.data[from + ROW.REPEAT] === 0 || rows.data[from + ROW.MACS] === 0) return;
    const valuesRow = valuesRowOf(structure, index);
    if (valuesRow >= 0) {
      const [scores, values] = attentionOperands(runner.context, index, capacity);
      found.set(operatorId(row, index), { ...NOT_TILED, ...scores });
      found.set(operatorId(structure.rows[valuesRow]!, valuesRow), { ...NOT_TILED, ...values });
    }
    if (row.kind !== 'gemm') return;
    tileProduct(row, capacity, matrix, rules, rows.data, from, bytes.data, bytes.at + index * BYTES.WIDTH, out, 0);
    found.set(operatorId(row, index), tiledOf(row, rows.data, from, out, capacity));
  });
  return found;
}

function tiledOf(row: RowDescriptor, rows: Float64Array, from: number, out: Float64Array, capacity: number): Tiled {
  const groups = rows[from + ROW.GROUPS]!;
  const a = groups * out[PRODUCT_TILING.A_BYTES]!;
  const b = groups * out[PRODUCT_TILING.B_BYTES]!;
  const c = groups * out[PRODUCT_TILING.C_BYTES]!;
  const [perA, perB, perC] = [out[PRODUCT_TILING.PER_A]!, out[PRODUCT_TILING.PER_B]!, out[PRODUCT_TILING.PER_C]!];
  const bytesEach = [perA, perB, ACCUMULATOR_BYTES, perC] as const;
  const bound =
    row.window === null
      ? gemmTrafficBound(rows[from + ROW.M]!, rows[from + ROW.N]!, rows[from + ROW.K]!, ...bytesEach, capacity)
      : convolutionTrafficBound(
          row.window.tiles,
          imagesOf(row.window, rows, from),
          row.window.channels,
          row.window.filters,
          ...bytesEach,
          capacity,
        );
  return {
    traffic: { a, b, c },
    tile: Number.isNaN(out[PRODUCT_TILING.TILE_M]!)
      ? null
      : { m: out[PRODUCT_TILING.TILE_M]!, n: out[PRODUCT_TILING.TILE_N]!, k: out[PRODUCT_TILING.TILE_K]! },
    boundBytes: groups * bound,
    ratio: (a + b + c) / (groups * bound),
  };
}
