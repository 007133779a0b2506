import type { Ceiling, Report } from '../../../models/evaluate/report';
import { formatQuantity } from '../../../models/units';

/** Which bytes the horizontal axis counts: intensity differs from memory to memory. */
export type RooflineTier = 'memory' | 'onChip';

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

export function otherTier(tier: RooflineTier): RooflineTier {
  return tier === 'memory' ? 'onChip' : 'memory';
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

export function memoryRoof(report: Report, tier: RooflineTier): MemoryRoof | null {
  const ceiling = report.ceilings.find(({ kind, rate }) => kind === tier && isDrawable(rate));
  if (ceiling === undefined) return null;
  const { label, rate } = ceiling;
  return { label: `${label} · ${formatQuantity(rate, 'bytesPerSecond').text}`, name: label, bytesPerSecond: rate };
}

/** The tiers that can be told apart for a design: those in which an operator has an intensity. */
export function tiersOf(report: Report): readonly RooflineTier[] {
  return (['memory', 'onChip'] as const).filter((tier) => report.operators.some((o) => intensityOf(o, tier) !== null));
}

export function intensityOf(operator: Report['operators'][number], tier: RooflineTier): number | null {
  const intensity = tier === 'memory' ? operator.intensity : operator.onChipIntensity;
  return intensity !== null && isDrawable(intensity) ? intensity : null;
}

/** Whether a log axis can show it. */
export function isDrawable(value: number): boolean {
  return value > 0 && value < Infinity;
}
