import type { Ceiling, Report, ReportOperator } from '../../../models/evaluate/explain/report';
import type { TiersReport } from '../../../models/evaluate/explain/tiers-report';
import { formatQuantity } from '../../../models/units';

/** A design with its memories. Intensity differs from memory to memory: `at` is a position in `memories.tiers`. */
export interface RooflineSubject {
  readonly report: Report;
  readonly memories: TiersReport;
}

/** Whose bytes the horizontal axis counts: the id of a memory, or all of them; null, or an id unknown, is main memory. */
export type RooflineTier = string | null;

/** Main memory's bytes, with the roofs and the dots of all other memories beside. */
export const ALL_TIERS = 'all memories';

/** Position of the memory that a choice stands for. */
export function tierIndex({ memories }: RooflineSubject, tier: RooflineTier): number {
  return Math.max(0, memories.tiers.findIndex(({ id }) => id === tier)); // prettier-ignore
}

/** A horizontal roof. Classes that multiply at the same rate share one. */
export interface ComputeRoof {
  readonly label: string;
  readonly rate: number;
  /** Whether an operator of the design multiplies in one of its classes. */
  readonly used: boolean;
}

export interface MemoryRoof {
  readonly label: string;
  readonly name: string;
  readonly bytesPerSecond: number;
}

/** Roofs by falling rate, names of used classes first. */
export function computeRoofs(report: Report): readonly ComputeRoof[] {
  const inUse = new Set(report.operators.map(({ computeClass }) => computeClass?.toUpperCase()));
  const byRate = new Map<number, Ceiling[]>();
  for (const ceiling of report.ceilings) {
    if (ceiling.kind !== 'compute' || !isDrawable(ceiling.rate)) continue;
    byRate.set(ceiling.rate, [...(byRate.get(ceiling.rate) ?? []), ceiling]);
  }
  const roofs = [...byRate].map(([rate, ceilings]): ComputeRoof => {
    const used = ceilings.filter(({ label }) => inUse.has(label.toUpperCase()));
    const named = used.length > 0 ? used : ceilings;
    const names = named.map(({ label }) => label).join(', ');
    return { label: `${names} · ${formatQuantity(rate, 'opsPerSecond').text}`, rate, used: used.length > 0 };
  });
  return roofs.sort((a, b) => b.rate - a.rate);
}

/** Null where the bandwidth is not known. */
export function memoryRoof({ memories }: RooflineSubject, at: number): MemoryRoof | null {
  const tier = memories.tiers[at];
  if (tier === undefined || tier.bytesPerSecond === null || !isDrawable(tier.bytesPerSecond)) return null;
  const { label, bytesPerSecond } = tier;
  return { label: `${label} · ${formatQuantity(bytesPerSecond, 'bytesPerSecond').text}`, name: label, bytesPerSecond };
}

/** What a memory is called in sentences and titles. */
export function tierName({ memories }: RooflineSubject, at: number): string {
  return memories.tiers[at]?.label ?? 'main memory';
}

/** Operations per byte between a memory and what lies inside it; null where there are none of either, or not known. */
export function intensityOf({ memories }: RooflineSubject, operator: ReportOperator, at: number): number | null {
  const intensity = operator.operations / (memories.bytes.get(operator.id)?.[at] ?? NaN);
  return isDrawable(intensity) ? intensity : null;
}

/** Whether a log axis can show it. */
export function isDrawable(value: number): boolean {
  return value > 0 && value < Infinity;
}
