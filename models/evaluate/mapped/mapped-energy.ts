/** Energy of loop nests where the figures of memories disagree. */
import type { Design } from '../../design/types';
import type { SpanEnd } from '../../hardware/technology/resolve';
import { mainMemoryIndex } from '../../hardware/tiers';
import { ROW } from '../../workload/lowering/rows';
import type { Context } from '../context';
import { mappedProducts } from './mapped-rows';
import { PART_READERS } from '../parts';
import type { ProductMapping, TierTraffic } from './product-mapper';
import type { Inputs } from '../stage';
import { MAPPING } from '../stages/mapping-columns';
import { technologyOf } from '../stages/technology';

/** Joules of a byte read and written, by the id of a memory. */
type Prices = ReadonlyMap<string, { readonly read: number; readonly written: number; readonly isMain: boolean }>;

/**
 * The columns of the stage `mapping` with all figures at one end of their spans. The nests are those that were found with
 * the figures themselves: at other prices another one of the same time could be cheaper, so an end is where these nests are.
 */
export function mappingAt(context: Context, design: Design, end: SpanEnd): Inputs {
  const { mapping, rows } = context.outputs;
  const count = context.structure.rows.length;
  const data = mapping.data.slice(mapping.at, mapping.at + count * MAPPING.WIDTH);
  const prices = pricesAt(design, end);
  for (let row = 0; row < count; row++) {
    const to = row * MAPPING.WIDTH;
    if (Number.isNaN(data[to + MAPPING.ON_JOULES]! + data[to + MAPPING.OFF_JOULES]!)) continue;
    const repeat = rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]!;
    data[to + MAPPING.ON_JOULES] = 0;
    data[to + MAPPING.OFF_JOULES] = 0;
    for (const { answer, share, amount } of mappedProducts(context, design, row)) {
      if (answer.kind === 'mapped') addJoules(answer, repeat * share * amount, prices, data, to);
    }
  }
  return { data, at: 0 };
}

function pricesAt(design: Design, end: SpanEnd): Prices {
  const tiers = PART_READERS.tierSizes(design);
  const technology = PART_READERS.technology(design);
  const figures = technologyOf(technology, tiers, PART_READERS.matrix(design), [], end);
  const main = mainMemoryIndex(tiers);
  return new Map(
    tiers.map(({ id }, index) => {
      const [read, written] = [figures.readJoulesPerByte[index]!, figures.writeJoulesPerByte[index]!];
      return [id, { read, written, isMain: index === main }];
    }),
  );
}

function addJoules({ traffic }: ProductMapping, times: number, prices: Prices, out: Float64Array, to: number): void {
  for (const { tier, readBytes, writtenBytes } of traffic) {
    const price = prices.get(tier);
    // Registers that an element is taken to have cost nothing at any end.
    if (price === undefined) continue;
    const column = price.isMain ? MAPPING.OFF_JOULES : MAPPING.ON_JOULES;
    out[to + column]! += times * (joulesOf(readBytes, price.read) + joulesOf(writtenBytes, price.written));
  }
}

function joulesOf({ input, weight, output }: TierTraffic['readBytes'], joulesPerByte: number): number {
  const bytes = input + weight + output;
  return bytes === 0 ? 0 : bytes * joulesPerByte;
}
