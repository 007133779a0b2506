import { SCALAR } from './rows';
import type { DecoderStructure, Lowering, LoweringInput, TableLowering, TableStructure } from './types';

const PENDING = ['all operators: they are being loaded'] as const;

/** Stands in for a lowering of decoders until that is loaded: no operators, memory and times missing. */
export const pendingLowering: Lowering = {
  isPending: true,
  describe: () => ({ rows: [], unmodelled: PENDING }),
  fill: fillScalars,
  store: () => undefined,
};

/** The same for tables of layers. */
export const pendingTableLowering: TableLowering = {
  isPending: true,
  describe: (workload) => ({
    kind: 'layers',
    workload,
    layers: { kinds: [], sequence: [] },
    rows: [],
    unmodelled: PENDING,
  }),
  fill: fillScalars,
  store: () => undefined,
  nameOf: () => '',
};

function fillScalars(_input: LoweringInput<DecoderStructure | TableStructure>, out: Float64Array, at: number): void {
  out.fill(1, at, at + SCALAR.WIDTH);
  out[at + SCALAR.REASON] = 0;
}
