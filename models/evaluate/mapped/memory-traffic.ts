/** Bytes of one execution of a product between each memory and what lies inside it, with the fewest that any schedule moves. */
import { convolutionTrafficBound, gemmTrafficBound } from '../../cost/traffic-bound';
import { TIER_OPERANDS, type MatrixArray, type MemoryTier, type TierOperand } from '../../hardware/types';
import { elementsOf } from './product-elements';
import type { Product, ProductMapping, TierTraffic } from './product-mapper';

type Bytes = Readonly<Record<TierOperand, number>>;

export interface MemoryTraffic {
  /** Id of the design's tier. */
  readonly tier: string;
  readonly label: string;
  /** Operands that a memory does not hold pass it by, and count as what they are further out. */
  readonly bytes: Bytes;
  /** Bytes of the operands that the memory holds. */
  readonly held: number;
  /** Fewest bytes with the memories inside it, of all instances; null: a size inside is not known, or it is not of the chip. */
  readonly boundBytes: number | null;
  /** All bytes over their bound; null without a bound. */
  readonly ratio: number | null;
}

const BITS = 8;
const NO_BYTES: Bytes = { input: 0, weight: 0, output: 0 };

/**
 * The traffic of a loop nest, outermost memory first. Inputs and weights cross inwards when they are read. Results are
 * written from inside and read again for further sums; what crosses further out is read or written here once more, so
 * that it is taken off. The registers that every element is taken to have are inside all memories.
 *
 * The bound is that of `gemmTrafficBound`, or `convolutionTrafficBound` where windows share inputs, with all that the memories and registers inside hold together. It is given for
 * memories that the chip has once: only there does every byte cross once.
 */
export function memoryTraffic(
  { traffic }: Pick<ProductMapping, 'traffic'>,
  product: Product,
  tiers: readonly MemoryTier[],
  matrix: MatrixArray,
): readonly MemoryTraffic[] {
  const found: MemoryTraffic[] = [];
  let outside = NO_BYTES;
  for (const memory of traffic.toReversed()) {
    const at = tiers.findIndex(({ id }) => id === memory.tier);
    if (at < 0) continue;
    const bytes = inwardsOf(memory, outside);
    const isMain = found.length === 0;
    const bound =
      tiers[at]!.scope === 'chip' ? boundOf(product, capacityInside(tiers, at, product, matrix), isMain) : NaN;
    const total = TIER_OPERANDS.reduce((sum, operand) => sum + bytes[operand], 0);
    const hasBound = bound > 0;
    found.push({
      ...{ tier: memory.tier, label: memory.label, bytes, held: heldOf(bytes, tiers[at]!) },
      ...{ boundBytes: hasBound ? bound : null, ratio: hasBound ? total / bound : null },
    });
    outside = bytes;
  }
  return found;
}

function heldOf(bytes: Bytes, { holds = TIER_OPERANDS }: MemoryTier): number {
  return holds.reduce((sum, operand) => sum + bytes[operand], 0);
}

function inwardsOf({ readBytes, writtenBytes }: TierTraffic, outside: Bytes): Bytes {
  const passesBy = (operand: TierOperand) => readBytes[operand] + writtenBytes[operand] === 0;
  const read = (operand: TierOperand) => (passesBy(operand) ? outside[operand] : readBytes[operand]);
  const results = readBytes.output + writtenBytes.output - outside.output;
  return { input: read('input'), weight: read('weight'), output: passesBy('output') ? outside.output : results };
}

/** Bytes of all memories inside a tier and of the registers; NaN where one of them is not known. */
function capacityInside(
  tiers: readonly MemoryTier[],
  at: number,
  { input, weight, partialBits }: Product,
  { rows, columns, cores }: MatrixArray,
): number {
  const elements = rows * columns * cores;
  const instances = { element: elements, core: cores, chip: 1 } as const;
  const registers = (elements * (input.bits + weight.bits + partialBits)) / BITS;
  return tiers
    .slice(0, at)
    .reduce((sum, { capacityBytes, scope }) => sum + (capacityBytes ?? NaN) * instances[scope], registers);
}

/** Operands that never leave the chip do not count at main memory. */
function boundOf(product: Product, capacity: number, isMain: boolean): number {
  const { groups, m, n, k, input, weight, output, partialBits, windows } = product;
  const bytes = ({ bits, place }: Product['input']) => (isMain && place === 'on' ? 0 : bits / BITS);
  const [b, partial, c] = [bytes(weight), partialBits / BITS, bytes(output)];
  if (Number.isNaN(capacity)) return NaN;
  if (windows === undefined) return groups * gemmTrafficBound(m, n, k, bytes(input), b, partial, c, capacity);
  const { tiles, images, channels } = windows;
  // The bound knows elements on the image, the product places that windows read.
  const a = (bytes(input) * elementsOf(product).input) / (groups * images * channels * tiles.input);
  return groups * convolutionTrafficBound(tiles, images, channels, n, a, b, partial, c, capacity);
}
