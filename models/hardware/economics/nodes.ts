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

/** Dollars, defects and million transistors per square millimetre. */
type WaferRow = readonly [nodeNm: number, usd: number, defects: number, millionTransistors: number];

const WAFER_ROWS: readonly WaferRow[] = [
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

/** The origin of the prices has one column "16/12 nm", which the table of nodes files under 14 nm. */
const FILED_UNDER_14_NM: readonly number[] = [16, 12];

/** 0.1 per cm2, what the foundry has said of its 7 and 5 nm since. */
const CLAIMED_DEFECTS_PER_SQUARE_MILLIMETRE = 0.001;

function unknown(nodeNm: number | null, what: string): Sourced {
  return missing(nodeNm === null ? 'the process node is not known' : `no sourced ${what} at ${nodeNm} nm`);
}

/** United States dollars for one processed 300 mm wafer, 2020. */
export function waferUsd(nodeNm: number | null): Sourced {
  const row = waferRow(nodeNm);
  if (row === undefined) return unknown(nodeNm, 'wafer price');
  return figure(row[1], 'cset-wafer', 'wafer', 'medium');
}

/** Fatal defects per square metre of die. */
export function defectsPerSquareMetre(nodeNm: number | null): Sourced {
  const row = waferRow(nodeNm);
  if (row === undefined) return unknown(nodeNm, 'defect density');
  const known = asFiled(figure(row[2], 'ttm-cas', 'wafer', 'low'), nodeNm);
  const span = nodeNm === 7 || nodeNm === 5 ? [CLAIMED_DEFECTS_PER_SQUARE_MILLIMETRE] : [];
  return scaleKnown(withSpan(known, span), PER_SQUARE_MILLIMETRE);
}

/** Transistors per square metre of logic; at 5 nm two copies of the same table disagree. */
export function transistorsPerSquareMetre(nodeNm: number | null): Sourced {
  const scale = 1e6 * PER_SQUARE_MILLIMETRE;
  if (nodeNm === 6) return scaleKnown(figure(114.2, 'llmcompass', 'die-block', 'low'), scale);
  const row = waferRow(nodeNm);
  if (row === undefined) return unknown(nodeNm, 'transistor density');
  const known = figure(row[3], 'ttm-cas', 'die-block', 'medium');
  return scaleKnown(withSpan(asFiled(known, nodeNm), nodeNm === 5 ? [138.2] : []), scale);
}

function waferRow(nodeNm: number | null): WaferRow | undefined {
  const filed = nodeNm !== null && FILED_UNDER_14_NM.includes(nodeNm) ? 14 : nodeNm;
  return WAFER_ROWS.find(([node]) => node === filed);
}

function asFiled(known: Known, nodeNm: number | null): Known {
  const filed = nodeNm !== null && FILED_UNDER_14_NM.includes(nodeNm);
  return filed ? { ...known, confidence: 'low' satisfies Confidence, derivation: 'assumption' } : known;
}

/** Kilowatt-hours and grams of gases per square centimetre; gases that escape 95 % and 99 % abatement. */
type CarbonRow = readonly [nodeNm: number, kilowattHours: number, gramsAt95: number, gramsAt99: number];

const CARBON_ROWS: readonly CarbonRow[] = [
  [28, 0.9, 175, 100],
  [20, 1.2, 190, 110],
  [14, 1.2, 200, 125],
  [10, 1.475, 240, 150],
  [8, 1.52, 240, 150],
  [7, 2.15, 350, 200],
  [5, 2.75, 430, 225],
  [3, 3.25, 470, 275],
];

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
  const row = CARBON_ROWS.find(([node]) => node === nodeNm);
  if (row === undefined) {
    const none = unknown(nodeNm, 'carbon footprint');
    return { joulesPerSquareMetre: none, gasKilogramsPerSquareMetre: none, materialKilogramsPerSquareMetre: none };
  }
  const [, kilowattHours, gasGramsAt95, gasGramsAt99] = row;
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
