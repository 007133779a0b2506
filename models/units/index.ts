export { formatEditable, formatQuantity, MISSING_TEXT, type FormattedQuantity } from './format';
export { parseQuantity, type ParsedQuantity } from './parse';
export { QUANTITIES, quantitySpec, unitsOf, type Quantity, type Unit } from './quantities';
