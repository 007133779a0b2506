export { formatQuantity, MISSING_TEXT, type FormattedQuantity } from './format';
export { QUANTITIES, quantitySpec, unitsOf, type Quantity, type Unit } from './quantities';
