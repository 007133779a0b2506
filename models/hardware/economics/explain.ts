/** Cost and carbon of one chip in words, for the report: figures first, then what follows from them. */
import { BOUNDARY_TEXT, CITATIONS, DERIVATION_TEXT } from '../technology/provenance';
import { type Confidence, isMissing, type Known, type Sourced } from '../technology/types';
import { type EconomicsChip, economicsInputs, type EconomicsInputId, type EconomicsInputs } from './inputs';
import { imecKilogramsPerSquareMetre } from './imec';
import { SQUARE_METRES_PER_SQUARE_CENTIMETRE } from './nodes';
import { energyPerMillion, shareOfChipPerMillion } from './operation';
import { numbersAt } from './numbers-at';
import { impossible } from './resolve';
import { ECONOMICS_RESULT_IDS, ECONOMICS_RESULTS } from './result-needs';
import { type EconomicsNumbers, economicsNumbers, type EconomicsResultId } from './results';
import {
  ECONOMICS_FORMULAS,
  ECONOMICS_INPUT_IDS,
  ECONOMICS_INPUTS,
  type Served,
  servedRow,
  type ServedRowId,
} from './words';

export interface EconomicsRow {
  readonly id: string;
  readonly kind: 'figure' | 'result';
  readonly label: string;
  /** NaN when missing; then `note` has the reasons. */
  readonly value: number;
  /**
   * Span of figures that disagree; of a result, with all figures at their low or at their high ends. Both equal `value`
   * when there is one figure.
   */
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Empty for a figure. */
  readonly formula: string;
  /** Ids of the figures that a result needs. */
  readonly needs: readonly string[];
  readonly source: string;
  readonly boundary: string;
  /** Of a result, that of its weakest figure. */
  readonly confidence: Confidence | 'missing';
  readonly note: string;
}

/** How a chip serves: joules and rate of one kind of token or of inferences, the whole system's divided by its chips. */
export interface ChipServing {
  readonly served: Served;
  readonly joulesEach: number;
  readonly perSecondAndChip: number;
}

type Inputs = EconomicsInputs;

interface Corners {
  readonly value: EconomicsNumbers;
  readonly low: EconomicsNumbers;
  readonly high: EconomicsNumbers;
}

/** One row per figure and per result; with `serving`, also the rows of a million tokens or inferences. */
export function explainEconomics(chip: EconomicsChip, serving: ChipServing | null = null): readonly EconomicsRow[] {
  const inputs = economicsInputs(chip);
  const corners: Corners = {
    value: economicsNumbers(numbersAt(inputs, 'value')),
    low: economicsNumbers(numbersAt(inputs, 'low')),
    high: economicsNumbers(numbersAt(inputs, 'high')),
  };
  const results = ECONOMICS_RESULT_IDS.map((id) => resultRow(id, inputs, corners, chip.nodeNm));
  return [
    ...ECONOMICS_INPUT_IDS.map((id) => figureRow(id, inputs[id])),
    ...results,
    ...(serving === null ? [] : servedRows(inputs, corners, serving)),
  ];
}

function figureRow(id: EconomicsInputId, sourced: Sourced): EconomicsRow {
  const { label, unit } = ECONOMICS_INPUTS[id];
  const row = { id, kind: 'figure', label, unit, formula: '', needs: [] } as const;
  if (isMissing(sourced)) {
    const none = { value: NaN, low: NaN, high: NaN, source: '', boundary: '', confidence: 'missing' as const };
    return { ...row, ...none, note: sourced.missing };
  }
  const { value, low, high, confidence } = sourced;
  if (sourced.source === 'design') {
    return { ...row, value, low, high, source: citation(sourced), boundary: '', confidence, note: '' };
  }
  const notes = [DERIVATION_TEXT[sourced.derivation], CITATIONS[sourced.source].note ?? ''];
  return {
    ...row,
    value,
    low,
    high,
    source: citation(sourced),
    boundary: BOUNDARY_TEXT[sourced.boundary],
    confidence,
    note: notes.filter((note) => note !== '').join('; '),
  };
}

function citation({ source }: Known): string {
  const { text, read } = CITATIONS[source];
  return read === 'secondary' ? `${text} (as quoted)` : text;
}

function resultRow(id: EconomicsResultId, inputs: Inputs, corners: Corners, nodeNm: number | null): EconomicsRow {
  const { label, unit, needs } = ECONOMICS_RESULTS[id];
  const formula = ECONOMICS_FORMULAS[id];
  const own = impossible(id, corners.value);
  const remark = id === 'dieKilograms' ? imecRemark(nodeNm) : '';
  return derivedRow(
    { id, label, unit, formula },
    [corners.value[id], corners.low[id], corners.high[id]],
    needs(inputs),
    inputs,
    { present: remark, absent: own ?? '' },
  );
}

function imecRemark(nodeNm: number | null): string {
  const perSquareMetre = imecKilogramsPerSquareMetre(nodeNm);
  if (perSquareMetre === null) return '';
  const perSquareCentimetre = (perSquareMetre * SQUARE_METRES_PER_SQUARE_CENTIMETRE).toFixed(2);
  return `imec.netzero states ${perSquareCentimetre} kg per cm2 of wafer at this node, in the same repository`;
}

const WEAKER: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

function derivedRow(
  names: Pick<EconomicsRow, 'id' | 'label' | 'unit' | 'formula'>,
  [value, atLow, atHigh]: readonly [value: number, atLow: number, atHigh: number],
  needs: readonly EconomicsInputId[],
  inputs: Inputs,
  notes: { readonly present: string; readonly absent: string },
): EconomicsRow {
  const row = { ...names, kind: 'result', needs: [...new Set(needs)], value, boundary: '' } as const;
  const figures = needs.map((id) => ({ id, sourced: inputs[id] }));
  const reasons = figures.flatMap(({ sourced }) => (isMissing(sourced) ? [sourced.missing] : []));
  if (reasons.length > 0 || Number.isNaN(value)) {
    const note = [...new Set(reasons.length > 0 ? reasons : [notes.absent])].join('; ');
    return { ...row, low: NaN, high: NaN, source: '', confidence: 'missing', note };
  }
  const known = figures.flatMap(({ sourced }) => (isMissing(sourced) ? [] : [{ sourced }]));
  const cited = known.filter(({ sourced }) => sourced.source !== 'design');
  const weakest = known.reduce<Confidence>(
    (worst, { sourced }) => (WEAKER[sourced.confidence] > WEAKER[worst] ? sourced.confidence : worst),
    'high',
  );
  return {
    ...row,
    low: Math.min(value, atLow, atHigh),
    high: Math.max(value, atLow, atHigh),
    source: [...new Set(cited.map(({ sourced }) => citation(sourced)))].join('; '),
    confidence: weakest,
    note: notes.present,
  };
}

type ServedPart = readonly [of: (at: EconomicsNumbers) => number, needs: readonly EconomicsResultId[]];

/** Dollars and kilograms of a million: of the energy, of the chip's share, and both together. */
function servedRows(inputs: Inputs, corners: Corners, serving: ChipServing): readonly EconomicsRow[] {
  const { served, joulesEach, perSecondAndChip } = serving;
  const energy = (id: 'usdPerJoule' | 'kilogramsPerJoule'): ServedPart => [
    (at) => energyPerMillion(joulesEach, at[id]),
    [id],
  ];
  const share = (id: 'capitalUsd' | 'embodiedKilograms'): ServedPart => [
    (at) => shareOfChipPerMillion(at[id], perSecondAndChip, at.productiveSeconds),
    [id, 'productiveSeconds'],
  ];
  const both = ([a, needsA]: ServedPart, [b, needsB]: ServedPart): ServedPart => [
    (at) => a(at) + b(at),
    [...needsA, ...needsB],
  ];
  const row = (id: ServedRowId, [of, needs]: ServedPart) =>
    derivedRow(
      { id, ...servedRow(id, served) },
      [of(corners.value), of(corners.low), of(corners.high)],
      needs.flatMap((part) => ECONOMICS_RESULTS[part].needs(inputs)),
      inputs,
      { present: '', absent: `the energy or the rate of the ${served}s is missing` },
    );
  return [
    row('energyUsd', energy('usdPerJoule')),
    row('hardwareUsd', share('capitalUsd')),
    row('usd', both(energy('usdPerJoule'), share('capitalUsd'))),
    row('energyKilograms', energy('kilogramsPerJoule')),
    row('hardwareKilograms', share('embodiedKilograms')),
    row('kilograms', both(energy('kilogramsPerJoule'), share('embodiedKilograms'))),
  ];
}
