import type { Design, Efficiency, FormatRule, KeyValueCompression } from '../design/types';
import { NO_ECONOMICS_ASSUMPTIONS, type EconomicsAssumptions } from '../hardware/economics/assumptions';
import type { MatrixUnit, NetworkLevel, PairDatapath, VectorUnit } from '../hardware/types';
import { resolveRules, type Rules } from '../workload/rules';
import type { LayerRange } from '../workload/layer-kinds';
import type { Parallelism, Tokens } from '../workload/lowering/types';
import type { Workload } from '../workload/types';

/**
 * A design cut into the parts that stages may depend on. A field belongs to exactly one part, and a stage declares
 * which parts it reads; so the axes that a stage depends on follow, and nothing else has to be told.
 */
export interface Parts {
  readonly workload: Workload;
  /** Layer ranges of the format rules: they decide which layers are of one kind. */
  readonly layerRanges: readonly LayerRange[];
  readonly rules: Rules;
  readonly tokens: Tokens;
  readonly parallelism: { readonly prefill: Parallelism; readonly decode: Parallelism };
  readonly formats: { readonly rules: readonly FormatRule[]; readonly compression: KeyValueCompression | null };
  /** The matrix unit without its clock and its datapath. */
  readonly matrix: MatrixPart;
  readonly datapath: PairDatapath | null;
  readonly clock: number;
  readonly vector: VectorUnit;
  /** Everything about the tiers but their bandwidth. */
  readonly tierSizes: readonly TierSize[];
  readonly tierRates: readonly (number | null)[];
  readonly technology: Design['accelerator']['technology'];
  readonly network: readonly NetworkLevel[];
  readonly efficiency: Efficiency;
  readonly system: { readonly chips: number | null; readonly offload: boolean };
  /** What cost and carbon need besides the machine. */
  readonly economics: {
    readonly own: EconomicsAssumptions;
    readonly publishedDieSquareMetres: number | null;
  };
}

export type PartId = keyof Parts;

export type TierSize = Omit<Design['accelerator']['tiers'][number], 'bytesPerSecond'>;

type WithoutClock<T> = T extends { readonly clockHz: number } ? Omit<T, 'clockHz' | 'datapath'> : T;
export type MatrixPart = WithoutClock<MatrixUnit>;

/** How each part is read from a design. */
export const PART_READERS: { readonly [P in PartId]: (design: Design) => Parts[P] } = {
  workload: (design) => design.workload,
  layerRanges: (design) => design.formats.flatMap((rule) => (rule.match.layers ? [rule.match.layers] : [])),
  rules: (design) => resolveRules(design.assumptions),
  tokens: ({ deployment }) => ({
    prefillBatch: deployment.prefillBatch,
    decodeBatch: deployment.decodeBatch,
    promptTokens: singleCount(deployment.promptTokens),
    outputTokens: singleCount(deployment.outputTokens),
    beams: deployment.beams,
  }),
  parallelism: ({ deployment }) => ({ prefill: deployment.prefillParallelism, decode: deployment.decodeParallelism }),
  formats: (design) => ({ rules: design.formats, compression: design.deployment.keyValueCompression }),
  matrix: ({ accelerator }) => withoutClock(accelerator.matrix),
  datapath: ({ accelerator }) => (accelerator.matrix.kind === 'array' ? (accelerator.matrix.datapath ?? null) : null),
  clock: ({ accelerator }) => (accelerator.matrix.kind === 'array' ? accelerator.matrix.clockHz : 1),
  vector: ({ accelerator }) => accelerator.vector,
  tierSizes: ({ accelerator }) => accelerator.tiers.map(({ bytesPerSecond: _, ...size }) => size),
  tierRates: ({ accelerator }) => accelerator.tiers.map((tier) => tier.bytesPerSecond),
  technology: ({ accelerator }) => accelerator.technology,
  network: ({ system }) => system.network,
  efficiency: (design) => design.efficiency,
  system: ({ system, deployment }) => ({ chips: chipsOf(system), offload: deployment.offload }),
  economics: ({ economics, accelerator }) => ({
    own: { ...NO_ECONOMICS_ASSUMPTIONS, ...economics },
    publishedDieSquareMetres: accelerator.published.dieAreaSquareMetres,
  }),
};

function withoutClock(matrix: MatrixUnit): MatrixPart {
  if (matrix.kind === 'rates') return matrix;
  const { clockHz: _, datapath: __, ...rest } = matrix;
  return rest;
}

/** The count itself, or NaN for a histogram: lowering mixed lengths is not modelled, and the result is missing. */
function singleCount(count: Design['deployment']['promptTokens']): number {
  return typeof count === 'number' ? count : NaN;
}

function chipsOf(system: Design['system']): number | null {
  let chips = 0;
  for (const { count } of system.nodes) {
    if (count === null) return null;
    chips += count;
  }
  return chips;
}
