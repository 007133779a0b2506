import type { Accelerator, MatrixUnit, MemoryTier } from '../hardware/types';
import { formatQuantity } from '../units';

const WIDTH = { element: 0, core: 1, chip: 2 } as const;

/** Tiers of a scope on the chip; NaN where the machine is known by its rates only. */
function instances(scope: MemoryTier['scope'], matrix: MatrixUnit): number {
  if (scope === 'chip') return 1;
  if (matrix.kind !== 'array') return NaN;
  return scope === 'core' ? matrix.cores : matrix.cores * matrix.rows * matrix.columns;
}

function bytesOnChip(tier: MemoryTier, matrix: MatrixUnit): number {
  return (tier.capacityBytes ?? NaN) * instances(tier.scope, matrix);
}

/**
 * What is odd about a tier beside the one inside it, one sentence each. The models compute with such a stack as it is:
 * a remark is no refusal. Figures that are not known draw no remark.
 */
export function tierRemarks({ tiers, matrix }: Pick<Accelerator, 'tiers' | 'matrix'>, at: number): readonly string[] {
  const tier = tiers[at];
  const inner = tiers[at - 1];
  if (tier === undefined || inner === undefined) return [];
  const remarks: string[] = [];
  if (WIDTH[tier.scope] < WIDTH[inner.scope]) {
    remarks.push(`It is one of many, yet stands outside ${inner.label}, which more of the chip shares.`);
  }
  const [outside, inside] = [bytesOnChip(tier, matrix), bytesOnChip(inner, matrix)];
  if (outside < inside) {
    const text = (bytes: number) => formatQuantity(bytes, 'bytes').text;
    remarks.push(`It holds less than ${inner.label} inside it: ${text(outside)} against ${text(inside)} on the chip.`);
  }
  return remarks;
}
