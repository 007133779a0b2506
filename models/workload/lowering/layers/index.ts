import type { TableLowering } from '../types';
import { describeTable } from './describe';
import { fillTable } from './fill';
import { storeTable } from './store';
import { describeOperator } from './words';

/** The lowering of tables of layers. */
export const tableLowering: TableLowering = {
  describe: describeTable,
  fill: fillTable,
  store: storeTable,
  nameOf: describeOperator,
};
