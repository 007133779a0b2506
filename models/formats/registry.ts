import { customNumberFormat, readCustomFormatId } from './custom-format';
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

/** The format of an id: of the list above, or one that a user describes. */
export function findFormat(id: string): NumberFormat | undefined {
  const listed = BY_ID.get(id);
  if (listed !== undefined) return listed;
  const custom = readCustomFormatId(id);
  return custom === null ? undefined : customNumberFormat(custom);
}
