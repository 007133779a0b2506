import { layerCounts } from '../../models/workload/layer-table/counts';
import { tableTotals } from '../../models/workload/layer-table/totals';
import { gemmView } from '../../models/workload/layer-table/gemm';
import type { TableLayer } from '../../models/workload/layer-table/types';
import type { OnnxImport } from '../../models/workload/onnx/import';
import { formatQuantity } from '../../models/units';
import { idleOption } from '../arguments';
import type { Arguments, Outcome } from '../command';
import type { CliIo } from '../io';
import { loadOnnx } from '../load-onnx';
import { bullets, jsonText, pairs, print, section, table } from '../output';

/** Reads an ONNX model as a table of layers: shapes, work and parameters of each, and what could not be counted. */
export async function importOnnxModel(path: string, args: Arguments, io: CliIo): Promise<Outcome> {
  const idle = idleOption(args, ['kv-format'], 'an ONNX file');
  if (idle !== null) return { refused: idle };
  const loaded = await loadOnnx(path, args, io, args.text('name'));
  if (!loaded.ok) return { refused: loaded.message };
  const imported = loaded.value;
  const out = args.text('out');
  const written = out === undefined ? null : io.writeText(out, jsonText(imported.table));
  if (written?.ok === false) return { refused: written.message };
  print(io, args, {
    json: () => ({ summary: tableTotals(imported.table), ...imported }),
    text: () => textOf(imported),
  });
  return { exit: 0 };
}

function textOf({ table: layers, nodes, uncounted, notes }: OnnxImport): string {
  const totals = tableTotals(layers);
  const head = pairs([
    ['Model', layers.name],
    ['Nodes', String(nodes)],
    ['Layers', String(totals.layers)],
    ['Parameters', formatQuantity(totals.parameters, 'parameters', 4).text],
    ['MACs', formatQuantity(totals.macs, 'count', 6).text],
  ]);
  const missing = uncounted.map(
    ({ operator, nodes: count, shareOfNodes, reason }) =>
      `${operator}: ${count} nodes, ${formatQuantity(shareOfNodes, 'ratio').text} of all: ${reason}`,
  );
  return (
    head +
    section('Layers', layerText(layers.layers)) +
    section('Not counted', bullets(missing)) +
    section('Notes', bullets(notes))
  );
}

function layerText(layers: readonly TableLayer[]): string {
  const shape = (layer: TableLayer) => {
    const view = gemmView(layer);
    return view === null ? '' : `${view.m} x ${view.n} x ${view.k}`;
  };
  return table<TableLayer>(
    [
      { head: 'layer', cell: ({ name }) => name },
      { head: 'kind', cell: ({ kind }) => kind },
      { head: 'repeat', cell: ({ repeat }) => String(repeat), align: 'right' },
      { head: 'M x N x K', cell: shape },
      { head: 'MACs', cell: (layer) => String(layerCounts(layer).macs), align: 'right' },
      { head: 'parameters', cell: (layer) => String(layerCounts(layer).parameters), align: 'right' },
    ],
    layers,
  );
}
