import { levelOf } from '../../../models/workload/rules';
import { ASSUMPTION_SETS } from '../../../models/assumptions/sets';
import type { FieldSection } from '../../../models/design/field-types';
import type { Design, TokenCount } from '../../../models/design/types';
import { mainMemoryIndex } from '../../../models/hardware/tiers';
import { findFormat } from '../../../models/formats/registry';
import type { TensorRole } from '../../../models/workload/types';
import { formatQuantity } from '../../../models/units';

function machineText({ accelerator: { matrix } }: Design): string {
  if (matrix.kind === 'array') {
    const { rows, columns, cores, clockHz } = matrix;
    const clock = formatQuantity(clockHz, 'hertz').text;
    return `${cores} × ${rows}×${columns} · ${clock}`;
  }
  const { bf16, fp16, int8 } = matrix.macsPerSecond;
  const peak = bf16 ?? fp16 ?? int8;
  const label = bf16 !== null ? 'BF16' : fp16 !== null ? 'FP16' : 'INT8';
  return peak === null ? 'peak rates' : `${label} ${formatQuantity(2 * peak, 'opsPerSecond').text}`;
}

function memoryText({ accelerator: { tiers } }: Design): string {
  const main = tiers[mainMemoryIndex(tiers)];
  if (main === undefined) return '';
  const capacity = formatQuantity(main.capacityBytes, 'bytes').text;
  return `${main.label} ${capacity} · ${formatQuantity(main.bytesPerSecond, 'bytesPerSecond').text}`;
}

function formatOf({ formats }: Design, role: TensorRole): string {
  const rule = formats.find(
    ({ match }) => match.role === role && match.module === undefined && match.layers === undefined,
  );
  const id = rule?.format ?? 'bf16';
  return findFormat(id)?.label ?? id;
}

/** One format where all are the same, else weights / activations / cache. */
function formatsText(design: Design): string {
  const roles: readonly TensorRole[] = ['weight', 'activation'];
  const labels = (design.workload.kind === 'layers' ? roles : [...roles, 'kv' as const]).map((role) =>
    formatOf(design, role),
  );
  const text = new Set(labels).size === 1 ? `${labels[0]!} throughout` : labels.join(' / ');
  const exceptions = design.formats.filter(({ match }) => match.module !== undefined || match.layers !== undefined);
  return exceptions.length === 0
    ? text
    : `${text} · ${exceptions.length} exception${exceptions.length === 1 ? '' : 's'}`;
}

function tokensText(count: TokenCount): string {
  return typeof count === 'number' ? formatQuantity(count, 'count').text : 'mixed';
}

function workloadText({ workload, deployment }: Design): string {
  if (workload.kind === 'layers')
    return `${workload.name} · batch ${formatQuantity(deployment.prefillBatch, 'count').text}`;
  const { decodeBatch, promptTokens, outputTokens } = deployment;
  return `${workload.name} · ${decodeBatch} × ${tokensText(promptTokens)} → ${tokensText(outputTokens)}`;
}

function deploymentText({ deployment: { decodeParallelism: split } }: Design): string {
  const chips = split.tensor * split.pipeline * split.expert;
  if (chips === 1) return '1 chip';
  const parts = [
    split.tensor > 1 ? `TP ${split.tensor}` : '',
    split.pipeline > 1 ? `PP ${split.pipeline}` : '',
    split.expert > 1 ? `EP ${split.expert}` : '',
  ].filter((part) => part !== '');
  return `${chips} chips · ${parts.join(' · ')}`;
}

function assumptionsText({ assumptions }: Design): string {
  const { base, overrides } = assumptions;
  const changed = Object.keys(overrides).length;
  return `${ASSUMPTION_SETS[base].label} · ${levelOf(assumptions)}${changed === 0 ? '' : ` · ${changed} changed`}`;
}

function economicsText({ economics }: Design): string {
  const own = Object.keys(economics ?? {}).length;
  return own === 0 ? 'sourced defaults' : `${own} of your own`;
}

const SUMMARIES = {
  accelerator: machineText,
  memory: memoryText,
  formats: formatsText,
  workload: workloadText,
  deployment: deploymentText,
  assumptions: assumptionsText,
  economics: economicsText,
} as const satisfies Readonly<Record<FieldSection, (design: Design) => string>>;

/** What a section says when it is folded. */
export function sectionSummary(section: FieldSection, design: Design): string {
  return SUMMARIES[section](design);
}
