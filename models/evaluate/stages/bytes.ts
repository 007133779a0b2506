import { findFormat } from '../../formats/registry';
import { ROW, type RowDescriptor } from '../../workload/lowering/rows';
import { bytesPerElement, formatOf } from '../formats-of';
import type { Parts } from '../parts';
import { defineStage } from '../stage';

/** Bytes of one row and layer: operands at the first step and their growth a step. */
export const BYTES = {
  A: 0,
  A_SLOPE: 1,
  B: 2,
  B_SLOPE: 3,
  C: 4,
  C_SLOPE: 5,
  BESIDES: 6,
  PAYLOAD: 7,
  WIDTH: 8,
} as const;

/** Turns element counts into bytes once formats are known. */
export const bytesStage = defineStage({
  id: 'bytes',
  reads: ['formats'],
  after: ['rows'],
  width: (structure) => structure.rows.length * BYTES.WIDTH,
  run: ({ formats }, { rows }, structure, out, at) => {
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      writeRowBytes(row, formats, rows.data, from, out, at + index * BYTES.WIDTH);
    });
  },
});

function writeRowBytes(
  row: RowDescriptor,
  formats: Parts['formats'],
  rows: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const size = (role: RowDescriptor['a']['role']) =>
    bytesPerElement(formatOf(formats.rules, row.module, role, row.layerIndex));
  const a = size(row.a.role);
  const b = row.b.role === 'kv' ? readCacheBytes(row, formats, rows, from) : size(row.b.role);
  const c = size(row.c.role);
  out[to + BYTES.A] = rows[from + ROW.A]! * a;
  out[to + BYTES.A_SLOPE] = rows[from + ROW.A_SLOPE]! * a;
  out[to + BYTES.B] = rows[from + ROW.B]! * b;
  out[to + BYTES.B_SLOPE] = rows[from + ROW.B_SLOPE]! * b;
  out[to + BYTES.C] = rows[from + ROW.C]! * c;
  out[to + BYTES.C_SLOPE] = rows[from + ROW.C_SLOPE]! * c;
  out[to + BYTES.BESIDES] = rows[from + ROW.BESIDES]! * size(row.besides);
  out[to + BYTES.PAYLOAD] = rows[from + ROW.PAYLOAD]! * size('communication');
}

/** Bytes per cached element that a row reads. */
function readCacheBytes(
  row: RowDescriptor,
  { rules, compression }: Parts['formats'],
  rows: Float64Array,
  from: number,
): number {
  const exact = bytesPerElement(formatOf(rules, row.module, 'kv', row.layerIndex));
  const keys = row.kind === 'scores' ? rows[from + ROW.N]! : rows[from + ROW.K]!;
  const depth = row.kind === 'scores' ? rows[from + ROW.K]! : rows[from + ROW.N]!;
  return cacheBytesPerElement(compression, exact, keys, depth);
}

/**
 * Bytes per cached element. A compressed cache keeps a low-bit base, `sparsePercent` of the elements exactly, and a
 * low-rank correction of both sides of each head's matrix of `keys` x `depth` elements (GEAR, arXiv 2403.05527).
 *
 * @param exact bytes of an element that is not compressed
 */
export function cacheBytesPerElement(
  compression: Parts['formats']['compression'],
  exact: number,
  keys: number,
  depth: number,
): number {
  if (compression === null || keys === 0) return exact;
  const base = findFormat(compression.baseFormat);
  if (base === undefined) throw new Error(`unknown number format ${compression.baseFormat}`);
  const lowRank = (compression.rank * (keys + depth)) / (keys * depth);
  return bytesPerElement(base) + (compression.sparsePercent / 100) * exact + lowRank * exact;
}
