import type { Design } from '../../design/types';
import { formatQuantity } from '../../units';
import type { Context } from '../context';
import { mappedRows, type EvaluatedRows } from './mapped-rows';
import { SEARCHING, type ProductMisfit } from './product-mapper';

/** Why products of a design at level `mapped` have no loop nest, one sentence each; the same sentence once. */
export function unmappedReasons(context: EvaluatedRows, design: Design): readonly string[] {
  const reasons = mappedRows(context, design).flatMap(({ row, answer }) => {
    if (answer.kind === 'mapped') return [];
    if (answer === SEARCHING) return [SEARCHING.reason];
    const [misfit] = answer.misfits;
    const { name } = context.structure.rows[row]!;
    return [misfit === undefined ? `${name}: ${answer.reason}` : `${name}: ${misfitSentence(misfit)}`];
  });
  return [...new Set(reasons)];
}

/** By how much a memory is too small for every nest of a product, and what needs the room; continues a sentence. */
export function misfitSentence({ label, needs, capacityBytes, neededBytes }: ProductMisfit): string {
  const bytes = (value: number) => formatQuantity(value, 'bytes').text.replaceAll('\u00a0', ' ');
  const parts = needs.map(({ operand, bytes: each }) => `${operand} ${bytes(each)}`).join(', ');
  const short = bytes(neededBytes - capacityBytes);
  return `no loop nest fits. ${label} has ${bytes(capacityBytes)}, ${short} less than every nest needs there (${parts}).`;
}

/** The capacities, by tier, that would let every product that does not fit have a nest; the largest for each tier. */
export function missingCapacities(context: Context, design: Design): ReadonlyMap<string, number> {
  const needed = new Map<string, number>();
  for (const { answer } of mappedRows(context, design)) {
    if (answer.kind === 'mapped') continue;
    for (const { tier, neededBytes } of answer.misfits) {
      needed.set(tier, Math.max(needed.get(tier) ?? 0, neededBytes));
    }
  }
  return needed;
}
