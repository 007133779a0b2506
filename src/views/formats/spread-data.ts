import type { FormatError } from '../../../models/formats/lab/measure';
import type { Spread } from '../../../models/formats/lab/spread';
import { formatQuantity, MISSING_TEXT } from '../../../models/units';
import { decibelText, powerText, quantile, sizeText } from './numbers';

export const PARTS = ['groups', 'channels'] as const;
export type Part = (typeof PARTS)[number];

export interface SpreadMeasure {
  readonly id: keyof Spread;
  readonly label: string;
  readonly axis: string;
  /** Whether small values are the bad ones. */
  readonly isBadWhenSmall: boolean;
  readonly text: (value: number) => string;
}

export const SPREAD_MEASURES: readonly SpreadMeasure[] = [
  { id: 'qsnrDb', label: 'QSNR', axis: 'QSNR, dB', isBadWhenSmall: true, text: decibelText },
  {
    id: 'meanSquaredError',
    label: 'Mean squared error',
    axis: 'Mean squared error',
    isBadWhenSmall: false,
    text: powerText,
  },
  { id: 'largestError', label: 'Largest error', axis: 'Largest error', isBadWhenSmall: false, text: sizeText },
  {
    id: 'saturatedShare',
    label: 'Saturated share',
    axis: 'Saturated share, 0 to 1',
    isBadWhenSmall: false,
    text: (value) => (Number.isNaN(value) ? MISSING_TEXT : formatQuantity(value, 'ratio').text),
  },
];

export interface SpreadRow {
  readonly id: string;
  readonly label: string;
  /** Elements of a group; null for channels. */
  readonly size: number | null;
  readonly parts: number;
  readonly median: string;
  /** That five percent of the parts are worse than. */
  readonly worse: string;
  readonly worst: string;
}

export function spreadRows(
  errors: readonly FormatError[],
  part: Part,
  { id, isBadWhenSmall, text }: SpreadMeasure,
): readonly SpreadRow[] {
  return errors.map((error) => {
    const values = error[part][id];
    const at = (share: number) => text(quantile(values, isBadWhenSmall ? share : 1 - share));
    return {
      id: error.id,
      label: error.label,
      size: part === 'groups' ? error.groupSize : null,
      parts: values.length,
      median: at(0.5),
      worse: at(0.05),
      worst: at(0),
    };
  });
}
