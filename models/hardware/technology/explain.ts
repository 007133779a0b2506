/** The figures of one accelerator in words, for the report: value, unit, source, boundary, confidence. */
import { findFormat } from '../../formats/registry';
import { COMPUTE_CLASSES } from '../../formats/types';
import type { Accelerator } from '../types';
import { dramFullPathJoulesPerByte } from './dram';
import { technologyFigures, type LinkLevel, type TechnologyFigures, type TierFigures } from './figures';
import { BOUNDARY_TEXT, CITATIONS, DERIVATION_TEXT } from './provenance';
import { BITS_PER_BYTE, type Confidence, isMissing, PICOJOULE, type Sourced } from './types';

export type TechnologyUnit = 'J' | 'J/B' | 'W' | 'W/m2' | 'm2';

export interface TechnologyRow {
  readonly component: string;
  /** NaN when missing; then `note` has the reason and the texts are empty. */
  readonly value: number;
  /** Span of figures that disagree; both equal `value` when there is one figure. */
  readonly low: number;
  readonly high: number;
  readonly unit: TechnologyUnit;
  readonly source: string;
  readonly boundary: string;
  readonly confidence: Confidence | 'missing';
  readonly note: string;
}

/** One row per figure, in the order of the design: compute, memory from the innermost tier, link. */
export function explainTechnology(
  accelerator: Accelerator,
  network: readonly LinkLevel[] = [],
): readonly TechnologyRow[] {
  const figures = technologyFigures(accelerator, network);
  const { registerJoulesPerMac } = figures;
  return [
    ...COMPUTE_CLASSES.map((c) => row(`${c} multiply-accumulate`, 'J', figures.macJoules[c])),
    ...COMPUTE_CLASSES.map((c) => row(`${c} multiply-accumulate`, 'm2', figures.macSquareMetres[c])),
    ...datapathRows(accelerator, figures.datapath),
    row('vector operation', 'J', figures.vectorOpJoules),
    row('special function', 'J', figures.specialOpJoules, 'a lower bound: one FP32 multiply and add'),
    ...(registerJoulesPerMac === null ? [] : [row('registers of a multiply-accumulate', 'J', registerJoulesPerMac)]),
    ...figures.tiers.flatMap(tierRows),
    ...figures.links.map(({ label, joulesPerByte }) => row(label, 'J/B', joulesPerByte)),
    row('leakage of logic', 'W/m2', figures.logicLeakageWattsPerSquareMetre),
  ];
}

function datapathRows({ matrix }: Accelerator, figures: TechnologyFigures['datapath']): readonly TechnologyRow[] {
  if (figures === null || matrix.kind !== 'array' || matrix.datapath === undefined) return [];
  const [weights, activations] = [matrix.datapath.weights, matrix.datapath.activations].map(
    (id) => findFormat(id)?.label ?? id,
  );
  const name = `${weights} x ${activations} multiply-accumulate`;
  return [row(name, 'J', figures.joules), row(name, 'm2', figures.squareMetres)];
}

function tierRows(figures: TierFigures): readonly TechnologyRow[] {
  const { label } = figures.tier;
  const remark = fullPathRemark(figures);
  return [
    row(`${label} read`, 'J/B', figures.readJoulesPerByte, remark),
    row(`${label} write`, 'J/B', figures.writeJoulesPerByte, remark),
    ...(figures.leakageWatts === null ? [] : [row(`${label} leakage`, 'W', figures.leakageWatts)]),
    ...(figures.squareMetres === null ? [] : [row(`${label} area`, 'm2', figures.squareMetres)]),
  ];
}

/** A figure of a wider boundary stands beside the default, never in its span. */
function fullPathRemark({ tier, readJoulesPerByte }: TierFigures): string {
  const fullPath = tier.kind === 'dram' ? dramFullPathJoulesPerByte(tier.dramType) : null;
  if (fullPath === null || isMissing(readJoulesPerByte) || readJoulesPerByte.boundary !== 'device') return '';
  const picojoulesPerBit = (fullPath.value / PICOJOULE / BITS_PER_BYTE).toFixed(2);
  return `the whole path from device to cache measures ${picojoulesPerBit} pJ/bit (${CITATIONS[fullPath.source].text})`;
}

function row(component: string, unit: TechnologyUnit, sourced: Sourced, remark = ''): TechnologyRow {
  if (isMissing(sourced)) {
    const none = { value: NaN, low: NaN, high: NaN, source: '', boundary: '', confidence: 'missing' as const };
    return { component, unit, ...none, note: sourced.missing };
  }
  const citation = CITATIONS[sourced.source];
  const notes = [DERIVATION_TEXT[sourced.derivation], remark, citation.note ?? ''];
  return {
    component,
    unit,
    value: sourced.value,
    low: sourced.low,
    high: sourced.high,
    source: citation.read === 'secondary' ? `${citation.text} (as quoted)` : citation.text,
    boundary: BOUNDARY_TEXT[sourced.boundary],
    confidence: sourced.confidence,
    note: notes.filter((note) => note !== '').join('; '),
  };
}
