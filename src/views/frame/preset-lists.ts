import type { HardwarePreset } from '../../../models/hardware/presets/array-preset';
import { HARDWARE_PRESETS } from '../../../models/hardware/presets/presets';
import type { Accelerator, MatrixUnit } from '../../../models/hardware/types';
import { mainMemoryIndex } from '../../../models/hardware/tiers';
import { formatQuantity } from '../../../models/units';
import { countParameters } from '../../../models/workload/parameters';
import { tableTotals } from '../../../models/workload/layer-table/totals';
import { MODEL_PRESETS, type ModelPreset } from '../../../models/workload/presets/models';

/** One line of a list of presets. */
export interface PresetLine {
  readonly id: string;
  readonly label: string;
  /** Heading that it stands under. */
  readonly group: string;
  readonly facts: readonly string[];
  /** What the preset does not know, in a few words; empty: nothing. */
  readonly missing: string;
}

const KINDS: Readonly<Record<string, string>> = {
  gpu: 'GPUs',
  'soc-gpu': 'GPUs of systems on chip',
  asic: 'Accelerators',
  'soc-npu': 'NPUs of systems on chip',
  npu: 'NPUs',
  academic: 'Research chips',
};

/** The largest rate among the classes that models run in, and its class. */
function peakOf(matrix: MatrixUnit): string {
  const perArray = matrix.kind === 'array' ? matrix.rows * matrix.columns * matrix.cores * matrix.clockHz : 1;
  const rates = matrix.kind === 'array' ? matrix.macsPerCycle : matrix.macsPerSecond;
  const named = (['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'fp32'] as const).find((name) => rates[name] !== null);
  if (named === undefined) return 'no peak';
  const peak = 2 * (rates[named] ?? NaN) * perArray;
  return `${named.toUpperCase()} ${formatQuantity(peak, 'opsPerSecond').text}`;
}

function missingOf({ tiers, vector, technology }: Accelerator, link: number | null | undefined): string {
  const missing = [
    technology.nodeNm === null ? 'process node' : '',
    link === null || link === undefined ? 'link' : '',
    vector.laneOpsPerSecond === null ? 'vector rate' : '',
    tiers.every(({ kind }) => kind !== 'sram') ? 'on-chip memory' : '',
  ];
  return missing.filter((name) => name !== '').join(', ');
}

function machineLine({ id, label, kind, year, levels, build }: HardwarePreset): PresetLine {
  const { accelerator, network } = build();
  const main = accelerator.tiers[mainMemoryIndex(accelerator.tiers)];
  return {
    id,
    label,
    group: KINDS[kind] ?? kind,
    facts: [
      peakOf(accelerator.matrix),
      `${formatQuantity(main?.capacityBytes ?? null, 'bytes').text} at ${formatQuantity(main?.bytesPerSecond ?? null, 'bytesPerSecond').text}`,
      levels.join(' + '),
      year === null ? '' : String(year),
    ],
    missing: missingOf(accelerator, network[0]?.bytesPerSecond),
  };
}

function modelLine({ id, label, family, build }: ModelPreset): PresetLine {
  const workload = build();
  if (workload.kind === 'layers') {
    const { parameters, macs } = tableTotals(workload);
    const facts = [`${formatQuantity(parameters, 'parameters').text} parameters`, formatQuantity(macs, 'macs').text];
    return { id, label, group: `${family}, table of layers`, facts, missing: '' };
  }
  const { total, activePerToken } = countParameters(workload);
  const text = (count: number) => formatQuantity(count, 'parameters').text;
  const context = workload.maxContext === null ? '' : `context ${formatQuantity(workload.maxContext, 'count').text}`;
  const active = activePerToken < total ? `${text(activePerToken)} active` : '';
  return { id, label, group: family, facts: [`${text(total)} parameters`, active, context], missing: '' };
}

export function machineLines(): readonly PresetLine[] {
  return HARDWARE_PRESETS.map(machineLine);
}

export function modelLines(): readonly PresetLine[] {
  return MODEL_PRESETS.map(modelLine);
}

export interface PresetGroup {
  readonly name: string;
  readonly lines: readonly PresetLine[];
}

/** The lines that have all words of a search, under their headings, in the order of their first appearance. */
export function groupedLines(lines: readonly PresetLine[], search: string): readonly PresetGroup[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = lines.filter(({ label, group, facts }) => {
    const text = [label, group, ...facts].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const names = [...new Set(found.map(({ group }) => group))];
  return names.map((name) => ({ name, lines: found.filter(({ group }) => group === name) }));
}
