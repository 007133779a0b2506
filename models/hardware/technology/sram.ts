/**
 * On-chip memory: energy per byte, leakage and area of a tier by node and capacity.
 *
 * 22, 32, 45, 65 nm: banks of the CACTI table, joined by straight lines in capacity, so that the table itself is met
 * exactly. An inner row left out and interpolated back is off by at most 15 % in read energy, 31 % in write energy, 8 %
 * in leakage and 34 % in area: CACTI changes a bank's organisation from row to row. Another build of the tool differs by
 * up to 1.6 times, which is the span, and a 64-bit port costs up to 3 times as much per byte read. A tier beyond 128 KiB
 * is that many banks of 128 KiB, fractions allowed: an access costs one bank and the wires to it, where their energy is
 * sourced (`wires.ts`); leakage and area grow in proportion.
 *
 * 7, 5, 3, 2 nm: the published figures of cells and silicon, which do not depend on capacity, but for the wires. No logic
 * scaling is ever applied to SRAM; nodes without a figure are missing.
 *
 * Not modelled: the wires from a tier to the array, more than one port, error correction, power gating.
 */
import { otherBuild, SRAM_ACCESS_BYTES, SRAM_BANKS, type SramBank } from './sram-table';
import { bankWireJoulesPerByte } from './wires';
import {
  addKnown,
  BITS_PER_BYTE,
  figure,
  type Known,
  missing,
  PICOJOULE,
  scaleKnown,
  type Sourced,
  SQUARE_MICROMETRE,
  SQUARE_MILLIMETRE,
  withSpan,
} from './types';

const KIBIBYTE = 1024;
export const LARGEST_BANK_BYTES = 128 * KIBIBYTE;

export interface SramFigures {
  readonly readJoulesPerByte: Sourced;
  readonly writeJoulesPerByte: Sourced;
  /** Of the whole capacity. CACTI rows: high-performance cells at 360 K, the worst case; mobile cells leak far less. */
  readonly leakageWatts: Sourced;
  /** Of the whole capacity. */
  readonly squareMetres: Sourced;
}

/** One SRAM of `capacityBytes`. */
export function sram(nodeNm: number | null, capacityBytes: number | null): SramFigures {
  if (nodeNm === null) return allMissing('the process node is not known');
  if (capacityBytes === null || !(capacityBytes > 0)) return allMissing('the capacity is not known');
  const banks = SRAM_BANKS[nodeNm];
  if (banks !== undefined) return bankedSram(nodeNm, banks, capacityBytes);
  const advanced = ADVANCED_NODES[nodeNm];
  if (advanced !== undefined) return advancedSram(nodeNm, advanced, capacityBytes);
  return allMissing(`no sourced SRAM energy or area at ${nodeNm} nm, and logic scaling does not hold for SRAM`);
}

function allMissing(reason: string): SramFigures {
  const unknown = missing(reason);
  return { readJoulesPerByte: unknown, writeJoulesPerByte: unknown, leakageWatts: unknown, squareMetres: unknown };
}

function bankedSram(nodeNm: number, banks: readonly SramBank[], capacityBytes: number): SramFigures {
  const bankBytes = Math.min(capacityBytes, LARGEST_BANK_BYTES);
  const bankCount = capacityBytes / bankBytes;
  const { bank, inTable } = interpolateBank(banks, bankBytes / KIBIBYTE);
  const known = (value: number): Known => ({
    ...figure(value, 'cacti7', 'bank', 'medium'),
    derivation: inTable ? 'sourced' : 'interpolated',
  });
  const squareMetres = known(bank.squareMillimetres * SQUARE_MILLIMETRE * bankCount);
  const other = otherBuild(nodeNm, bankBytes / KIBIBYTE);
  const perByte = (picojoules: number) => (picojoules * PICOJOULE) / SRAM_ACCESS_BYTES;
  const access = (picojoules: number, others: readonly number[]) => {
    const one = withSpan(known(perByte(picojoules)), others.map(perByte));
    return bankCount > 1 ? withWires(one, nodeNm, squareMetres.value) : one;
  };
  return {
    readJoulesPerByte: access(bank.readPicojoules, other === null ? [] : [other[0]]),
    writeJoulesPerByte: access(bank.writePicojoules, other === null ? [] : [other[1]]),
    leakageWatts: known(bank.leakageMilliwatts * 1e-3 * bankCount),
    squareMetres,
  };
}

/** An access with the wires from the tier's port to the bank, where the node has a sourced wire. */
function withWires(access: Known, nodeNm: number, squareMetres: number): Known {
  const wire = bankWireJoulesPerByte(nodeNm, squareMetres);
  if (wire === null) return access;
  const confidence = access.confidence === 'low' ? 'low' : wire.confidence;
  return addKnown(access, wire, { boundary: 'banks', derivation: 'modelled', confidence });
}

/**
 * A bank between two rows, linear in capacity. Below the smallest row (2 KiB) energies stay at that row's, an upper
 * bound, and leakage and area shrink in proportion.
 */
export function interpolateBank(
  banks: readonly SramBank[],
  kibibytes: number,
): { readonly bank: SramBank; readonly inTable: boolean } {
  const first = banks[0];
  if (first === undefined) throw new Error('an SRAM table without rows');
  if (kibibytes <= first.kibibytes) {
    const share = kibibytes / first.kibibytes;
    const bank = {
      ...first,
      kibibytes,
      leakageMilliwatts: first.leakageMilliwatts * share,
      squareMillimetres: first.squareMillimetres * share,
    };
    return { bank, inTable: share === 1 };
  }
  let below = first;
  for (const row of banks) {
    if (row.kibibytes === kibibytes) return { bank: row, inTable: true };
    if (row.kibibytes > kibibytes) return { bank: between(below, row, kibibytes), inTable: false };
    below = row;
  }
  return { bank: below, inTable: true };
}

function between(a: SramBank, b: SramBank, kibibytes: number): SramBank {
  const t = (kibibytes - a.kibibytes) / (b.kibibytes - a.kibibytes);
  const mix = (from: number, to: number) => from + t * (to - from);
  return {
    kibibytes,
    readPicojoules: mix(a.readPicojoules, b.readPicojoules),
    writePicojoules: mix(a.writePicojoules, b.writePicojoules),
    leakageMilliwatts: mix(a.leakageMilliwatts, b.leakageMilliwatts),
    squareMillimetres: mix(a.squareMillimetres, b.squareMillimetres),
  };
}

interface AdvancedNode {
  readonly read: Known | null;
  readonly write: Known | null;
  /** Of one bit, with the circuits around the cells. */
  readonly bitArea: Known;
  readonly wattsPerSquareMetre: Known | null;
}

const perBit = (picojoules: number) => picojoules * PICOJOULE * BITS_PER_BYTE;
const bitsPerSquareMillimetre = (bits: number) => SQUARE_MILLIMETRE / bits;
const MEBIBIT = 1024 * 1024;

/**
 * Datapath share of an A100's L1 (0.33 pJ/bit); writes are not told apart there. The span reaches from a twentieth of
 * HBM2 (3.9 pJ/bit; "SRAM is 20x more energy efficient than DRAM") to the same L1 with its control (1.59 pJ/bit).
 */
const A100_L1_BYTES = 192 * KIBIBYTE;
const A100_L1 = withSpan(figure(perBit(0.33), 'sc25', 'datapath', 'low'), [perBit(3.9 / 20), perBit(1.59)]);

/** 0.027 um2 cells; the circuits around them as for N5, whose 0.021 um2 cells give 32 Mib/mm2. Span from bare cells. */
const CELL_7NM = 0.027 * SQUARE_MICROMETRE;
const N5_BIT = bitsPerSquareMillimetre(32 * MEBIBIT);
const N5_OVERHEAD = N5_BIT / (0.021 * SQUARE_MICROMETRE);
const N7_BIT = withSpan(
  { ...figure(CELL_7NM * N5_OVERHEAD, 'wikichip-sram', 'cells', 'low'), derivation: 'modelled' },
  [CELL_7NM],
);

/** 0.005 W/mm2 of SRAM at N5 to N7, which its source marks as assumed. */
const LEAKAGE_DENSITY: Known = {
  ...figure(0.005 / SQUARE_MILLIMETRE, 'leakage-assumed', 'density', 'low'),
  derivation: 'assumption',
};

const ADVANCED_NODES: Readonly<Record<number, AdvancedNode>> = {
  7: { read: A100_L1, write: A100_L1, bitArea: N7_BIT, wattsPerSquareMetre: LEAKAGE_DENSITY },
  5: {
    read: null,
    write: null,
    bitArea: figure(N5_BIT, 'wikichip-sram', 'cells', 'medium'),
    wattsPerSquareMetre: LEAKAGE_DENSITY,
  },
  3: {
    read: null,
    write: null,
    bitArea: figure(bitsPerSquareMillimetre(31.8 * MEBIBIT), 'wikichip-sram', 'cells', 'medium'),
    wattsPerSquareMetre: null,
  },
  2: {
    read: figure(perBit(0.2), 'rpu-n2', 'bank', 'low'),
    write: figure(perBit(0.22), 'rpu-n2', 'bank', 'low'),
    bitArea: figure(bitsPerSquareMillimetre(38e6), 'n2-sram', 'cells', 'medium'),
    wattsPerSquareMetre: null,
  },
};

function advancedSram(nodeNm: number, node: AdvancedNode, capacityBytes: number): SramFigures {
  const squareMetres = scaleKnown(node.bitArea, capacityBytes * BITS_PER_BYTE);
  const energyMissing = missing(`no sourced SRAM energy at ${nodeNm} nm`);
  const access = (one: Known | null) => {
    if (one === null) return energyMissing;
    return capacityBytes > A100_L1_BYTES ? withWires(one, nodeNm, squareMetres.value) : one;
  };
  return {
    readJoulesPerByte: access(node.read),
    writeJoulesPerByte: access(node.write),
    leakageWatts:
      node.wattsPerSquareMetre === null
        ? missing(`no sourced SRAM leakage at ${nodeNm} nm`)
        : scaleKnown(node.wattsPerSquareMetre, squareMetres.value),
    squareMetres,
  };
}
