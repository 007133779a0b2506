import { formatQuantity, type Quantity } from '../../models/units';
import type { Command } from '../command';
import { GEMM_OPTIONS, parseGemmOptions, type OptionSpec } from '../gemm-options';
import { runGemm, type GemmResult } from '../gemm';
import { pairs, print, section } from '../output';

function metavariable(spec: OptionSpec): string {
  return spec.kind === 'choice' ? spec.choices.join('|') : spec.kind === 'bytes' ? 'BYTES' : 'N';
}

export const gemmCommand: Command = {
  name: 'gemm',
  takes: '',
  positionals: { min: 0, max: 0 },
  summary: 'One matrix product on one array: cycles, utilisation, SRAM and DRAM traffic',
  options: GEMM_OPTIONS.map((spec) => {
    const { name, help, fallback } = spec;
    return {
      name,
      value: metavariable(spec),
      help: `${help}${fallback === undefined ? ' (required)' : `; ${fallback} unless given`}`,
    };
  }),
  async run(args, io) {
    const given = GEMM_OPTIONS.map(({ name }) => [name, args.text(name)] as const);
    const parsed = parseGemmOptions(Object.fromEntries(given));
    if (!parsed.ok) return { refused: parsed.message };
    const result = runGemm(parsed.options);
    print(io, args, { json: () => ({ options: parsed.options, ...result }), text: () => gemmText(result) });
    return { exit: 0 };
  },
};

function show(value: number, quantity: Quantity): string {
  return formatQuantity(value, quantity, 6).text.replaceAll('\u00a0', ' ');
}

function gemmText(result: GemmResult): string {
  const { sram, dram } = result;
  const cycles = pairs([
    ['Assumptions', `${result.assumptions}, ${result.dataflow.toUpperCase()}`],
    ['Cycles', show(result.cycles, 'cycles')],
    ['Folds', show(result.folds, 'count')],
    ['MACs', show(result.macs, 'count')],
    ['Utilisation', show(result.utilisation, 'ratio')],
    ['Compute utilisation', show(result.computeUtilisation, 'ratio')],
    ['Mapping efficiency', show(result.mappingEfficiency, 'ratio')],
  ]);
  const onChip = pairs([
    ['Capacity', show(sram.capacityBytes, 'bytes')],
    ['Reads of A', show(sram.readsA, 'count')],
    ['Reads of B', show(sram.readsB, 'count')],
    ['Reads of the result', show(sram.readsOutput, 'count')],
    ['Writes of the result', show(sram.writesOutput, 'count')],
  ]);
  const offChip = pairs([
    ['A', show(dram.bytesA, 'bytes')],
    ['B', show(dram.bytesB, 'bytes')],
    ['Result', show(dram.bytesOutput, 'bytes')],
    ['Together', show(dram.bytes, 'bytes')],
    ['Compulsory', show(dram.compulsoryBytes, 'bytes')],
    ['Lower bound', `${show(dram.lowerBoundBytes, 'bytes')} (${dram.bytesPerLowerBound.toFixed(3)} times that)`],
    ['Tile', dram.tile === null ? 'none' : `${dram.tile.m} x ${dram.tile.n} x ${dram.tile.k}`],
  ]);
  return cycles + section('SRAM, elements', onChip) + section('DRAM', offChip);
}
