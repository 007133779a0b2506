import type { Report } from './report';

/** A memory with its ceiling. */
export interface ReportTier {
  /** Id of the design's tier. */
  readonly id: string;
  readonly label: string;
  readonly isMain: boolean;
  /** Of all instances, efficiency included; null: not known. */
  readonly bytesPerSecond: number | null;
}

export interface TiersReport {
  /** From main memory inwards. */
  readonly tiers: readonly ReportTier[];
  /** By id of the operator: bytes between each of `tiers` and what lies inside it, mean per step, all layers; NaN: not known. */
  readonly bytes: ReadonlyMap<string, readonly number[]>;
}

/** Main memory alone, as the report has it: for pictures that show no other. */
export function mainMemoryOf({ ceilings, operators }: Pick<Report, 'ceilings' | 'operators'>): TiersReport {
  const main = ceilings.find(({ kind }) => kind === 'memory');
  return {
    tiers: [{ id: 'main', label: main?.label ?? 'Memory', isMain: true, bytesPerSecond: main?.rate ?? null }],
    bytes: new Map(operators.map(({ id, memoryBytes }) => [id, [memoryBytes]])),
  };
}
