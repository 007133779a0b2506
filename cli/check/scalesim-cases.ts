/**
 * The inputs of a SCALE-Sim reference case: layers lowered to matrix products as the simulator lowers them, and the array
 * with its buffers. Nothing here reads what a case expects.
 */
import type { WindowShape } from '../../models/cost/flush-when-full-windows';
import type { DataflowCode } from '../../models/cost/systolic';
import { numberAt, type RawCase, stringAt, valueAt } from './suite';

const DATAFLOW_CODES: Readonly<Record<string, DataflowCode>> = { os: 0, ws: 1, is: 2 };

export interface Layer {
  readonly m: number;
  readonly n: number;
  /** After compression where the weights are sparse. */
  readonly k: number;
  readonly denseK: number;
  /** Dense over kept elements of a block of K: the simulator's factor on input reads. */
  readonly sparsityRatio: number;
  readonly windows: WindowShape | null;
}

export interface Machine {
  readonly rows: number;
  readonly columns: number;
  readonly dataflow: DataflowCode;
  /** Usable words of the input and filter buffers: half of each, rounded as the simulator rounds it. */
  readonly inputWords: number;
  readonly filterWords: number;
  /** Words per cycle in bandwidth-limited mode; null in calculation mode, which never stalls. */
  readonly readWordsPerCycle: number | null;
}

export interface ScalesimCase {
  readonly layers: readonly Layer[];
  readonly machine: Machine;
}

export type Parsed = ScalesimCase | { readonly unsupported: string } | { readonly unreadable: string };

export function parseCase(body: RawCase['body']): Parsed {
  const machine = parseMachine(body);
  if (typeof machine === 'string') return { unreadable: machine };
  const type = stringAt(body, 'workload.type');
  if (type !== 'gemm' && type !== 'conv') return { unsupported: `workload type ${String(type)}` };
  const layers = type === 'gemm' ? parseGemm(body) : parseConvolution(body);
  if (typeof layers === 'string') return { unreadable: layers };
  const sparsity = valueAt(body, 'sparsity');
  if (sparsity === undefined || sparsity === null) return { layers, machine };
  const pattern = typeof sparsity === 'string' ? /^(\d+):(\d+)$/.exec(sparsity) : null;
  if (!pattern) return { unsupported: 'sparsity that is not one N:M pattern per layer' };
  if (machine.dataflow !== DATAFLOW_CODES['ws']) return { unsupported: 'sparsity outside weight-stationary' };
  if (type !== 'gemm') return { unsupported: 'sparse convolution' };
  const kept = Number(pattern[1]);
  const block = Number(pattern[2]);
  if (kept < 1 || block < kept) return { unreadable: 'sparsity: must be N:M with 1 <= N <= M' };
  return { layers: layers.map((layer) => sparsify(layer, kept, block)), machine };
}

function sparsify(layer: Layer, kept: number, block: number): Layer {
  const k = Math.floor(layer.denseK / block) * kept + Math.min(layer.denseK % block, kept);
  return { ...layer, k, sparsityRatio: block / kept };
}

function parseMachine(body: RawCase['body']): Machine | string {
  const numbers = readPositive(body, ['hw.rows', 'hw.cols', 'hw.ifmap_sram_kb', 'hw.filter_sram_kb']);
  if (typeof numbers === 'string') return numbers;
  const [rows, columns, inputKb, filterKb] = numbers as [number, number, number, number];
  const dataflow = DATAFLOW_CODES[stringAt(body, 'hw.dataflow') ?? ''];
  if (dataflow === undefined) return 'hw.dataflow: must be os, ws or is';
  const mode = stringAt(body, 'bw_mode') ?? 'CALC';
  if (mode !== 'CALC' && mode !== 'USER') return 'bw_mode: must be CALC or USER';
  const rate = numberAt(body, 'dram_bw_read');
  if (mode === 'USER' && (rate === undefined || rate <= 0)) return 'dram_bw_read: must be a positive number';
  const usable = (kb: number) => 50 * Math.floor((kb * 1024) / 100);
  return {
    rows,
    columns,
    dataflow,
    inputWords: usable(inputKb),
    filterWords: usable(filterKb),
    readWordsPerCycle: mode === 'USER' ? (rate ?? null) : null,
  };
}

function parseGemm(body: RawCase['body']): readonly Layer[] | string {
  const numbers = readPositive(body, ['workload.M', 'workload.N', 'workload.K']);
  if (typeof numbers === 'string') return numbers;
  const [m, n, k] = numbers as [number, number, number];
  return [{ m, n, k, denseK: k, sparsityRatio: 1, windows: null }];
}

function parseConvolution(body: RawCase['body']): readonly Layer[] | string {
  const names = ['ifmap_h', 'ifmap_w', 'filt_h', 'filt_w', 'channels', 'num_filters', 'stride'];
  const numbers = readPositive(
    body,
    names.map((name) => `workload.${name}`),
  );
  if (typeof numbers === 'string') return numbers;
  const [height, width, filterHeight, filterWidth, channels, filters, stride] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isSplit = (stringAt(body, 'workload.scalesim_name') ?? '').includes('DP');
  const windows: WindowShape = {
    inputHeight: height,
    inputWidth: width,
    filterHeight,
    filterWidth,
    channels: isSplit ? 1 : channels,
    filters,
    stride,
    outputHeight: Math.ceil((height - filterHeight + stride) / stride),
    outputWidth: Math.ceil((width - filterWidth + stride) / stride),
  };
  const k = filterHeight * filterWidth * windows.channels;
  const m = windows.outputHeight * windows.outputWidth;
  const layer: Layer = { m, n: filters, k, denseK: k, sparsityRatio: 1, windows };
  return Array.from({ length: isSplit ? channels : 1 }, () => layer);
}

/** The positive integers at these paths, or the sentence that names the first one that is not. */
function readPositive(body: RawCase['body'], paths: readonly string[]): readonly number[] | string {
  const values: number[] = [];
  for (const path of paths) {
    const value = numberAt(body, path);
    if (value === undefined || value <= 0 || !Number.isInteger(value)) return `${path}: must be a positive integer`;
    values.push(value);
  }
  return values;
}
