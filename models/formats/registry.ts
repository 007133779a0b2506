import { CODEBOOK_FORMATS } from './families/codebook';
import { FLOAT_FORMATS } from './families/float';
import { INT_FORMATS } from './families/int';
import { MX_FORMATS } from './families/mx';
import { NV_FORMATS } from './families/nv';
import type { NumberFormat } from './types';

/** Every number format, in the order that menus and tables show them. */
export const NUMBER_FORMATS: readonly NumberFormat[] = [
  ...FLOAT_FORMATS,
  ...INT_FORMATS,
  ...MX_FORMATS,
  ...NV_FORMATS,
  ...CODEBOOK_FORMATS,
];

const BY_ID: ReadonlyMap<string, NumberFormat> = new Map(NUMBER_FORMATS.map((format) => [format.id, format]));

export function findFormat(id: string): NumberFormat | undefined {
  return BY_ID.get(id);
}
