/**
 * Area of what a die holds besides multiply-accumulates and SRAM: vector lanes, their control, the cores' connection to
 * each other, and the interfaces to memory and links.
 *
 * Blocks of logic are a transistor count over the node's transistor density. Physical layers (PHY) are analogue and do
 * not shrink with the node. All constants come from annotated dies of two GPUs (GA100 at 7 nm, Aldebaran at 6 nm).
 * Against those very dies interfaces are off by up to 9 %, except controllers of Infinity Fabric (-42 %) and of NVLink
 * (no area was measured), and the cores' connection by -23 % and +32 %. Read control and connection of a machine that is not a GPU as an order of magnitude.
 *
 * Not modelled: register files at nodes other than 65 nm, clock distribution, power delivery, pads, empty area, media
 * and graphics units, interfaces of HBM2, HBM3, GDDR and LPDDR.
 */
import { dramKey } from '../technology/dram';
import { LINK_INTERFACES, type LinkType } from '../technology/links';
import {
  figure,
  isMissing,
  type Known,
  missing,
  scaleKnown,
  type Sourced,
  SQUARE_MILLIMETRE,
  withSpan,
} from '../technology/types';
import { transistorsPerSquareMetre } from './nodes';

/** Lanes of the whole chip by what they compute. */
export interface VectorLanes {
  readonly fp64: number;
  readonly fp32: number;
  readonly fp16: number;
  readonly int32: number;
}

/** Counts of the whole chip. Null: the part is left out, and the report says so. */
export interface DiePartCounts {
  readonly vectorLanes: VectorLanes | null;
  /** Lanes that an instruction front end drives: the sum over all front ends of their width. */
  readonly controlledLanes: number | null;
  readonly cores: number | null;
  /** Interfaces of 1024 bits (HBM2E) or 32 bits (DDR5). */
  readonly memory: { readonly dramType: string; readonly interfaces: number } | null;
  /** Links (NVLink, Infinity Fabric) or lanes (PCIe). */
  readonly link: { readonly name: LinkType; readonly count: number } | null;
}

export const DIE_PARTS = {
  vectorLanes: 'vector lanes',
  control: 'instruction control',
  coreConnection: 'connection between cores',
  memoryPhy: 'memory PHY',
  memoryController: 'memory controllers',
  linkPhy: 'link PHY',
  linkController: 'link controllers',
} as const;

export type DiePartId = keyof typeof DIE_PARTS;

export const DIE_PART_IDS = Object.keys(DIE_PARTS) as readonly DiePartId[];

const block = (value: number, confidence: Known['confidence'] = 'medium') =>
  figure(value, 'llmcompass', 'die-block', confidence);

/** Transistors of one lane. Floats by the square of their mantissa from the 64-bit unit of two open processors. */
const FP64_TRANSISTORS = 685_300;
const INT32_TRANSISTORS = 177_690;
const mantissaShare = (bits: number) => (bits / 52) * (bits / 52);

/** Mean of two GPUs, which the span holds; transistors per controlled lane and per core. */
const CONTROL_TRANSISTORS = withSpan(block(996_200, 'low'), [725_650, 1_534_500]);
const CONNECTION_TRANSISTORS = withSpan(block(44_300_000, 'low'), [55_000_000, 33_600_000]);

interface Interface {
  readonly phySquareMillimetres: number;
  readonly controllerTransistors: number;
}

const MEMORY_INTERFACES: Readonly<Record<string, Interface>> = {
  HBM2E: { phySquareMillimetres: 10.45, controllerTransistors: 552_743_000 },
  DDR5: { phySquareMillimetres: 1.45, controllerTransistors: 90_446_400 },
};

/** Square metres by part; null: the count was not given. A count of 0 is a part of area 0, not a missing one. */
export function dieParts(nodeNm: number | null, counts: DiePartCounts): Readonly<Record<DiePartId, Sourced | null>> {
  const density = transistorsPerSquareMetre(nodeNm);
  const { vectorLanes, controlledLanes, cores } = counts;
  const memory = counts.memory && interfaceOf(MEMORY_INTERFACES, dramKey(counts.memory.dramType));
  return {
    vectorLanes: vectorLanes && vectorSquareMetres(nodeNm, vectorLanes),
    control: controlledLanes === null ? null : logic(CONTROL_TRANSISTORS, controlledLanes, density),
    coreConnection: cores === null ? null : logic(CONNECTION_TRANSISTORS, cores, density),
    memoryPhy: counts.memory && phy(memory, counts.memory.interfaces),
    memoryController: counts.memory && controller(memory, counts.memory.interfaces, density),
    linkPhy: counts.link && linkPhySquareMetres(counts.link.name, counts.link.count),
    linkController: counts.link && linkControllerSquareMetres(nodeNm, counts.link.name, counts.link.count),
  };
}

/** Lanes of the vector unit. */
export function vectorSquareMetres(nodeNm: number | null, lanes: VectorLanes): Sourced {
  return logic(block(vectorTransistors(lanes)), 1, transistorsPerSquareMetre(nodeNm));
}

/** Transmitters and receivers of `count` links. */
export function linkPhySquareMetres(name: LinkType, count: number): Sourced {
  return phy(interfaceOf(LINK_INTERFACES, name), count);
}

/** Their controllers. */
export function linkControllerSquareMetres(nodeNm: number | null, name: LinkType, count: number): Sourced {
  return controller(interfaceOf(LINK_INTERFACES, name), count, transistorsPerSquareMetre(nodeNm));
}

export interface ResolvedDieParts {
  /** NaN: missing; 0: none, or not counted. */
  readonly squareMetres: Readonly<Record<DiePartId, number>>;
  /** Of all counted parts; NaN when one of them is missing. */
  readonly total: number;
  readonly gaps: readonly string[];
}

/** The parts as plain numbers. A part whose count is not given adds nothing and is named among the gaps. */
export function resolveDieParts(nodeNm: number | null, counts: DiePartCounts): ResolvedDieParts {
  const parts = dieParts(nodeNm, counts);
  const value = (id: DiePartId) => parts[id]?.value ?? 0;
  const gaps = DIE_PART_IDS.flatMap((id) => {
    const part = parts[id];
    if (part === null) return [`${DIE_PARTS[id]}: not counted`];
    return isMissing(part) ? [`${DIE_PARTS[id]}: ${part.missing}`] : [];
  });
  return {
    squareMetres: Object.fromEntries(DIE_PART_IDS.map((id) => [id, value(id)])) as Record<DiePartId, number>,
    total: DIE_PART_IDS.reduce((sum, id) => sum + value(id), 0),
    gaps,
  };
}

function vectorTransistors({ fp64, fp32, fp16, int32 }: VectorLanes): number {
  const float = fp64 + fp32 * mantissaShare(23) + fp16 * mantissaShare(10);
  return FP64_TRANSISTORS * float + INT32_TRANSISTORS * int32;
}

/** Spans of the count and of the density both enter. */
function logic(transistors: Known, count: number, density: Sourced): Sourced {
  if (isMissing(density)) return density;
  return {
    ...transistors,
    value: (transistors.value * count) / density.value,
    low: (transistors.low * count) / density.high,
    high: (transistors.high * count) / density.low,
    derivation: 'modelled',
    confidence: density.confidence === 'low' ? 'low' : transistors.confidence,
  };
}

/** The row of that name, or why there is none; names come from files, so inherited ones do not count. */
function interfaceOf(table: Readonly<Partial<Record<string, Interface>>>, name: string): Interface | string {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  return row ?? `no sourced area of an interface to ${name}`;
}

function phy(row: Interface | string | null, count: number): Sourced {
  if (row === null || typeof row === 'string') return missing(row ?? 'the interface is not known');
  return scaleKnown(block(row.phySquareMillimetres), SQUARE_MILLIMETRE * count);
}

function controller(row: Interface | string | null, count: number, density: Sourced): Sourced {
  if (row === null || typeof row === 'string') return missing(row ?? 'the interface is not known');
  return logic(block(row.controllerTransistors), count, density);
}
