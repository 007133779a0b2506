/**
 * Register files and scratchpads beside a processing element: sourced at 65 nm only.
 *
 * Mind: the areas of the two smallest (0.37 and 0.48 um2 a bit) are below what CACTI's 65 nm SRAM takes (1.7), so area has
 * low confidence. Energies are of 16-bit words, SRAM's of 32 bytes: a register costs less per access and more per byte.
 *
 * Not modelled: leakage (negligible beside SRAM, and not published with these figures), ports, other nodes.
 */
import { TIER_OPERANDS, type MemoryTier, type TierOperand } from '../types';
import type { SramFigures } from './sram';
import {
  addKnown,
  figure,
  isMissing,
  type Known,
  missing,
  PICOJOULE,
  scaleKnown,
  type Sourced,
  SQUARE_MICROMETRE,
  withSpan,
} from './types';

/** Scratchpads of 16-bit words of the Eyeriss-like example design, smallest first. */
const SCRATCHPADS_65NM = [
  { bytes: 24, readPicojoules: 0.202442, writePicojoules: 0.176713, squareMicrometres: 70.09 },
  { bytes: 32, readPicojoules: 0.2513, writePicojoules: 0.2191, squareMicrometres: 123.63 },
  { bytes: 384, readPicojoules: 1.976602, writePicojoules: 1.881657, squareMicrometres: 5816.44 },
] as const;

/** Registers are read and written in words of 16 bits. */
export const REGISTER_WORD_BYTES = 2;

/** Words of each operand that a multiply-accumulate reads and writes: both factors and a sum are read, a sum is written. */
export const ACCESSES_PER_MAC = { input: 1, weight: 1, output: 2 } as const satisfies Readonly<
  Record<TierOperand, number>
>;

/** One register file of `capacityBytes`: linear between the three scratchpads, missing outside them and at other nodes. */
export function registerFile(nodeNm: number | null, capacityBytes: number | null): SramFigures {
  const reason = registerGap(nodeNm, capacityBytes);
  if (reason !== null || capacityBytes === null) return unknownRegisters(reason ?? '');
  const at = (pick: (row: (typeof SCRATCHPADS_65NM)[number]) => number) => known(interpolate(capacityBytes, pick));
  return {
    readJoulesPerByte: at((row) => (row.readPicojoules * PICOJOULE) / REGISTER_WORD_BYTES),
    writeJoulesPerByte: at((row) => (row.writePicojoules * PICOJOULE) / REGISTER_WORD_BYTES),
    leakageWatts: missing('no sourced leakage of register files'),
    squareMetres: { ...at((row) => row.squareMicrometres * SQUARE_MICROMETRE), confidence: 'low' },
  };
}

/** A register file of an element, and the operands that pass through it; absent: all. */
export interface RegisterFigures extends Pick<SramFigures, 'readJoulesPerByte' | 'writeJoulesPerByte'> {
  readonly tier: Pick<MemoryTier, 'holds'>;
}

/**
 * Joules of the accesses that one multiply-accumulate makes to the registers of its element: both operands and a partial
 * sum are read, a partial sum is written, each a word of 16 bits.
 *
 * Where several register files may hold an operand, which of them does is not described: their mean is taken, and the span
 * reaches from the cheapest to the dearest. An operand that none holds costs nothing here. Not modelled: words of other
 * widths, operands that stay in the multiplier, delivery to the element.
 */
export function registerJoulesPerMac(files: readonly RegisterFigures[]): Sourced {
  const accesses = [
    ...TIER_OPERANDS.map((operand) => ({ operand, of: 'readJoulesPerByte' }) as const),
    { operand: 'output', of: 'writeJoulesPerByte' } as const,
  ];
  let sum: Known | null = null;
  for (const { operand, of } of accesses) {
    const holding = files.filter(({ tier }) => tier.holds?.includes(operand) ?? true).map((file) => file[of]);
    if (holding.length === 0) continue;
    const one = mean(holding);
    if (isMissing(one)) return one;
    sum = sum === null ? one : addKnown(sum, one, {});
  }
  if (sum === null) return missing('no register file is described');
  return scaleKnown(sum, REGISTER_WORD_BYTES, { derivation: 'modelled' });
}

/** The mean of figures of one boundary, the span around all; missing when one of them is. */
function mean(figures: readonly Sourced[]): Sourced {
  const known: Known[] = [];
  for (const one of figures) {
    if (isMissing(one)) return one;
    known.push(one);
  }
  const value = known.reduce((total, one) => total + one.value, 0) / known.length;
  const others = known.map((one) => one.value);
  return withSpan({ ...known[0]!, value, low: value, high: value }, others);
}

function registerGap(nodeNm: number | null, capacityBytes: number | null): string | null {
  if (nodeNm === null) return 'the process node is not known';
  if (capacityBytes === null) return 'the capacity is not known';
  if (nodeNm !== 65) return `no sourced register-file energy at ${nodeNm} nm`;
  const [smallest, , largest] = SCRATCHPADS_65NM;
  const inside = capacityBytes >= smallest.bytes && capacityBytes <= largest.bytes;
  return inside ? null : `no sourced register file of ${capacityBytes} bytes, only of 24 to 384`;
}

function unknownRegisters(reason: string): SramFigures {
  const unknown: Sourced = missing(reason);
  return { readJoulesPerByte: unknown, writeJoulesPerByte: unknown, leakageWatts: unknown, squareMetres: unknown };
}

function known(value: number): Known {
  return { ...figure(value, 'eyeriss-timeloop', 'register-file', 'medium'), derivation: 'interpolated' };
}

function interpolate(bytes: number, pick: (row: (typeof SCRATCHPADS_65NM)[number]) => number): number {
  const [a, b, c] = SCRATCHPADS_65NM;
  const [low, high] = bytes <= b.bytes ? [a, b] : [b, c];
  const t = (bytes - low.bytes) / (high.bytes - low.bytes);
  return pick(low) + t * (pick(high) - pick(low));
}
