/** A report as data for files: a table of layers has one pass, called inference, and no phases of a language model. */
import type { EnergyExplanation } from './explain-energy';
import type { Report } from './report';
import type { TiersReport } from './tiers-report';

/** The report with its memories, and with its energy in parts where that is given. */
export function reportData(report: Report, { tiers, bytes }: TiersReport, energy: EnergyExplanation | null = null) {
  const memories = { tiers, bytes: Object.fromEntries(bytes) };
  if (report.workloadKind !== 'layers') {
    return { ...report, memories, ...(energy === null ? {} : { energy }) };
  }
  const { prefill, decode: _, operators, memory, ...rest } = report;
  return {
    ...rest,
    inference: named(prefill),
    operators: operators.map(named),
    memory: named(memory),
    memories,
    ...(energy === null
      ? {}
      : { energy: { phases: { inference: energy.phases.prefill }, operators: energy.operators.map(named) } }),
  };
}

function named<T extends { readonly phase: string }>(part: T) {
  return { ...part, phase: 'inference' as const };
}
