/** Memories on the chip that are too small for any loop nest, and the capacities that would do. */
import { fieldOf } from '../../design/fields';
import type { Design } from '../../design/types';
import { formatQuantity } from '../../units';
import { levelOf } from '../../workload/rules';
import { compileDesign } from '../compile';
import type { FieldValue, Fix } from './fix';
import type { ProductMapper } from '../mapped/product-mapper';
import { Runner } from '../runner';
import { evaluateSingle } from '../single';
import { missingCapacities } from '../mapped/unmapped';

/**
 * At level `mapped`: capacities of memories on the chip with which every product has a loop nest, one memory alone where that
 * is enough, else all that are too small at once.
 */
export function capacityFixes(design: Design, mapper: ProductMapper | null): readonly Fix[] {
  const tiers = [...missingIn(design, mapper).keys()];
  const alone = tiers.flatMap((tier) => fixWith(roomFor(design, mapper, tier)));
  return alone.length > 0 ? alone : fixWith(tiers.length === 0 ? null : roomFor(design, mapper));
}

function fixWith(room: Room | null): readonly Fix[] {
  if (room === null) return [];
  const [first, ...also] = room.values;
  if (first === undefined) return [];
  return [{ ...first, label: room.labels.join(' and '), ...(also.length === 0 ? {} : { also }) }];
}

/** Capacities that leave no product without a loop nest. */
interface Room {
  readonly values: readonly FieldValue[];
  readonly labels: readonly string[];
}

/** What lacks least lacks more when it is looked at again: sums are first counted as narrow as they can be. */
const CAPACITY_ROUNDS = 6;

/** The least capacities with which a design has all its loop nests, of all memories or of `only` one; null: there are none. */
export function roomFor(design: Design, mapper: ProductMapper | null, only: string | null = null): Room | null {
  const bytes = new Map<string, number>();
  let changed = design;
  for (let round = 0; round < CAPACITY_ROUNDS; round++) {
    const missing = missingIn(changed, mapper);
    if (missing.size === 0) {
      const ok = mapper !== null && evaluateSingle(changed, { mapper }).ok;
      return ok ? roomOf(design, bytes) : null;
    }
    for (const [tier, needed] of missing) {
      if (only !== null && tier !== only) return null;
      bytes.set(tier, Math.max(bytes.get(tier) ?? 0, wholeKibibytes(needed)));
      changed = fieldOf(changed, capacityField(tier)).set(changed, bytes.get(tier)!);
    }
  }
  return null;
}

function roomOf(design: Design, bytes: ReadonlyMap<string, number>): Room {
  const entries = [...bytes];
  return {
    values: entries.map(([tier, value]) => ({ field: capacityField(tier), value })),
    labels: entries.map(([tier, value]) => {
      const { label } = design.accelerator.tiers.find(({ id }) => id === tier)!;
      return `${label} of ${formatQuantity(value, 'bytes').text}`;
    }),
  };
}

const capacityField = (tier: string) => `tier.${tier}.capacity`;

/** Memories on the chip in which some product has no room for any loop nest, and the least capacity that would do for it. */
export function missingIn(design: Design, mapper: ProductMapper | null): ReadonlyMap<string, number> {
  if (levelOf(design.assumptions) !== 'mapped' || mapper === null) return new Map();
  const runner = new Runner(compileDesign(design), { mapper });
  runner.evaluate(0);
  return missingCapacities(runner.context, design);
}

/** Sizes that a memory is made in, rather than the very last byte. */
function wholeKibibytes(bytes: number): number {
  return bytes < 1024 ? bytes : Math.ceil(bytes / 1024) * 1024;
}
