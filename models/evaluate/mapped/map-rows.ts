import { stagingTierIndex } from '../../hardware/tiers';
import { ROW } from '../../workload/lowering/rows';
import { machineFor, type MachineParts } from './mapped-machine';
import type { Machine, MappingParts, ProductMapper, ProductMapping, SizedRows } from './product-mapper';
import { productsOf } from './row-products';
import { BYTES } from '../stages/bytes';
import { isMapped, MAPPING, MAPPING_TAIL } from '../stages/mapping-columns';
import { rateOf } from '../stages/row-rate';

/** Asks the mapper for the loop nest of every product with weights, and writes the columns of the stage `mapping`. */
export function writeMappedRows(
  mapper: Pick<ProductMapper, 'map'>,
  parts: MappingParts,
  { structure, outputs: { rows, bytes } }: SizedRows,
  out: Float64Array,
  at: number,
): void {
  const { rules, tierSizes } = parts;
  const tail = at + structure.rows.length * MAPPING.WIDTH;
  const machines = new MachinesByPace(parts);
  const staging = tierSizes[stagingTierIndex(tierSizes)]?.id;
  structure.rows.forEach((row, index) => {
    const from = rows.at + index * ROW.WIDTH;
    const to = at + index * MAPPING.WIDTH;
    const repeat = rows.data[from + ROW.REPEAT]!;
    if (!isMapped(row, rules) || repeat === 0 || rows.data[from + ROW.MACS] === 0) return;
    const { macsPerElement } = rateOf(row, parts);
    const machine = machines.of(macsPerElement);
    if (machine === null || Number.isNaN(macsPerElement)) {
      out.fill(NaN, to, to + MAPPING.WIDTH);
      return;
    }
    const products = productsOf(row, rules, rows.data, from, bytes.data, bytes.at + index * BYTES.WIDTH);
    for (const { product, share, amount } of products) {
      const answer = mapper.map(product, machine);
      if (answer.kind === 'mapped') {
        const times = repeat * share;
        addMapping(answer, machine, staging, times / macsPerElement, times * amount, out, to);
        continue;
      }
      out.fill(NaN, to, to + MAPPING.WIDTH);
      if (answer.misfits.length > 0) out[tail + MAPPING_TAIL.MISFITS]!++;
      return;
    }
  });
}

/** One machine object for each pace of its elements: the mapper tells machines apart by it. */
class MachinesByPace {
  readonly #parts: MachineParts;
  readonly #machines = new Map<number, Machine | null>();

  constructor(parts: MachineParts) {
    this.#parts = parts;
  }

  of(macsPerElement: number): Machine | null {
    const known = this.#machines.get(macsPerElement);
    if (known !== undefined) return known;
    const machine = machineFor(this.#parts, macsPerElement);
    this.#machines.set(macsPerElement, machine);
    return machine;
  }
}

function addMapping(
  { cycles, traffic }: ProductMapping,
  machine: Machine,
  staging: string | undefined,
  times: number,
  amount: number,
  out: Float64Array,
  to: number,
): void {
  out[to + MAPPING.CYCLES]! += times * cycles.counted;
  const main = machine.tiers.find(({ isMain }) => isMain)!.id;
  for (const tier of traffic) {
    out[to + (tier.tier === main ? MAPPING.OFF_JOULES : MAPPING.ON_JOULES)]! += amount * tier.joules;
    if (tier.tier === main) out[to + MAPPING.OFF]! += amount * bytesOf(tier);
    if (tier.tier === staging) out[to + MAPPING.ON]! += amount * bytesOf(tier);
  }
}

function bytesOf({ readBytes, writtenBytes }: ProductMapping['traffic'][number]): number {
  const sum = (bytes: typeof readBytes) => bytes.input + bytes.weight + bytes.output;
  return sum(readBytes) + sum(writtenBytes);
}
