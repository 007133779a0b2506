/**
 * Scaling of logic between process nodes: Stillmaker & Baas where their table reaches, the foundry's own claims below
 * 7 nm, nothing else. Never used for SRAM.
 *
 * Nodes between two rows of the table are missing: the two public readings of it interpolate differently.
 */
import type { SourceId } from './source-ids';

interface LogicNode {
  /** E(V) = a V^2 + b V + c, energy of one operation in the paper's arbitrary unit. */
  readonly energyPolynomial: readonly [a: number, b: number, c: number];
  /** Area relative to 45 nm. */
  readonly areaFrom45: number;
}

/** Stillmaker & Baas 2017; polynomials and the 45 nm row of the area matrix. */
const LOGIC_NODES: Readonly<Record<number, LogicNode>> = {
  130: { energyPolynomial: [7.171, -6.709, 2.904], areaFrom45: 6.4 },
  90: { energyPolynomial: [4.762, -4.781, 2.092], areaFrom45: 2.8 },
  65: { energyPolynomial: [3.755, -4.398, 1.975], areaFrom45: 1.5 },
  45: { energyPolynomial: [1.103, -0.362, 0.2767], areaFrom45: 1 },
  32: { energyPolynomial: [0.9559, -0.7823, 0.471], areaFrom45: 0.46 },
  20: { energyPolynomial: [0.373, -0.1582, 0.04104], areaFrom45: 0.21 },
  16: { energyPolynomial: [0.2958, -0.1241, 0.03024], areaFrom45: 0.19 },
  14: { energyPolynomial: [0.2363, -0.09675, 0.02239], areaFrom45: 0.17 },
  10: { energyPolynomial: [0.2068, -0.09311, 0.02375], areaFrom45: 0.1 },
  7: { energyPolynomial: [0.1776, -0.09097, 0.02447], areaFrom45: 0.059 },
};

/** Both nodes at 0.8 V, the value that the public implementation of the table defaults to. */
const SUPPLY_VOLTS = 0.8;

/** The nodes whose operation energies were published as a set; every other node is scaled from one of them. */
export const ANCHOR_NODES = [45, 7] as const;
export type AnchorNode = (typeof ANCHOR_NODES)[number];

export interface NodeScaling {
  /** Where the energy is scaled from: 45 nm for the planar nodes, 7 nm for the FinFET ones. */
  readonly anchor: AnchorNode;
  readonly energyFactor: number;
  /** Energy factor from the other anchor; the two disagree about threefold, which is shown as the span. */
  readonly otherEnergyFactor: number | null;
  /** From 45 nm always: no area was published with the 7 nm operations. */
  readonly areaFactorFrom45: number;
  /** null: the anchor itself. */
  readonly source: SourceId | null;
}

/**
 * How the logic of `nodeNm` is scaled, or why it cannot be.
 *
 * 20 nm has an area but no energy: scaled down from 45 nm it costs less than 10 nm does when scaled up from 7 nm, and
 * scaled up from 7 nm more than 32 nm does.
 */
export function nodeScaling(nodeNm: number | null): NodeScaling | string {
  if (nodeNm === null) return 'the process node is not known';
  if (nodeNm === 5) return belowSeven(1 / 1.8, 0.7, 'tsmc-n5');
  if (nodeNm === 3) return belowSeven(1 / 1.8 / 1.6, 0.7 * 0.7, 'tsmc-n3');
  const node = LOGIC_NODES[nodeNm];
  if (node === undefined) {
    return `no sourced logic energy or area at ${nodeNm} nm: the scaling table has 130, 90, 65, 45, 32, 20, 16, 14, 10 and 7 nm, foundry claims 5 and 3 nm`;
  }
  const anchor = nodeNm >= 32 ? 45 : 7;
  return {
    anchor,
    energyFactor: nodeNm === 20 ? NaN : energyRatio(anchor, node),
    otherEnergyFactor: energyRatio(anchor === 45 ? 7 : 45, node),
    areaFactorFrom45: node.areaFrom45,
    source: nodeNm === anchor ? null : 'stillmaker-baas',
  };
}

/** TSMC: N5 is 30 % less power than N7 at the same speed and 1.8x as dense; N3 30 to 35 % and 1.6 to 1.7x on N5. */
function belowSeven(areaFrom7: number, energyFactor: number, source: SourceId): NodeScaling {
  const seven = LOGIC_NODES[7]?.areaFrom45 ?? NaN;
  return { anchor: 7, energyFactor, otherEnergyFactor: null, areaFactorFrom45: seven * areaFrom7, source };
}

function energyRatio(from: AnchorNode, to: LogicNode): number {
  const anchor = LOGIC_NODES[from];
  return anchor === undefined ? NaN : energyAt(to) / energyAt(anchor);
}

function energyAt(node: LogicNode): number {
  const [a, b, c] = node.energyPolynomial;
  return a * SUPPLY_VOLTS * SUPPLY_VOLTS + b * SUPPLY_VOLTS + c;
}
