import type { MetricId } from '../metrics/metrics';
import type { EnergyReport, PhaseReport, Report, Resource } from './report';

export const RESOURCE_LABELS = {
  compute: 'compute',
  memory: 'memory',
  onChip: 'on-chip memory',
  vector: 'vector',
  network: 'network',
  overhead: 'overhead',
  none: 'nothing',
} as const satisfies Readonly<Record<Resource, string>>;

function phaseBound({ bound }: PhaseReport): string {
  return bound === 'none' ? '' : `${RESOURCE_LABELS[bound]}-bound`;
}

/** What bounds a metric, in the room of a tile; empty where nothing does, or where there is no answer. */
export function boundOf(metric: MetricId, report: Report): string {
  if (Number.isNaN(report.metrics[metric])) return '';
  switch (metric) {
    case 'ttft':
    case 'prefillThroughput':
    case 'prefillUtilisation':
    case 'batchLatency':
    case 'inferencesPerSecond':
    case 'inferenceUtilisation':
      return phaseBound(report.prefill);
    case 'tpot':
    case 'latency':
    case 'decodeThroughput':
    case 'decodeThroughputPerChip':
    case 'decodeUtilisation':
      return phaseBound(report.decode);
    case 'energyPerPromptToken':
    case 'energyPerInference':
    case 'inferencePower':
      return largestShare(report.prefill);
    case 'energyPerOutputToken':
    case 'decodePower':
      return largestShare(report.decode);
    case 'memoryNeeded':
    case 'memoryUse':
    case 'largestBatch':
      return report.memory.fits === false ? 'does not fit' : '';
    case 'energyCostPerMillionTokens':
      return largestShare(report.decode);
    case 'energyCostPerMillionInferences':
      return largestShare(report.prefill);
    case 'area':
    case 'chips':
    case 'dieYield':
    case 'dieCost':
    case 'chipCost':
    case 'capitalCostPerMillionTokens':
    case 'costPerMillionTokens':
    case 'embodiedCarbon':
    case 'carbonPerMillionTokens':
    case 'capitalCostPerMillionInferences':
    case 'costPerMillionInferences':
    case 'carbonPerMillionInferences':
    case 'prefillSpillTraffic':
    case 'prefillSpillEnergy':
    case 'prefillSpillTime':
    case 'prefillSpillFreeScratchpad':
    case 'decodeSpillTraffic':
    case 'decodeSpillEnergy':
    case 'decodeSpillTime':
    case 'decodeSpillFreeScratchpad':
    case 'inferenceSpillTraffic':
    case 'inferenceSpillEnergy':
    case 'inferenceSpillTime':
    case 'inferenceSpillFreeScratchpad':
      return '';
  }
}

/** Components of energy as they are called in short, those of the memories first. */
export const ENERGY_COMPONENTS = [
  { key: 'memory', label: 'DRAM' },
  { key: 'onChip', label: 'SRAM' },
  { key: 'mac', label: 'MAC' },
  { key: 'vector', label: 'vector' },
  { key: 'registers', label: 'registers' },
  { key: 'control', label: 'clock and control' },
  { key: 'link', label: 'links' },
  { key: 'leakage', label: 'leakage' },
  { key: 'idle', label: 'idle power' },
] as const satisfies readonly { readonly key: keyof EnergyReport; readonly label: string }[];

function largestShare({ energy }: PhaseReport): string {
  if (Number.isNaN(energy.total)) return '';
  const [largest] = ENERGY_COMPONENTS.toSorted((a, b) => energy[b.key] - energy[a.key]);
  return largest === undefined ? '' : `${largest.label} ${Math.round((100 * energy[largest.key]) / energy.total)} %`;
}

/** Times that the level of the design makes a bound rather than a prediction. */
export const BOUND_METRICS: ReadonlySet<MetricId> = new Set(['ttft', 'tpot', 'latency', 'batchLatency']);
