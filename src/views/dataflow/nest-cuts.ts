import type { ProductMapping } from '../../../models/evaluate/mapped/product-mapper';
import { TIER_OPERANDS, type TierOperand } from '../../../models/hardware/types';

/** Loops in a row that run in the part of the nest of one memory. */
export interface NestCut {
  readonly from: number;
  readonly rows: number;
  readonly label: string;
}

/** For each operand, the runs of loops by the memory that keeps what the loops inside need. */
export function nestCuts({ loops, traffic }: Pick<ProductMapping, 'loops' | 'traffic'>) {
  const labels = new Map(traffic.map(({ tier, label }) => [tier, tier.startsWith('register-') ? 'register' : label]));
  const cutsOf = (operand: TierOperand): readonly NestCut[] => {
    const starts = loops.flatMap(({ tiers }, at) => (tiers[operand] === loops[at - 1]?.tiers[operand] ? [] : [at]));
    return starts.map((from, index) => {
      const tier = loops[from]!.tiers[operand];
      return { from, rows: (starts[index + 1] ?? loops.length) - from, label: labels.get(tier) ?? tier };
    });
  };
  return Object.fromEntries(TIER_OPERANDS.map((operand) => [operand, cutsOf(operand)])) as Readonly<
    Record<TierOperand, readonly NestCut[]>
  >;
}

/** Loops that are done at the same time, in words. */
export function parallelText({ spatial }: Pick<ProductMapping, 'spatial'>): string {
  const short = (factor: number) => factor.toLocaleString('en', { maximumFractionDigits: 2 });
  const laid = spatial.map(({ along, dim, factor }) => `${dim} × ${short(factor)} along the ${along}`);
  return laid.length === 0 ? 'nothing in parallel' : `in parallel: ${laid.join(', ')}`;
}
