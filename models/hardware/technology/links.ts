/**
 * Links between chips by their name: energy per bit moved, and what the interface takes on the die.
 *
 * Most have only one of the two. Not modelled: switches, cables, idle lanes.
 */
import { BITS_PER_BYTE, figure, type Known, missing, PICOJOULE, scaleKnown, type Sourced, withSpan } from './types';

const link = (pj: number, source: Known['source'], confidence: Known['confidence'], span: readonly number[] = []) =>
  withSpan(figure(pj, source, 'interface', confidence), span);

export const LINK_TYPES = [
  'NVLink3',
  'NVLink4',
  'NVLink-C2C',
  'NVLink-GRS',
  'Infinity Fabric',
  'UCIe standard',
  'UCIe advanced',
  '112G SerDes',
  'PCIe4',
  'PCIe5',
] as const;
export type LinkType = (typeof LINK_TYPES)[number];

/** PCIe of an unstated generation. */
const PCIE = link(7.5, 'aif-review', 'low');

/** Picojoules per bit and link, transmitter and receiver; NVLink and Infinity Fabric have no source. */
export const LINK_PICOJOULES_PER_BIT: Readonly<Partial<Record<LinkType, Known>>> = {
  'NVLink-C2C': link(1.3, 'c2c-article', 'medium'),
  'NVLink-GRS': link(1.17, 'grs-rpu', 'medium'),
  'UCIe standard': link(0.5, 'ucie-1p0', 'medium', [1.2]),
  'UCIe advanced': link(0.29, 'ucie-3nm', 'high', [0.25, 0.6]),
  '112G SerDes': link(5.6, 'serdes-5nm', 'high', [5.4]),
  PCIe4: PCIE,
  PCIe5: PCIE,
};

/** Joules per byte over the link; null: no link is named. */
export function linkJoulesPerByte(name: LinkType | null): Sourced {
  if (name === null) return missing('no link with a sourced energy: choose one, or set joules per bit yourself');
  const row = LINK_PICOJOULES_PER_BIT[name];
  if (row === undefined) return missing(`no sourced energy of the link ${name}`);
  return scaleKnown(row, PICOJOULE * BITS_PER_BYTE);
}

export interface LinkInterface {
  /** Of one link in one direction; for PCIe of one lane. */
  readonly bytesPerSecond: number;
  readonly phySquareMillimetres: number;
  readonly controllerTransistors: number;
}

const GIGABYTE = 1e9;

/**
 * What one link takes on the die, for PCIe one lane. Areas and transistors: `llmcompass`. Rates: NVLink as an A100's 600
 * GB/s of 12 links and an H100's 900 of 18, Infinity Fabric as an MI250X' 800 of 8, both directions together; PCIe by
 * its signalling rate of 16 and 32 GT/s with 128b/130b.
 */
export const LINK_INTERFACES: Readonly<Partial<Record<LinkType, LinkInterface>>> = {
  NVLink3: { bytesPerSecond: 25 * GIGABYTE, phySquareMillimetres: 1.888, controllerTransistors: 74_632_000 },
  NVLink4: { bytesPerSecond: 25 * GIGABYTE, phySquareMillimetres: 0.965, controllerTransistors: 86_628_000 },
  'Infinity Fabric': { bytesPerSecond: 50 * GIGABYTE, phySquareMillimetres: 5.69, controllerTransistors: 348_148_000 },
  PCIe4: { bytesPerSecond: 1.97 * GIGABYTE, phySquareMillimetres: 0.48, controllerTransistors: 3_962_500 },
  PCIe5: { bytesPerSecond: 3.94 * GIGABYTE, phySquareMillimetres: 0.64, controllerTransistors: 5_372_100 },
};
