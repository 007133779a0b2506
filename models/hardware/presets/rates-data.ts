import type { ComputeClass } from '../../formats/types';
import type { MemoryKind } from '../types';

/** One published machine, in the units its sources use, so that a row can be checked against them at a glance. */
export interface RatesRow {
  readonly id: string;
  readonly label: string;
  readonly vendor: string;
  readonly year: number | null;
  readonly kind: string;
  /** Dense T(FL)OP/s by class; a multiply-accumulate is two. */
  readonly tflops: Readonly<Partial<Record<ComputeClass, number>>>;
  /** On-chip tiers, innermost first, summed over the chip: id, label, kind, bytes, GB/s. */
  readonly sram: readonly (readonly [
    id: string,
    label: string,
    kind: MemoryKind,
    bytes: number | null,
    GBps: number | null,
  ])[];
  /** GB is 1e9 bytes, as vendors publish HBM capacities; a figure such as 34.36 is 32 GiB written that way. */
  readonly dram: readonly [type: string | null, GB: number | null, GBps: number];
  /** Both directions together. */
  readonly link: readonly [name: string | null, GBps: number | null];
  readonly power: number | null;
  /** Watts when it does nothing, where somebody measured it. */
  readonly idle?: number;
  readonly nodeNm: number | null;
  readonly dieMm2: number | null;
  /** Chips that the innermost network joins, where known; otherwise a stated assumption. */
  readonly fanOut?: number;
  /** FP32 rate of the vector lanes, where it is not the published FP32 peak. */
  readonly vectorTflops?: number | null;
}

// One line to a machine: this is a table.
// prettier-ignore
export const RATES_ROWS: readonly RatesRow[] = [
  { id: 'v100-sxm2-32', label: 'NVIDIA V100 SXM2 32GB', vendor: 'NVIDIA', year: 2018, kind: 'gpu', tflops: { fp32: 15.67, fp16: 125 }, sram: [], dram: ['HBM2', 32, 898], link: ['NVLink2', 300], power: 300, nodeNm: 12, dieMm2: 815 },
  { id: 't4', label: 'NVIDIA T4', vendor: 'NVIDIA', year: 2018, kind: 'gpu', tflops: { fp32: 8.141, fp16: 65 }, sram: [], dram: ['GDDR6', 16, 320], link: [null, null], power: 70, nodeNm: 12, dieMm2: 545 },
  { id: 'a100-sxm-40', label: 'NVIDIA A100 SXM4 40GB', vendor: 'NVIDIA', year: 2020, kind: 'gpu', tflops: { fp32: 19.49, tf32: 156, bf16: 312, fp16: 312, int8: 624 }, sram: [['rf', 'Register files', 'register', 28311552, null], ['l1', 'L1 / shared memory', 'sram', 21233664, null], ['l2', 'L2', 'sram', 41943040, null]], dram: ['HBM2', 40, 1560], link: ['NVLink3 12x', 600], power: 400, idle: 54, nodeNm: 7, dieMm2: 826 },
  { id: 'a100-sxm-80', label: 'NVIDIA A100 SXM4 80GB', vendor: 'NVIDIA', year: 2020, kind: 'gpu', tflops: { fp32: 19.49, tf32: 156, bf16: 312, fp16: 312, int8: 624 }, sram: [['rf', 'Register files', 'register', 28311552, null], ['l1', 'L1 / shared memory', 'sram', 21233664, null], ['l2', 'L2', 'sram', 41943040, null]], dram: ['HBM2E', 80, 2039], link: ['NVLink3 12x', 600], power: 400, idle: 54, nodeNm: 7, dieMm2: 826 },
  { id: 'a100-pcie-80', label: 'NVIDIA A100 PCIe 80GB', vendor: 'NVIDIA', year: 2020, kind: 'gpu', tflops: { fp32: 19.49, tf32: 156, bf16: 312, fp16: 312, int8: 624 }, sram: [], dram: ['HBM2E', 80, 1935], link: [null, 600], power: 300, nodeNm: 7, dieMm2: 826, fanOut: 2 },
  { id: 'h100-sxm', label: 'NVIDIA H100 SXM5 80GB', vendor: 'NVIDIA', year: 2022, kind: 'gpu', tflops: { fp32: 66.91, tf32: 494.7, bf16: 989.4, fp16: 989.4, fp8: 1979, int8: 1979 }, sram: [['rf', 'Register files', 'register', 34603008, null], ['l1', 'L1 / shared memory', 'sram', 34603008, null], ['l2', 'L2', 'sram', 52428800, null]], dram: ['HBM3', 80, 3350], link: ['NVLink4 18x', 900], power: 700, idle: 71.8, nodeNm: 5, dieMm2: 814 },
  { id: 'h100-pcie', label: 'NVIDIA H100 PCIe 80GB', vendor: 'NVIDIA', year: 2022, kind: 'gpu', tflops: { fp32: 51.22, tf32: 378, bf16: 756, fp16: 756, fp8: 1513, int8: 1513 }, sram: [], dram: ['HBM2E', 80, 2000], link: [null, 600], power: 350, nodeNm: 4, dieMm2: 814, fanOut: 2 },
  { id: 'h800', label: 'NVIDIA H800 SXM5', vendor: 'NVIDIA', year: 2023, kind: 'gpu', tflops: { fp32: 59.3, tf32: 454.5, bf16: 989, fp16: 989, fp8: 1979, int8: 1979 }, sram: [], dram: ['HBM3', 80, 3360], link: [null, null], power: 700, nodeNm: 5, dieMm2: 814 },
  { id: 'h20', label: 'NVIDIA H20', vendor: 'NVIDIA', year: 2023, kind: 'gpu', tflops: { fp32: 44, tf32: 74, bf16: 148, fp16: 148, int8: 296 }, sram: [], dram: ['HBM3', 96, 4000], link: [null, null], power: 400, nodeNm: null, dieMm2: null },
  { id: 'h200', label: 'NVIDIA H200 SXM', vendor: 'NVIDIA', year: 2024, kind: 'gpu', tflops: { fp32: 66.91, tf32: 494.5, bf16: 989.5, fp16: 989.5, fp8: 1979, int8: 1979 }, sram: [['rf', 'Register files', 'register', 34603008, null], ['l1', 'L1 / shared memory', 'sram', 34603008, null], ['l2', 'L2', 'sram', 52428800, null]], dram: ['HBM3E', 141, 4800], link: ['NVLink4', 900], power: 700, nodeNm: 5, dieMm2: null },
  { id: 'gh200', label: 'NVIDIA GH200', vendor: 'NVIDIA', year: 2023, kind: 'gpu', tflops: { fp32: 66.91, tf32: 494.5, bf16: 989.5, fp16: 989.5, fp8: 1979, int8: 1979 }, sram: [], dram: ['HBM3E', 144, 4900], link: [null, null], power: 700, nodeNm: 5, dieMm2: null },
  { id: 'b200', label: 'NVIDIA B200 SXM 180GB', vendor: 'NVIDIA', year: 2024, kind: 'gpu', tflops: { fp32: 62.08, tf32: 1125, bf16: 2250, fp16: 2250, fp8: 4500, int8: 4500, fp4: 9000 }, sram: [], dram: ['HBM3E', 180, 7700], link: ['NVLink5', 1800], power: 1000, nodeNm: null, dieMm2: null },
  { id: 'gb200', label: 'NVIDIA GB200 (per GPU)', vendor: 'NVIDIA', year: 2025, kind: 'gpu', tflops: { fp32: 90, tf32: 1250, bf16: 2500, fp16: 2500, fp8: 5000, int8: 5000, fp4: 10000 }, sram: [], dram: ['HBM3E', 186, 8000], link: ['NVLink5, 72-GPU domain', 1800], power: 1200, nodeNm: null, dieMm2: null, fanOut: 72 },
  { id: 'b300', label: 'NVIDIA B300 SXM', vendor: 'NVIDIA', year: 2025, kind: 'gpu', tflops: { fp32: 75, tf32: 1100, bf16: 2250, fp16: 2250, fp8: 4500, int8: 157.5, fp4: 14000 }, sram: [], dram: ['HBM3E', 270, 7700], link: [null, 1800], power: 1100, nodeNm: 4, dieMm2: null },
  { id: 'gb300', label: 'NVIDIA GB300 (per GPU)', vendor: 'NVIDIA', year: 2025, kind: 'gpu', tflops: { fp32: 80, tf32: 1250, bf16: 2500, fp16: 2500, fp8: 5000, int8: 165, fp4: 15000 }, sram: [], dram: ['HBM3E', 287.5, 8000], link: [null, 1800], power: 1400, nodeNm: 4, dieMm2: null },
  { id: 'l4', label: 'NVIDIA L4', vendor: 'NVIDIA', year: 2023, kind: 'gpu', tflops: { fp32: 30.29, tf32: 60, bf16: 121, fp16: 121, fp8: 242, int8: 242, int4: 484 }, sram: [], dram: ['GDDR6', 24, 300.1], link: [null, null], power: 72, nodeNm: 5, dieMm2: 294 },
  { id: 'l40', label: 'NVIDIA L40', vendor: 'NVIDIA', year: 2022, kind: 'gpu', tflops: { fp32: 90.52, bf16: 181, fp16: 181, int8: 362 }, sram: [], dram: ['GDDR6', 48, 864], link: [null, null], power: 300, nodeNm: null, dieMm2: 608 },
  { id: 'l40s', label: 'NVIDIA L40S', vendor: 'NVIDIA', year: 2023, kind: 'gpu', tflops: { bf16: 362.05, fp16: 362.05, fp8: 733, int8: 733 }, sram: [['l2', 'L2', 'sram', 100663296, null]], dram: ['GDDR6', 48, 864], link: [null, null], power: 350, nodeNm: 5, dieMm2: 609 },
  { id: 'rtx-pro-6000-bse', label: 'NVIDIA RTX PRO 6000 Blackwell Server', vendor: 'NVIDIA', year: 2025, kind: 'gpu', tflops: { bf16: 467.8, fp16: 467.8, fp8: 935.6, int8: 935.6, fp4: 1871.2 }, sram: [], dram: ['GDDR7', 96, 1792], link: ['PCIe5 x16', 128], power: 600, nodeNm: null, dieMm2: null },
  { id: 'a30', label: 'NVIDIA A30', vendor: 'NVIDIA', year: null, kind: 'gpu', tflops: { bf16: 165, fp16: 165, int8: 330 }, sram: [], dram: ['HBM2', 24, 933], link: [null, null], power: 165, nodeNm: null, dieMm2: null },
  { id: 'a40', label: 'NVIDIA A40', vendor: 'NVIDIA', year: 2020, kind: 'gpu', tflops: { fp32: 37.42, tf32: 74.8, bf16: 149.7, fp16: 149.7, int8: 299.3 }, sram: [], dram: ['GDDR6', 48, 695.8], link: [null, null], power: 300, nodeNm: 8, dieMm2: 628 },
  { id: 'rtx-a6000', label: 'NVIDIA RTX A6000', vendor: 'NVIDIA', year: 2020, kind: 'gpu', tflops: { fp32: 38.7, bf16: 154.8, fp16: 154.8 }, sram: [], dram: ['GDDR6', 48, 768], link: [null, null], power: 300, nodeNm: 8, dieMm2: 628 },
  { id: 'rtx-3090', label: 'NVIDIA GeForce RTX 3090', vendor: 'NVIDIA', year: 2020, kind: 'gpu', tflops: { fp32: 35.58, int8: 284 }, sram: [], dram: ['GDDR6X', 24, 936], link: [null, null], power: 350, nodeNm: 8, dieMm2: 628 },
  { id: 'rtx-4090', label: 'NVIDIA GeForce RTX 4090', vendor: 'NVIDIA', year: 2022, kind: 'gpu', tflops: { fp32: 82.6, tf32: 82.6, bf16: 330, fp16: 330, int8: 660.6 }, sram: [], dram: ['GDDR6X', 24, 1008], link: [null, null], power: 450, nodeNm: null, dieMm2: 608 },
  { id: 'rtx-5090', label: 'NVIDIA GeForce RTX 5090', vendor: 'NVIDIA', year: 2025, kind: 'gpu', tflops: { fp32: 104.8, bf16: 209, fp16: 209 }, sram: [['l2', 'L2', 'sram', 100663296, null]], dram: ['GDDR7', 32, 1792], link: [null, null], power: 575, nodeNm: 4, dieMm2: 750 },
  { id: 'dgx-spark-gb10', label: 'NVIDIA GB10 / DGX Spark', vendor: 'NVIDIA', year: 2025, kind: 'gpu', tflops: { fp32: 29.71 }, sram: [], dram: ['LPDDR5X', 128, 273], link: [null, null], power: 140, nodeNm: 4, dieMm2: null },
  { id: 'mi210', label: 'AMD Instinct MI210', vendor: 'AMD', year: 2022, kind: 'gpu', tflops: { fp32: 45.3, bf16: 181, fp16: 181 }, sram: [['lds', 'LDS', 'sram', 13631488, null], ['l2', 'L2', 'sram', 8388608, null]], dram: ['HBM2E', 64, 1600], link: [null, null], power: 300, nodeNm: 6, dieMm2: 724, vectorTflops: 22.6 },
  { id: 'mi250x', label: 'AMD Instinct MI250X', vendor: 'AMD', year: 2021, kind: 'gpu', tflops: { fp32: 47.87, bf16: 383, fp16: 383, int8: 383 }, sram: [], dram: ['HBM2E', 128, 3280], link: [null, 800], power: 500, nodeNm: 6, dieMm2: 724 },
  { id: 'mi250', label: 'AMD Instinct MI250', vendor: 'AMD', year: 2021, kind: 'gpu', tflops: { fp32: 90.5, bf16: 362.1, fp16: 362.1, int8: 362.1 }, sram: [], dram: ['HBM2E', 128, 3200], link: [null, null], power: 560, nodeNm: null, dieMm2: null, vectorTflops: null },
  { id: 'mi300x', label: 'AMD Instinct MI300X', vendor: 'AMD', year: 2023, kind: 'gpu', tflops: { fp32: 163.4, tf32: 653.7, bf16: 1307.4, fp16: 1307.4, fp8: 2614.9, int8: 2614.9 }, sram: [['lds', 'LDS', 'sram', 19922944, null], ['l2', 'L2', 'sram', 33554432, null], ['l3', 'Infinity Cache', 'sram', 268435456, null]], dram: ['HBM3', 192, 5300], link: ['Infinity Fabric 7x', null], power: 750, nodeNm: 5, dieMm2: 1017 },
  { id: 'mi325x', label: 'AMD Instinct MI325X', vendor: 'AMD', year: 2024, kind: 'gpu', tflops: { fp32: 163.4, tf32: 653.7, bf16: 1307.4, fp16: 1307.4, fp8: 2614.9, int8: 2600 }, sram: [['l2', 'L2', 'sram', 33554432, null], ['l3', 'Infinity Cache', 'sram', 268435456, null]], dram: ['HBM3E', 256, 6000], link: [null, null], power: 1000, nodeNm: 5, dieMm2: null },
  { id: 'mi355x', label: 'AMD Instinct MI355X', vendor: 'AMD', year: 2025, kind: 'gpu', tflops: { bf16: 2516.6, fp16: 2516.6, fp8: 4600, int8: 5033.2, fp4: 9200 }, sram: [['lds', 'LDS', 'sram', 41943040, null], ['l2', 'L2', 'sram', 33554432, null], ['l3', 'L3', 'sram', 268435456, null]], dram: ['HBM3E', 288, 8000], link: [null, null], power: 1400, nodeNm: 3, dieMm2: null },
  { id: 'rx7900xtx', label: 'AMD Radeon RX 7900 XTX', vendor: 'AMD', year: 2022, kind: 'gpu', tflops: { fp32: 61.42 }, sram: [], dram: ['GDDR6', 24, 960], link: [null, null], power: 335, nodeNm: null, dieMm2: 529 },
  { id: 'tpu-v2', label: 'Google TPU v2', vendor: 'Google', year: 2017, kind: 'asic', tflops: { fp32: 3, bf16: 46 }, sram: [['vmem', 'VMEM', 'sram', 33554432, null]], dram: ['HBM', 16, 716], link: [null, null], power: 280, nodeNm: 16, dieMm2: null },
  { id: 'tpu-v3', label: 'Google TPU v3', vendor: 'Google', year: 2018, kind: 'asic', tflops: { bf16: 140 }, sram: [['vmem', 'VMEM', 'sram', 33554432, null]], dram: ['HBM', 34.4, 825], link: [null, null], power: 450, nodeNm: 16, dieMm2: null },
  { id: 'tpu-v6e', label: 'Google TPU v6e Trillium', vendor: 'Google', year: 2024, kind: 'asic', tflops: { bf16: 920, fp8: 920, int8: 1840, int4: 3680 }, sram: [['vmem', 'VMEM', 'sram', 134217728, null]], dram: ['HBM', 34.4, 1640], link: [null, 448], power: 380, nodeNm: null, dieMm2: null },
  { id: 'tpu-v7', label: 'Google TPU v7 Ironwood', vendor: 'Google', year: 2025, kind: 'asic', tflops: { bf16: 2307, fp16: 2307, fp8: 4614 }, sram: [], dram: ['HBM3E', 192, 7370], link: [null, null], power: 960, nodeNm: null, dieMm2: null },
  { id: 'gaudi2', label: 'Intel Gaudi 2', vendor: 'Intel', year: 2022, kind: 'asic', tflops: { bf16: 432, fp8: 865 }, sram: [], dram: ['HBM2E', 96, 2450], link: ['24x100GbE RoCE', 600], power: 600, nodeNm: 7, dieMm2: null },
  { id: 'gaudi3', label: 'Intel Gaudi 3', vendor: 'Intel', year: 2024, kind: 'asic', tflops: { fp32: 14.3, tf32: 459, bf16: 1835, fp8: 1835 }, sram: [['sram', 'On-die SRAM', 'sram', 100663296, 12800]], dram: ['HBM2E', 128, 3670], link: ['24x200GbE RoCE', 1200], power: 900, nodeNm: 5, dieMm2: null },
  { id: 'trainium1', label: 'AWS Trainium1', vendor: 'Amazon AWS', year: 2022, kind: 'asic', tflops: { fp32: 47.5, tf32: 190, bf16: 190, fp16: 190, fp8: 190, int8: 380 }, sram: [], dram: ['HBM', 34.36, 880], link: [null, null], power: null, nodeNm: null, dieMm2: null },
  { id: 'inferentia2', label: 'AWS Inferentia2', vendor: 'Amazon AWS', year: 2023, kind: 'asic', tflops: { fp32: 47.5, tf32: 190, bf16: 190, fp16: 190, fp8: 190, int8: 380 }, sram: [], dram: ['HBM', 34.36, 880], link: [null, 1000], power: null, nodeNm: null, dieMm2: null },
  { id: 'trainium2', label: 'AWS Trainium2', vendor: 'Amazon AWS', year: 2024, kind: 'asic', tflops: { fp32: 181, tf32: 667, bf16: 667, fp16: 667, fp8: 1299 }, sram: [], dram: ['HBM3', 96, 2900], link: [null, null], power: 500, nodeNm: null, dieMm2: null },
  { id: 'tt-wormhole-n150', label: 'Tenstorrent Wormhole n150', vendor: 'Tenstorrent', year: 2024, kind: 'asic', tflops: { fp8: 262 }, sram: [['l1', 'Tensix L1', 'sram', 113246208, null]], dram: ['GDDR6', 12, 288], link: [null, null], power: 160, nodeNm: 12, dieMm2: null },
  { id: 'apple-m1', label: 'Apple M1', vendor: 'Apple', year: 2020, kind: 'soc-gpu', tflops: { fp32: 2.6 }, sram: [], dram: ['LPDDR', 16, 68.25], link: [null, null], power: 15, nodeNm: null, dieMm2: null },
  { id: 'apple-m1-max', label: 'Apple M1 Max', vendor: 'Apple', year: 2021, kind: 'soc-gpu', tflops: { fp32: 10.4 }, sram: [], dram: ['LPDDR', 64, 400], link: [null, null], power: 60, nodeNm: null, dieMm2: null },
  { id: 'apple-m1-ultra', label: 'Apple M1 Ultra', vendor: 'Apple', year: 2022, kind: 'soc-gpu', tflops: { fp32: 21 }, sram: [], dram: ['LPDDR', 128, 800], link: [null, null], power: 120, nodeNm: null, dieMm2: null },
  { id: 'apple-m2-ultra', label: 'Apple M2 Ultra', vendor: 'Apple', year: 2023, kind: 'soc-gpu', tflops: { fp32: 27.2 }, sram: [], dram: ['LPDDR', 192, 800], link: [null, null], power: 150, nodeNm: null, dieMm2: null },
  { id: 'apple-m3-max', label: 'Apple M3 Max', vendor: 'Apple', year: 2023, kind: 'soc-gpu', tflops: { fp32: 14.2 }, sram: [], dram: ['LPDDR', 128, 400], link: [null, null], power: 90, nodeNm: null, dieMm2: null },
  { id: 'apple-m3-ultra', label: 'Apple M3 Ultra', vendor: 'Apple', year: 2025, kind: 'soc-gpu', tflops: { fp32: 28.4 }, sram: [], dram: ['LPDDR', 512, 819], link: [null, null], power: 180, nodeNm: null, dieMm2: null },
  { id: 'apple-m4', label: 'Apple M4', vendor: 'Apple', year: 2024, kind: 'soc-gpu', tflops: { fp32: 4.6 }, sram: [], dram: ['LPDDR', 32, 120], link: [null, null], power: 22, nodeNm: null, dieMm2: null },
  { id: 'apple-m4-max', label: 'Apple M4 Max', vendor: 'Apple', year: 2024, kind: 'soc-gpu', tflops: { fp32: 18.4 }, sram: [], dram: ['LPDDR', 128, 546], link: [null, null], power: 100, nodeNm: null, dieMm2: null },
  { id: 'rk3588', label: 'Orange Pi 5 / Rockchip RK3588 (NPU)', vendor: 'Rockchip', year: 2022, kind: 'soc-npu', tflops: { fp16: 3, int8: 6 }, sram: [], dram: [null, 32, 51], link: [null, null], power: 8, nodeNm: 8, dieMm2: null },
  { id: 'ascend-910b', label: 'Huawei Ascend 910B', vendor: 'Huawei', year: 2022, kind: 'asic', tflops: { fp32: 94 }, sram: [], dram: [null, 32, 1228], link: [null, 392], power: 400, nodeNm: 7, dieMm2: null },
  { id: 'arc-pro-b60', label: 'Intel Arc Pro B60', vendor: 'Intel', year: 2025, kind: 'gpu', tflops: { fp32: 12.28, bf16: 98.304, int8: 197 }, sram: [], dram: ['GDDR6', 24, 456], link: [null, null], power: 200, nodeNm: null, dieMm2: null },
];
