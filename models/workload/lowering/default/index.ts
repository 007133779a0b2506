import type { Lowering } from '../types';
import { describeRows } from './describe';
import { fillRows } from './fill';
import { storeElements } from './store';

/** The lowering of our own assumption sets. Equations and sources: docs/assumptions.md. */
export const defaultLowering: Lowering = { describe: describeRows, fill: fillRows, store: storeElements };
