import { describeWorkload } from '../../models/workload/describe';
import { importHuggingFaceConfig } from '../../models/workload/import-hf';
import { findFormat } from '../../models/formats/registry';
import { formatQuantity, type Quantity } from '../../models/units';
import { shown } from '../../models/design/value-rules';
import type { WorkloadSummary } from '../../models/workload/describe';
import { idleOption } from '../arguments';
import type { Command } from '../command';
import { isOnnx, SIZE_OPTION } from '../load-onnx';
import { importOnnxModel } from './import-onnx';
import { bullets, jsonText, pairs, print, section } from '../output';

const BITS_PER_BYTE = 8;

export const importCommand: Command = {
  name: 'import',
  takes: '<config.json | model.onnx | ->',
  positionals: { min: 1, max: 1 },
  summary: 'A Hugging Face config to a workload, an ONNX model to a table of its layers',
  details:
    'With --json, or with --out, the workload itself: what stands under workload in a design, and what --model of evaluate reads.',
  options: [
    { name: 'out', value: 'FILE', help: 'Write the workload to this file' },
    { name: 'kv-format', value: 'ID', help: 'Number format of the KV cache; bf16 unless given' },
    { name: 'name', value: 'NAME', help: 'Name of the model; that of the file unless given' },
    SIZE_OPTION,
  ],
  async run(args, io) {
    const path = args.positionals[0]!;
    if (isOnnx(path)) return importOnnxModel(path, args, io);
    const idle = idleOption(args, [SIZE_OPTION.name], 'a file that is no ONNX model');
    if (idle !== null) return { refused: idle };
    const formatId = args.text('kv-format') ?? 'bf16';
    const format = findFormat(formatId);
    if (format === undefined) {
      return {
        refused: `--kv-format: must be the id of a number format, not ${shown(formatId)}; ridgeline list formats shows them`,
      };
    }
    const text = await io.readText(path);
    if (!text.ok) return { refused: text.message };
    const imported = importHuggingFaceConfig(text.value, args.text('name') ?? (path === '-' ? undefined : path));
    if (!imported.ok) return { refused: refusalText(path, imported.field, imported.reason) };
    const { workload, notes, modelType } = imported;
    const out = args.text('out');
    const written = out === undefined ? null : io.writeText(out, jsonText(workload));
    if (written?.ok === false) return { refused: written.message };
    const summary = describeWorkload(
      workload,
      format.bitsPerElement / BITS_PER_BYTE,
      findFormat('bf16')!.bitsPerElement / BITS_PER_BYTE,
    );
    print(io, args, {
      json: () => ({ summary, modelType, kvFormat: format.id, notes, workload }),
      text: () => summaryText(summary, modelType, format.label) + section('Notes', bullets(notes)),
    });
    return { exit: 0 };
  },
};

/** The importer's sentence names the field itself, except where the text as a whole is at fault. */
function refusalText(path: string, field: string, reason: string): string {
  return field === 'file' || reason.startsWith(field) ? `${path}: ${reason}` : `${path}: ${field}: ${reason}`;
}

function show(value: number | null, quantity: Quantity): string {
  return formatQuantity(value, quantity, 4).text.replaceAll('\u00a0', ' ');
}

function summaryText(summary: WorkloadSummary, modelType: string, kvLabel: string): string {
  const head = pairs([
    ['Model', `${summary.name} (${modelType})`],
    ['Parameters', show(summary.parameters, 'parameters')],
    ['Active parameters', show(summary.activeParameters, 'parameters')],
    ['Layers', `${summary.layers}, of them ${summary.moeLayers} with experts`],
    ['KV bytes per token', `${show(summary.kvBytesPerToken, 'bytes')} (${kvLabel})`],
    ['... at long context', show(summary.kvBytesPerTokenAtLongContext, 'bytes')],
    ['Cache at longest context', show(summary.kvBytesAtMaxContext, 'bytes')],
    ['State per request', show(summary.stateBytesPerRequest, 'bytes')],
  ]);
  const kinds = pairs(summary.layersByKind.map(({ label, layers }) => [label, String(layers)]));
  const modules = pairs(
    summary.parametersByModule.map(({ module, parameters }) => [module, show(parameters, 'parameters')]),
  );
  return head + section('Layers by kind', kinds) + section('Parameters by module', modules);
}
