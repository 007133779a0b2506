import type { Lowering } from '../types';
import { describeRows } from './describe';
import { fillRows } from './fill';
import { storeElements } from './store';

/** Operators, splits and memory as GenZ-LLM-Analyzer 0.0.16 (commit 091bdd0a) counts them. */
export const genzLowering: Lowering = { describe: describeRows, fill: fillRows, store: storeElements };
