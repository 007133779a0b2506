/**
 * What is published of each process node: wafer price, defects, transistors per area, carbon per area.
 *
 * | node nm | wafer price | defects | transistors/mm2 | carbon |
 * |---|---|---|---|---|
 * | 250 180 130 90 65 40 | yes | yes | yes | - |
 * | 28 20 14 10 7 5 | yes | yes | yes | yes |
 * | 16 12 | yes | as 14 nm | as 14 nm | - |
 * | 8 3 | - | - | - | yes |
 * | 6 | - | - | yes | - |
 * | 45 32 22 4 2 and others | - | - | - | - |
 *
 * Nodes are never interpolated: a node's price is what a foundry asks, not a function of its name.
 */
import { type Confidence, figure, type Known, missing, scaleKnown, type Sourced, withSpan } from '../technology/types';

export const SQUARE_METRES_PER_SQUARE_CENTIMETRE = 1e-4;
const PER_SQUARE_MILLIMETRE = 1e6;
export const JOULES_PER_KILOWATT_HOUR = 3.6e6;

interface WaferNode {
  readonly usd: number;
  readonly defectsPerSquareMillimetre: number;
  readonly millionTransistorsPerSquareMillimetre: number;
}

type Row = readonly [nodeNm: number, usd: number, defects: number, transistors: number];

const ROWS: readonly Row[] = [
  [250, 900, 0.0005, 0.074],
  [180, 1020, 0.0005, 0.39],
  [130, 1580, 0.0005, 0.92],
  [90, 1650, 0.0005, 1.6],
  [65, 1937, 0.0005, 3.3],
  [40, 2274, 0.0005, 7.7],
  [28, 2891, 0.0005, 15.3],
  [20, 3677, 0.0008, 22.1],
  [14, 3984, 0.001, 28.9],
  [10, 5992, 0.0012, 52.5],
  [7, 9346, 0.0015, 96.3],
  [5, 16988, 0.002, 171.3],
];

const WAFER_NODES: Readonly<Record<number, WaferNode>> = Object.fromEntries(
  ROWS.map(([nodeNm, usd, defectsPerSquareMillimetre, millionTransistorsPerSquareMillimetre]) => [
    nodeNm,
    { usd, defectsPerSquareMillimetre, millionTransistorsPerSquareMillimetre },
  ]),
);

/** The origin of the prices has one column "16/12 nm", which the table of nodes files under 14 nm. */
const FILED_UNDER_14_NM: readonly number[] = [16, 12];

/** 0.1 per cm2, what the foundry has said of its 7 and 5 nm since. */
const CLAIMED_DEFECTS_PER_SQUARE_MILLIMETRE = 0.001;

export const NODE_UNKNOWN = 'the process node is not known';

/** United States dollars for one processed 300 mm wafer, 2020. */
export function waferUsd(nodeNm: number | null): Sourced {
  const row = waferNode(nodeNm);
  if (row === null) return missing(nodeNm === null ? NODE_UNKNOWN : `no sourced wafer price at ${nodeNm} nm`);
  return figure(row.usd, 'cset-wafer', 'wafer', 'medium');
}

/** Fatal defects per square metre of die. */
export function defectsPerSquareMetre(nodeNm: number | null): Sourced {
  const row = waferNode(nodeNm);
  if (row === null) return missing(nodeNm === null ? NODE_UNKNOWN : `no sourced defect density at ${nodeNm} nm`);
  const known = asFiled(figure(row.defectsPerSquareMillimetre, 'ttm-cas', 'wafer', 'low'), nodeNm);
  const span = nodeNm === 7 || nodeNm === 5 ? [CLAIMED_DEFECTS_PER_SQUARE_MILLIMETRE] : [];
  return scaleKnown(withSpan(known, span), PER_SQUARE_MILLIMETRE);
}

/** Transistors per square metre of logic; at 5 nm two copies of the same table disagree. */
export function transistorsPerSquareMetre(nodeNm: number | null): Sourced {
  const scale = 1e6 * PER_SQUARE_MILLIMETRE;
  if (nodeNm === 6) return scaleKnown(figure(114.2, 'llmcompass', 'die-block', 'low'), scale);
  const row = waferNode(nodeNm);
  if (row === null) return missing(nodeNm === null ? NODE_UNKNOWN : `no sourced transistor density at ${nodeNm} nm`);
  const known = figure(row.millionTransistorsPerSquareMillimetre, 'ttm-cas', 'die-block', 'medium');
  return scaleKnown(withSpan(asFiled(known, nodeNm), nodeNm === 5 ? [138.2] : []), scale);
}

function waferNode(nodeNm: number | null): WaferNode | null {
  if (nodeNm === null) return null;
  return WAFER_NODES[FILED_UNDER_14_NM.includes(nodeNm) ? 14 : nodeNm] ?? null;
}

function asFiled(known: Known, nodeNm: number | null): Known {
  const filed = nodeNm !== null && FILED_UNDER_14_NM.includes(nodeNm);
  return filed ? { ...known, confidence: 'low' satisfies Confidence, derivation: 'assumption' } : known;
}

interface CarbonNode {
  readonly kilowattHoursPerSquareCentimetre: number;
  /** Process gases that escape 95 % and 99 % abatement. */
  readonly gasGramsAt95: number;
  readonly gasGramsAt99: number;
  /** Another institute's total under its own grid, for comparison only; null: none. */
  readonly imecKilograms: number | null;
}

type CarbonRow = readonly [nodeNm: number, kwh: number, gas95: number, gas99: number, imec: number | null];

const CARBON_ROWS: readonly CarbonRow[] = [
  [28, 0.9, 175, 100, 0.91],
  [20, 1.2, 190, 110, 0.91],
  [14, 1.2, 200, 125, 0.97],
  [10, 1.475, 240, 150, 1.09],
  [8, 1.52, 240, 150, null],
  [7, 2.15, 350, 200, 1.44],
  [5, 2.75, 430, 225, 1.54],
  [3, 3.25, 470, 275, 1.75],
];

const CARBON_NODES: Readonly<Record<number, CarbonNode>> = Object.fromEntries(
  CARBON_ROWS.map(([nodeNm, kilowattHoursPerSquareCentimetre, gasGramsAt95, gasGramsAt99, imecKilograms]) => [
    nodeNm,
    { kilowattHoursPerSquareCentimetre, gasGramsAt95, gasGramsAt99, imecKilograms },
  ]),
);

/** Raw materials, the same at every node of the table. */
const MATERIAL_GRAMS_PER_SQUARE_CENTIMETRE = 500;

export interface FabCarbon {
  /** Electricity of the fab per square metre of die. */
  readonly joulesPerSquareMetre: Sourced;
  /**
   * Escaping gases as kilograms of CO2 equivalent per square metre: 97 % abatement, which the source takes as the mean of
   * the span's ends, 95 and 99 %.
   */
  readonly gasKilogramsPerSquareMetre: Sourced;
  readonly materialKilogramsPerSquareMetre: Sourced;
}

/** What ACT says of making a square metre at the node. */
export function fabCarbon(nodeNm: number | null): FabCarbon {
  const row = nodeNm === null ? undefined : CARBON_NODES[nodeNm];
  if (row === undefined) {
    const unknown = missing(nodeNm === null ? NODE_UNKNOWN : `no sourced carbon footprint at ${nodeNm} nm`);
    return {
      joulesPerSquareMetre: unknown,
      gasKilogramsPerSquareMetre: unknown,
      materialKilogramsPerSquareMetre: unknown,
    };
  }
  const { kilowattHoursPerSquareCentimetre: kilowattHours, gasGramsAt95, gasGramsAt99 } = row;
  const perArea = 1 / SQUARE_METRES_PER_SQUARE_CENTIMETRE;
  const gas = withSpan(act((gasGramsAt95 + gasGramsAt99) / 2), [gasGramsAt95, gasGramsAt99]);
  return {
    joulesPerSquareMetre: scaleKnown(act(kilowattHours), JOULES_PER_KILOWATT_HOUR * perArea),
    gasKilogramsPerSquareMetre: scaleKnown(gas, 1e-3 * perArea),
    materialKilogramsPerSquareMetre: scaleKnown(act(MATERIAL_GRAMS_PER_SQUARE_CENTIMETRE), 1e-3 * perArea),
  };
}

function act(value: number): Known {
  return figure(value, 'act', 'fab', 'medium');
}

/** Kilograms per square metre by imec's own model and grid, for comparison only; null where it has none. */
export function imecKilogramsPerSquareMetre(nodeNm: number | null): number | null {
  const kilograms = nodeNm === null ? null : (CARBON_NODES[nodeNm]?.imecKilograms ?? null);
  return kilograms === null ? null : kilograms / SQUARE_METRES_PER_SQUARE_CENTIMETRE;
}
