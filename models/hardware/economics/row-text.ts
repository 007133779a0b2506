import { formatQuantity, type Quantity } from '../../units';
import type { EconomicsRow } from './explain';

const QUANTITY_OF_UNIT: Readonly<Record<string, Quantity>> = {
  '': 'count',
  count: 'count',
  ratio: 'ratio',
  m2: 'squareMetres',
  B: 'bytes',
  s: 'secondsOfService',
  USD: 'dollars',
  'USD/B': 'dollarsPerByte',
  'USD/J': 'dollarsPerJoule',
  kg: 'kilograms',
  'kg/B': 'kilogramsPerByte',
  'kg/J': 'kilogramsPerJoule',
  '1/m2': 'perSquareMetre',
};

const SQUARE_CENTIMETRES = 1e4;
const JOULES_PER_KILOWATT_HOUR = 3.6e6;

/** The value of a row in the unit that its field or its source uses. */
export function economicsText({ unit, value }: Pick<EconomicsRow, 'unit' | 'value'>): string {
  if (unit === 'J/m2') {
    return `${formatQuantity(value / JOULES_PER_KILOWATT_HOUR / SQUARE_CENTIMETRES, 'count').text}\u00a0kWh/cm²`;
  }
  if (unit === 'kg/m2') return `${formatQuantity((1000 * value) / SQUARE_CENTIMETRES, 'count').text}\u00a0g/cm²`;
  return formatQuantity(value, QUANTITY_OF_UNIT[unit] ?? 'count').text;
}
