import { roundingOf, saturationOf } from '../../../models/formats/definitions/behaviour';
import { findDefinition } from '../../../models/formats/definitions/registry';
import { elementRange } from '../../../models/formats/definitions/range';
import { magnitudes } from '../../../models/formats/elements/float-element';
import { findFormat } from '../../../models/formats/registry';
import { formatQuantity } from '../../../models/units';
import type { NumberLineData, NumberLineRow } from '../../charts/number-line/layout';

/** Elements with more codes than this are a black bar on any screen. */
export const MOST_ELEMENT_BITS = 8;

/** Values of a format's codes before their scale, rising; null where there are too many to draw. */
export function levelsOf(id: string): readonly number[] | null {
  const definition = findDefinition(id);
  const format = findFormat(id);
  if (definition === undefined || format === undefined) return null;
  const { element } = definition;
  if (element.kind === 'levels') return element.levels;
  if (format.elementBits > MOST_ELEMENT_BITS) return null;
  const [zero, ...positive] = magnitudes(element);
  return [...positive.toReversed().map((level) => -level), zero ?? 0, ...positive];
}

export function numberLineData(
  ids: readonly string[],
  scale: NumberLineData['scale'],
  normalised: boolean,
): NumberLineData {
  const rows = ids.flatMap((id): NumberLineRow[] => {
    const levels = levelsOf(id);
    return levels === null ? [] : [{ id, label: findFormat(id)!.label, levels }];
  });
  return {
    finding: findingOf(rows),
    rows,
    scale,
    normalised,
    axisLabel: normalised ? 'Level over the largest level' : 'Level before its scale',
  };
}

/** How much closer the levels around zero lie than the outermost ones, of the format where that differs most. */
function findingOf(rows: readonly NumberLineRow[]): string {
  const spread = rows.flatMap(({ label, levels }) => {
    const positive = levels.filter((level) => level > 0);
    const smallest = positive[0];
    const largest = positive.at(-1);
    return smallest === undefined || largest === undefined ? [] : [{ label, ratio: largest / smallest }];
  });
  if (spread.length === 0) return 'Choose formats below to see their levels';
  const widest = spread.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return `${widest.label} reaches furthest: its largest level is ${formatQuantity(widest.ratio, 'count').text} times its smallest`;
}

export interface FormatFacts {
  readonly id: string;
  readonly label: string;
  readonly bitsPerElement: number;
  /** Null: more than are worth counting. */
  readonly levels: number | null;
  readonly largest: number;
  readonly smallest: number;
  readonly scale: string;
  readonly rounding: string;
  /** What becomes of values beyond the largest. */
  readonly saturation: string;
  readonly status: string;
  readonly source: string;
}

export function factsOf(id: string): FormatFacts | null {
  const format = findFormat(id);
  const definition = findDefinition(id);
  if (format === undefined || definition === undefined) return null;
  const { largest, smallest } = elementRange(definition);
  return {
    id,
    label: format.label,
    bitsPerElement: format.bitsPerElement,
    levels: levelsOf(id)?.length ?? null,
    largest,
    smallest,
    scale: definition.scale,
    rounding: roundingOf(definition),
    saturation: saturationOf(definition),
    status: definition.status,
    source: definition.source,
  };
}
