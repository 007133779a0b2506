/**
 * A design's accelerator as the loop-nest model takes it. What is assumed, beside what the design says:
 *
 * - The array has the dimensions rows, columns and, with more than one, cores. Any loop may lie along any of them: the
 *   design's dataflow is not read, the mapper chooses what stays.
 * - A tier of scope `element` is there once for each element, `core` once for each core, `chip` once.
 * - Every tier has one port for reads and writes, as wide as its bandwidth at the clock, on which transfers share cycles. A
 *   tier whose bandwidth is not known takes no time.
 * - Accesses are paid for by the byte.
 * - A tier holds all operands unless it says otherwise. An operand that never leaves the chip does not use main memory,
 *   unless it is larger than the outermost memory that holds it there.
 * - Every element has a register for one element of each operand that no tier of scope `element` holds, at no cost in
 *   time or energy; a second one for the next input where loads overlap, for the next sum where drains do.
 * - Where the energy of some tier is not known, nests of equal time are told apart by relative costs of access; no
 *   energy is reported for that tier.
 */
import type { DirectionCode, NestHardware, NestMemory } from '../cost/loop-nest/types';
import { elementsOf } from '../evaluate/mapped/product-elements';
import type { Machine, MachineTier, Product } from '../evaluate/mapped/product-mapper';
import { TIER_OPERANDS, type TierOperand } from '../hardware/types';

/** Accesses are counted, and paid for, in whole bytes. */
export const WORD_BITS = 8;

/** Cost of access relative to a register file: Chen et al., ISCA 2016, table IV (RF 1, buffer 6, DRAM 200). */
const RELATIVE_COST = { element: 1, buffer: 6, main: 200 } as const;

const DIRECTIONS: readonly DirectionCode[] = [0, 1, 2, 3];

/** Memories of the loop-nest model with the tier that each stands for; null: a register that every element has. */
export interface MappedHardware {
  readonly hardware: NestHardware;
  readonly tierOf: readonly (MachineTier | null)[];
}

/** The hardware for one product; a sentence where the machine lacks what the model needs. */
export function hardwareOf(machine: Machine, product: Product): MappedHardware | string {
  const { rows, columns, cores } = machine;
  const all = [
    { name: 'rows', size: rows },
    { name: 'columns', size: columns },
    { name: 'cores', size: cores },
  ];
  const array = all.filter(({ name, size }) => name !== 'cores' || size > 1);
  const used = machine.tiers.map((tier) => ({
    tier,
    holds: tier.holds.filter((name) => !tier.isMain || travels(machine, product, name)),
  }));
  const tiers = used.filter(({ holds }) => holds.length > 0);
  const unknown = tiers.find(({ tier }) => Number.isNaN(tier.bits));
  if (unknown !== undefined) return `Level mapped needs the capacity of ${unknown.tier.label}.`;
  const homeless = TIER_OPERANDS.find(
    (name) => !tiers.some(({ tier, holds }) => tier.scope !== 'element' && holds.includes(name)),
  );
  if (homeless !== undefined)
    return `Level mapped needs ${product[homeless].place === 'on' ? 'a memory on the chip' : 'a memory'} that holds the ${homeless}s of a product.`;
  const isPriced = tiers.every(({ tier }) => !Number.isNaN(tier.readJoulesPerBit + tier.writeJoulesPerBit));
  const bare = TIER_OPERANDS.filter(
    (name) => !tiers.some(({ tier, holds }) => tier.scope === 'element' && holds.includes(name)),
  );
  return {
    hardware: {
      macJoules: 0,
      array,
      memories: [
        ...bare.map((name) => registerOf(name, machine, product)),
        ...tiers.map(({ tier, holds }) => memoryOf(tier, holds, isPriced)),
      ],
    },
    tierOf: [...bare.map(() => null), ...tiers.map(({ tier }) => tier)],
  };
}

/** Whether an operand passes main memory: as its place says, or because no memory on the chip has room for all of it. */
function travels(machine: Machine, product: Product, operand: TierOperand): boolean {
  const { bits, place } = product[operand];
  if (place === 'off') return true;
  const holders = machine.tiers.filter(
    ({ isMain, scope, holds }) => !isMain && scope !== 'element' && holds.includes(operand),
  );
  const elements = elementsOf(product)[operand];
  const outermost = holders.at(-1);
  return outermost !== undefined && elements * bits > outermost.bits;
}

export const registerId = (operand: string) => `register-${operand}`;

function registerOf(name: TierOperand, machine: Machine, product: Product): NestMemory {
  const isOutput = name === 'output';
  const keepsTwoTiles = isOutput ? machine.drainOverlap : machine.loadOverlap;
  const bits = isOutput ? Math.max(product.partialBits, product.output.bits) : product[name].bits;
  return {
    name: registerId(name),
    bits: bits * (keepsTwoTiles ? 2 : 1),
    ...{ readJoules: 0, writeJoules: 0, holds: [name], sharedOver: [], keepsTwoTiles },
    ports: [portOf([name], Infinity)],
  };
}

function memoryOf(tier: MachineTier, holds: readonly TierOperand[], isPriced: boolean): NestMemory {
  const relative = RELATIVE_COST[tier.isMain ? 'main' : tier.scope === 'element' ? 'element' : 'buffer'];
  return {
    name: tier.id,
    bits: tier.bits,
    readJoules: isPriced ? tier.readJoulesPerBit * WORD_BITS : relative,
    writeJoules: isPriced ? tier.writeJoulesPerBit * WORD_BITS : relative,
    holds,
    sharedOver:
      tier.scope === 'element' ? [] : tier.scope === 'core' ? ['rows', 'columns'] : ['rows', 'columns', 'cores'],
    keepsTwoTiles: false,
    ports: [portOf(holds, tier.bitsPerCycle)],
  };
}

function portOf(holds: readonly TierOperand[], bitsPerCycle: number) {
  const serves = holds.flatMap((slot) => DIRECTIONS.map((direction) => ({ slot, direction })));
  return { name: 'port', bitsPerCycle, sharesCycles: true, wordBits: WORD_BITS, granuleBits: WORD_BITS, serves };
}
