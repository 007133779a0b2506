import { layerCounts } from '../../layer-table/counts';
import { gemmView } from '../../layer-table/gemm';
import type { ConvolutionLayer, MatmulLayer } from '../../layer-table/types';
import { uniqueInputElements } from '../../layer-table/windows';
import { reasonCode } from '../reasons';
import { RowWriter } from '../row-writer';
import { ROW, SCALAR } from '../rows';
import type { LoweringInput, Parallelism, TableStructure } from '../types';
import type { TableOperator } from './operators';
import { operatorVectorWork } from './vector-work';

/**
 * Fills one row for each kind of operator, then the scalars. All rows are of one pass of the network, in phase `prefill`;
 * there is no decode. Equations: docs/assumptions.md.
 *
 * A batch shares the weights, so that M grows with it; products of two activations have none to share, and there are more
 * of them.
 */
export function fillTable(input: LoweringInput<TableStructure>, out: Float64Array, at: number): void {
  const { structure, tokens, rules } = input;
  const scalars = at + structure.rows.length * ROW.WIDTH;
  out.fill(0, scalars, scalars + SCALAR.WIDTH);
  out[scalars + SCALAR.PREFILL_MICROBATCHES] = 1;
  out[scalars + SCALAR.DECODE_MICROBATCHES] = 1;
  out[scalars + SCALAR.PREFILL_STAGES] = 1;
  out[scalars + SCALAR.DECODE_STAGES] = 1;
  out[scalars + SCALAR.REASON] = reasonCode(isWhole(input.prefill) && isWhole(input.decode) ? 'none' : 'tableSplit');
  if (structure.rows.length === 0) return;
  const writer = new RowWriter(out, at);
  for (const { layer: operator, count } of structure.layers.kinds) {
    const row = writer.next(count, 1);
    fillOperator(operator, tokens.prefillBatch, out, row);
    if (!rules.vectorWork) continue;
    const { lane, special } = operatorVectorWork(operator);
    out[row + ROW.VECTOR] = tokens.prefillBatch * lane;
    out[row + ROW.SPECIAL] = tokens.prefillBatch * special;
  }
}

function isWhole({ tensor, pipeline, expert }: Parallelism): boolean {
  return tensor === 1 && pipeline === 1 && expert === 1;
}

function fillOperator({ layer, besides }: TableOperator, batch: number, out: Float64Array, at: number): void {
  out[at + ROW.BESIDES] = batch * besides;
  if (layer.kind === 'convolution' || layer.kind === 'matmul') {
    fillProduct(layer, batch, out, at);
    return;
  }
  const { inputElements, outputElements, parameters } = layerCounts(layer);
  const isLookup = layer.kind === 'lookup';
  // Of a stored table only the rows looked up are read; their indices are not counted.
  out[at + ROW.A] = isLookup ? 0 : batch * inputElements;
  out[at + ROW.B] = isLookup ? batch * outputElements : parameters;
  out[at + ROW.C] = batch * outputElements;
}

function fillProduct(layer: ConvolutionLayer | MatmulLayer, batch: number, out: Float64Array, at: number): void {
  const { m, n, k, groups, weights } = gemmView(layer)!;
  const rows = weights ? batch * m : m;
  const products = weights ? groups : batch * groups;
  out[at + ROW.GROUPS] = products;
  out[at + ROW.M] = rows;
  out[at + ROW.N] = n;
  out[at + ROW.K] = k;
  out[at + ROW.MACS] = products * rows * n * k;
  // The unfolded input of a convolution exists on the chip only: of main memory each element is an element once.
  out[at + ROW.A] = layer.kind === 'convolution' ? batch * uniqueInputElements(layer) : products * rows * k;
  out[at + ROW.B] = products * n * k;
  out[at + ROW.C] = products * rows * n;
}
