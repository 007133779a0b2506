/** Systolic designs put together from sourced parts; which part comes from where is in `arrays-provenance.ts`. */
import type { ArrayRow } from './array-preset';
import { dram, holding, onChip, scaleUp } from './build';
import { FIRST_ARRAY } from './first-array';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const MHZ = 1e6;
const GHZ = 1e9;
const GB = 1e9;

/** LPDDR4-3200 on 64 bits, the memory assumed for small designs that come without one. */
const ASSUMED_LPDDR4 = dram('LPDDR4', 8 * GIB, 25.6 * GB);

/** The first one is the design that the app starts with. */
export const ARRAY_ROWS: readonly ArrayRow[] = [
  FIRST_ARRAY,
  {
    id: 'tpu-v4i',
    vendor: 'Google',
    year: 2020,
    kind: 'asic',
    parts: {
      name: 'Google TPU v4i',
      matrix: { rows: 128, columns: 128, cores: 4, dataflow: 'ws', clockHz: 1055 * MHZ },
      macsPerCycle: { bf16: 1 },
      tiers: [onChip('sram', 'VMEM', 16 * MIB), onChip('cmem', 'CMEM', 128 * MIB), dram('HBM2', 8 * GIB, 614 * GB)],
      network: scaleUp(null),
      nodeNm: 7,
      power: 175,
      dieMm2: 400,
      idle: 55,
      otherMm2: 333.9,
    },
  },
  {
    id: 'tpu-v5e',
    vendor: 'Google',
    year: 2023,
    kind: 'asic',
    parts: {
      name: 'Google TPU v5e',
      matrix: { rows: 128, columns: 128, cores: 4, dataflow: 'ws', clockHz: 1500 * MHZ },
      macsPerCycle: { bf16: 1, int8: 2, int4: 4 },
      laneOpsPerCycle: 8 * 128 * 4,
      tiers: [onChip('sram', 'VMEM', 128 * MIB), dram('HBM2', 16 * GIB, 819 * GB)],
      network: scaleUp(200 * GB, 8, 'ICI, host of 2 x 4', 'mesh'),
      nodeNm: null,
      dieMm2: 325,
    },
  },
  {
    id: 'tpu-v5p',
    vendor: 'Google',
    year: 2023,
    kind: 'asic',
    parts: {
      name: 'Google TPU v5p',
      matrix: { rows: 128, columns: 128, cores: 8, dataflow: 'ws', clockHz: 1750 * MHZ },
      macsPerCycle: { bf16: 1, int8: 2, int4: 4 },
      laneOpsPerCycle: 2 * 8 * 128 * 4,
      tiers: [onChip('sram', 'VMEM', 128 * MIB), dram('HBM2E', 95 * GIB, 2765 * GB)],
      network: scaleUp(200 * GB, 4, 'ICI, tray of 2 x 2', 'ring'),
      nodeNm: null,
      power: 540,
    },
  },
  {
    id: 'tpu-v1',
    vendor: 'Google',
    year: 2015,
    kind: 'asic',
    parts: {
      name: 'Google TPU v1',
      matrix: { rows: 256, columns: 256, cores: 1, dataflow: 'ws', clockHz: 700 * MHZ },
      macsPerCycle: { int8: 1 },
      tiers: [
        holding(onChip('accumulator', 'Accumulators', 4 * MIB), 'output'),
        holding(onChip('sram', 'Unified buffer', 24 * MIB), 'input', 'output'),
        dram('DDR3', 8 * GIB, 34 * GB),
      ],
      network: scaleUp(null),
      nodeNm: 28,
      power: 75,
      dieMm2: 331,
    },
  },
  {
    id: 'edge-npu-32',
    vendor: 'KU Leuven',
    year: null,
    kind: 'npu',
    parts: {
      name: 'Edge NPU 32 x 32',
      matrix: { rows: 32, columns: 32, cores: 1, dataflow: 'ws', clockHz: 1 * GHZ },
      macsPerCycle: { int8: 1 },
      tiers: [onChip('sram', 'Shared SRAM', 2 * MIB, 512 * GHZ), ASSUMED_LPDDR4],
      network: scaleUp(null),
      nodeNm: 22,
    },
  },
  {
    id: 'edge-tpu-64',
    vendor: 'Google',
    year: 2019,
    kind: 'npu',
    parts: {
      name: 'Edge TPU-like 64 x 64',
      matrix: { rows: 64, columns: 64, cores: 1, dataflow: 'ws', clockHz: 488_281_250 },
      macsPerCycle: { int8: 1 },
      tiers: [onChip('sram', 'Shared SRAM', 2 * MIB, 512 * 488_281_250), ASSUMED_LPDDR4],
      network: scaleUp(null),
      nodeNm: 22,
      power: 2,
    },
  },
  {
    id: 'simba-chiplet',
    vendor: 'NVIDIA Research',
    year: 2019,
    kind: 'academic',
    parts: {
      name: 'Simba-like chiplet',
      matrix: { rows: 8, columns: 8, cores: 16, dataflow: 'ws', clockHz: 1733 * MHZ },
      macsPerCycle: { int8: 1 },
      tiers: [onChip('sram', 'Global buffer', 64 * KIB), ASSUMED_LPDDR4],
      network: scaleUp(null, 36, 'Package of 36 chiplets', 'mesh'),
      nodeNm: 16,
    },
  },
  {
    id: 'gemmini-16',
    vendor: 'UC Berkeley',
    year: null,
    kind: 'academic',
    parts: {
      name: 'Gemmini default 16 x 16',
      matrix: { rows: 16, columns: 16, cores: 1, dataflow: 'ws', clockHz: 1 * GHZ },
      macsPerCycle: { int8: 1 },
      tiers: [
        holding(onChip('accumulator', 'Accumulator', 128 * KIB), 'output'),
        holding(onChip('sram', 'Scratchpad', 128 * KIB), 'input', 'weight'),
        dram('LPDDR4', 8 * GIB, 16 * GB),
      ],
      network: scaleUp(null),
      nodeNm: 22,
    },
  },
  {
    id: 'eyeriss-like',
    vendor: 'MIT',
    year: 2016,
    kind: 'academic',
    parts: {
      name: 'Eyeriss-like 12 x 14',
      matrix: { rows: 12, columns: 14, cores: 1, dataflow: 'ws', clockHz: 200 * MHZ },
      macsPerCycle: { int8: 1 },
      tiers: [
        holding(onChip('psum-spad', 'Partial sums of an element', 32, null, 'register', 'element'), 'output'),
        holding(onChip('input-spad', 'Inputs of an element', 24, null, 'register', 'element'), 'input'),
        holding(onChip('weight-spad', 'Weights of an element', 384, null, 'register', 'element'), 'weight'),
        onChip('sram', 'Global buffer', 128 * KIB, 32 * 200 * MHZ),
        ASSUMED_LPDDR4,
      ],
      network: scaleUp(null),
      nodeNm: 65,
      dieMm2: 16,
      otherMm2: 14.12,
    },
  },
];
