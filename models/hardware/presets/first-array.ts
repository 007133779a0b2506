/**
 * The machine that the app starts with, apart from the others: the page loads those when a menu asks for them. A chip
 * that holds an 8B model, no number without a source.
 */
import type { ArrayRow } from './array-preset';
import { dram, onChip, scaleUp } from './build';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const MHZ = 1e6;
const GB = 1e9;

export const FIRST_ARRAY: ArrayRow = {
  id: 'tpu-v4',
  vendor: 'Google',
  year: 2021,
  kind: 'asic',
  parts: {
    name: 'Google TPU v4',
    matrix: { rows: 128, columns: 128, cores: 8, dataflow: 'ws', clockHz: 1050 * MHZ },
    macsPerCycle: { bf16: 1, int8: 1 },
    laneOpsPerCycle: 2 * 8 * 128 * 2,
    tiers: [onChip('sram', 'VMEM', 32 * MIB), onChip('cmem', 'CMEM', 128 * MIB), dram('HBM2', 32 * GIB, 1200 * GB)],
    network: scaleUp(90 * GB, 4, 'ICI, tray of 2 x 2', 'ring'),
    nodeNm: 7,
    power: 340,
    idle: 90,
  },
};
