import type { Design, TokenCount } from '../../../models/design/types';
import type { MetricId } from '../../../models/evaluate/metrics/metrics';
import type { EnergyReport, PhaseReport, Report } from '../../../models/evaluate/explain/report';
import { ECONOMICS_ROW_OF_METRIC, economicsRows } from '../../../models/evaluate/explain/explain-economics';
import { economicsText } from '../../../models/hardware/economics/row-text';
import { formatQuantity, type Quantity } from '../../../models/units';
import { RESOURCE_LABELS } from '../../../models/evaluate/explain/bounds';
import { ENERGY_PARTS } from './energy-parts';

type Input = readonly [name: string, text: string];

const text = (value: number | null, quantity: Quantity) => formatQuantity(value, quantity, 4).text;
const tokens = (count: TokenCount) => (typeof count === 'number' ? text(count, 'tokens') : 'mixed lengths');

function phaseInputs({ shares }: PhaseReport): readonly Input[] {
  return (Object.keys(shares) as (keyof typeof shares)[])
    .filter((key) => shares[key] > 0)
    .map((key) => [`bound by ${RESOURCE_LABELS[key]}`, `${(100 * shares[key]).toFixed(1)} % of the time`] as const);
}

function energyInputs(energy: EnergyReport, of = 'token'): readonly Input[] {
  return ENERGY_PARTS.map(({ key, label }) => [label, `${text(energy[key], 'joules')} per ${of}`] as const);
}

function memoryInputs({ memory }: Report): readonly Input[] {
  return [
    ['weights', text(memory.weights, 'bytes')],
    ['KV cache and state', text(memory.cache, 'bytes')],
    ['activations', text(memory.live, 'bytes')],
    ['capacity', text(memory.capacityBytes, 'bytes')],
  ];
}

/** The figures that a metric of cost or carbon needs, each with its source. */
function economicsInputs(metric: MetricId, report: Report, design: Design): readonly Input[] {
  const rows = economicsRows(design, report);
  const needs = rows.find(({ id }) => id === ECONOMICS_ROW_OF_METRIC[metric])?.needs ?? [];
  return rows
    .filter(({ id }) => needs.includes(id))
    .map((row) => [row.label, Number.isNaN(row.value) ? `– ${row.note}` : `${economicsText(row)} (${row.source})`]);
}

/** The numbers that go into a metric, as far as the report names them. */
export function metricInputs(metric: MetricId, report: Report, design: Design): readonly Input[] {
  const { deployment } = design;
  const { metrics, prefill, decode, area } = report;
  const prompt: Input = ['prompt', `${deployment.prefillBatch} × ${tokens(deployment.promptTokens)}`];
  const output: Input = ['output', `${deployment.decodeBatch} × ${tokens(deployment.outputTokens)}`];
  const ttft: Input = ['TTFT', text(metrics.ttft, 'seconds')];
  const tpot: Input = ['TPOT', text(metrics.tpot, 'seconds')];
  const batch: Input = ['batch', text(deployment.prefillBatch, 'count')];
  const batchLatency: Input = ['latency of a batch', text(metrics.batchLatency, 'seconds')];
  const chips: Input = ['chips of one instance', text(metrics.chips, 'count')];
  switch (metric) {
    case 'ttft':
    case 'prefillUtilisation':
      return [prompt, ...phaseInputs(prefill)];
    case 'prefillThroughput':
      return [prompt, ttft];
    case 'tpot':
    case 'decodeUtilisation':
      return [output, ...phaseInputs(decode)];
    case 'latency':
      return [ttft, tpot, output];
    case 'decodeThroughput':
    case 'decodeThroughputPerChip':
      return [output, tpot, chips];
    case 'energyPerPromptToken':
      return [prompt, ...energyInputs(prefill.energy)];
    case 'energyPerOutputToken':
      return [output, ...energyInputs(decode.energy)];
    case 'decodePower':
      return [['energy per output token', text(metrics.energyPerOutputToken, 'joules')], tpot, chips];
    case 'batchLatency':
    case 'inferenceUtilisation':
      return [batch, ...phaseInputs(prefill)];
    case 'inferencesPerSecond':
      return [batch, batchLatency];
    case 'energyPerInference':
      return [batch, ...energyInputs(prefill.energy, 'inference')];
    case 'inferencePower':
      return [['energy per inference', text(metrics.energyPerInference, 'joules')], batch, batchLatency];
    case 'area':
      return [
        ['compute', text(area.macs, 'squareMetres')],
        ['memory', text(area.memory, 'squareMetres')],
      ];
    case 'memoryNeeded':
    case 'memoryUse':
    case 'largestBatch':
      return memoryInputs(report);
    case 'dieYield':
    case 'dieCost':
    case 'chipCost':
    case 'embodiedCarbon':
      return economicsInputs(metric, report, design);
    case 'energyCostPerMillionTokens':
      return [
        ['energy per output token', text(metrics.energyPerOutputToken, 'joules')],
        ...economicsInputs(metric, report, design),
      ];
    case 'capitalCostPerMillionTokens':
    case 'costPerMillionTokens':
    case 'carbonPerMillionTokens':
      return [
        ['energy per output token', text(metrics.energyPerOutputToken, 'joules')],
        ['output tokens per second and chip', text(metrics.decodeThroughputPerChip, 'tokensPerSecond')],
        ...economicsInputs(metric, report, design),
      ];
    case 'energyCostPerMillionInferences':
      return [
        ['energy per inference', text(metrics.energyPerInference, 'joules')],
        ...economicsInputs(metric, report, design),
      ];
    case 'capitalCostPerMillionInferences':
    case 'costPerMillionInferences':
    case 'carbonPerMillionInferences':
      return [
        ['energy per inference', text(metrics.energyPerInference, 'joules')],
        ['inferences per second', text(metrics.inferencesPerSecond, 'perSecond')],
        ...economicsInputs(metric, report, design),
      ];
    // No tile has them: they belong to spaces.
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
      return [];
    case 'chips': {
      const { tensor, pipeline, expert } = deployment.decodeParallelism;
      return [['tensor × pipeline × expert', `${tensor} × ${pipeline} × ${expert}`]];
    }
  }
}
