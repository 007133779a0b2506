import type { Design } from '../models/design/types';
import type { Fix } from '../models/evaluate/changes/fix';
import { METRICS, metricsWith } from '../models/evaluate/metrics/metrics';
import type { ProductMapper } from '../models/evaluate/mapped/product-mapper';
import type { EnergyReport, PhaseReport, Report, ReportOperator } from '../models/evaluate/explain/report';
import { economicsRows } from '../models/evaluate/explain/explain-economics';
import { explainEnergy, type EnergySpan } from '../models/evaluate/explain/explain-energy';
import { explainPairs, pairText, type PairUse } from '../models/evaluate/explain/explain-pairs';
import { explainTiers } from '../models/evaluate/explain/explain-tiers';
import type { ReportTier } from '../models/evaluate/explain/tiers-report';
import type { EconomicsRow } from '../models/hardware/economics/explain';
import { economicsText } from '../models/hardware/economics/row-text';
import { levelOf } from '../models/workload/rules';
import { formatQuantity, type Quantity } from '../models/units';
import { bullets, pairs, section, table, type TableColumn } from './output';
import { fixesFor, missingReasons, type ScheduledReport } from './report-json';

const VERDICTS = { ok: 'Fits', infeasible: 'Infeasible', missing: 'Not all is known' } as const;

/** A report as tables for a terminal. */
export function reportText(design: Design, report: ScheduledReport, mapper: ProductMapper): string {
  return [
    titleOf(design, report),
    section('Any of these would make it fit', bullets(fixesFor(design, report, mapper).map(fixSentence))),
    section('Metrics', metricsText(report)),
    section('Metrics without a value', bullets(missingSentences(design, report))),
    section('Operators', table(columnsFor(report, OPERATOR_COLUMNS), report.operators)),
    section('Bytes by memory, from main memory inwards', memoriesText(design, report, mapper)),
    section('What the matrix unit does with the formats', table(PAIR_COLUMNS, explainPairs(design))),
    section('What bounds the time', table(columnsFor(report, BOUND_COLUMNS), phasesOf(report))),
    section('Memory per chip', memoryText(report)),
    section(isTable(report) ? 'Energy per inference' : 'Energy per token', energyText(design, report, mapper)),
    section('Area', areaText(report)),
    section('Cost and carbon', costText(design, report)),
    section('Missing or not modelled', bullets(report.gaps)),
  ].join('');
}

const PAIR_COLUMNS: readonly TableColumn<PairUse>[] = [
  { head: 'module', cell: ({ module }) => module },
  { head: 'left', cell: ({ left }) => left },
  { head: 'right', cell: ({ right }) => right },
  { head: 'in the unit', cell: pairText },
];

function isTable({ workloadKind }: Report): boolean {
  return workloadKind === 'layers';
}

function phasesOf(report: Report): readonly PhaseReport[] {
  return isTable(report) ? [report.prefill] : [report.prefill, report.decode];
}

/** A table of layers has one phase, which needs no column. */
function columnsFor<Row>(report: Report, columns: readonly TableColumn<Row>[]): readonly TableColumn<Row>[] {
  return isTable(report) ? columns.filter(({ head }) => head !== 'phase') : columns;
}

function show(value: number | null, quantity: Quantity): string {
  return formatQuantity(value, quantity).text.replaceAll('\u00a0', ' ');
}

function titleOf({ accelerator, workload, assumptions }: Design, report: Report): string {
  return pairs([
    ['Accelerator', accelerator.name],
    ['Model', workload.name],
    ['Assumptions', `${assumptions.base}, level ${levelOf(assumptions)}`],
    ['Verdict', [`${VERDICTS[report.status]}.`, ...report.reasons].join(' ')],
  ]);
}

function fixSentence({ field, label, value, also = [] }: Fix): string {
  const words = [{ field, value }, ...also].flatMap((one) =>
    typeof one.value === 'object' ? [] : [`--set ${one.field}=${one.value}`],
  );
  return words.length === 0 ? label : `${label}: ${words.join(' ')}`;
}

function metricsText({ metrics, workloadKind, schedules }: ScheduledReport): string {
  return pairs(
    metricsWith([workloadKind], schedules).map(({ id, label, quantity }) => [label, show(metrics[id], quantity)]),
  );
}

/** Metrics without a value by the reason they share; the verdict has already said it where nothing could be computed. */
function missingSentences(design: Design, report: ScheduledReport): readonly string[] {
  if (report.reasons.length > 0) return [];
  const reasons = missingReasons(design, report);
  return [...new Set(Object.values(reasons))].map((reason) => {
    const labels = METRICS.filter(({ id }) => reasons[id] === reason).map(({ label }) => label);
    return `${labels.join(', ')}: ${reason}`;
  });
}

const OPERATOR_COLUMNS: readonly TableColumn<ReportOperator>[] = [
  { head: 'phase', cell: ({ phase }) => phase },
  { head: 'operator', cell: ({ name, part }) => (part === null ? name : `${name} (${part})`) },
  { head: 'layers', cell: ({ layers }) => layers ?? '' },
  { head: 'M x N x K', cell: ({ shape }) => (shape === null ? '' : `${shape.m} x ${shape.n} x ${shape.k}`) },
  { head: 'products', cell: ({ shape }) => (shape === null ? '' : String(shape.groups)), align: 'right' },
  { head: 'repeat', cell: ({ repeat }) => show(repeat, 'count'), align: 'right' },
  { head: 'time', cell: ({ seconds }) => show(seconds, 'seconds'), align: 'right' },
  { head: 'share', cell: ({ share }) => show(share, 'ratio'), align: 'right' },
  { head: 'bound', cell: ({ bound }) => bound },
  { head: 'memory', cell: ({ memoryBytes }) => show(memoryBytes, 'bytes'), align: 'right' },
  { head: 'intensity', cell: ({ intensity }) => show(intensity, 'opsPerByte'), align: 'right' },
  { head: 'rate', cell: ({ opsPerSecond }) => show(opsPerSecond, 'opsPerSecond'), align: 'right' },
  { head: 'of peak', cell: ({ utilisation }) => show(utilisation, 'ratio'), align: 'right' },
  { head: 'energy', cell: ({ joules }) => show(joules, 'joules'), align: 'right' },
];

/** What each operator moves at every memory, and its operations per byte there. */
function memoriesText(design: Design, report: Report, mapper: ProductMapper): string {
  const { tiers, bytes } = explainTiers(design, mapper);
  const at = (operator: ReportOperator, tier: number) => bytes.get(operator.id)?.[tier] ?? null;
  const ceiling = ({ label, bytesPerSecond }: ReportTier) =>
    `${label} (${bytesPerSecond === null ? 'bandwidth not known' : show(bytesPerSecond, 'bytesPerSecond')})`;
  const columns: readonly TableColumn<ReportOperator>[] = [
    ...OPERATOR_COLUMNS.filter(({ head }) => ['phase', 'operator', 'layers'].includes(head)),
    ...tiers.flatMap((tier, index): readonly TableColumn<ReportOperator>[] => [
      { head: ceiling(tier), cell: (operator) => show(at(operator, index), 'bytes'), align: 'right' },
      { head: 'intensity', cell: (operator) => intensityText(operator, at(operator, index)), align: 'right' },
    ]),
  ];
  return table(columnsFor(report, columns), report.operators);
}

function intensityText({ operations }: ReportOperator, bytes: number | null): string {
  const isKnown = operations > 0 && bytes !== null && bytes > 0;
  return show(isKnown ? operations / bytes : null, 'opsPerByte');
}

type Resource = keyof PhaseReport['shares'];

const RESOURCES: readonly Resource[] = ['compute', 'memory', 'onChip', 'vector', 'network', 'overhead'];

const BOUND_COLUMNS: readonly TableColumn<PhaseReport>[] = [
  { head: 'phase', cell: ({ phase }) => phase },
  { head: 'time', cell: ({ seconds }) => show(seconds, 'seconds'), align: 'right' },
  ...RESOURCES.map((resource): TableColumn<PhaseReport> => {
    return { head: resource, cell: ({ shares }) => show(shares[resource], 'ratio'), align: 'right' };
  }),
];

const ENERGY_PARTS: readonly (keyof EnergyReport)[] = [
  'mac',
  'vector',
  'registers',
  'onChip',
  'control',
  'memory',
  'link',
  'leakage',
  'idle',
  'total',
];

interface PhaseEnergy extends EnergySpan {
  readonly phase: string;
}

const ENERGY_COLUMNS: readonly TableColumn<PhaseEnergy>[] = [
  { head: 'phase', cell: ({ phase }) => phase },
  ...ENERGY_PARTS.map((part): TableColumn<PhaseEnergy> => {
    return { head: part, cell: ({ value }) => show(value[part], 'joules'), align: 'right' };
  }),
  { head: 'lowest', cell: ({ low }) => show(low.total, 'joules'), align: 'right' },
  { head: 'highest', cell: ({ high }) => show(high.total, 'joules'), align: 'right' },
];

/** By component; the span of the total is that of the figures that disagree. */
function energyText(design: Design, report: Report, mapper: ProductMapper): string {
  const { prefill, decode } = explainEnergy(design, report, mapper).phases;
  const pass = { phase: 'prefill', ...prefill };
  const phases = isTable(report) ? [pass] : [pass, { phase: 'decode', ...decode }];
  return table(columnsFor(report, ENERGY_COLUMNS), phases);
}

function memoryText(report: Report): string {
  const { memory } = report;
  return pairs([
    ...(isTable(report) ? [] : [['Fullest in', memory.phase] as const]),
    ['Weights', show(memory.weights, 'bytes')],
    ...(isTable(report) ? [] : [['Cache and state', show(memory.cache, 'bytes')] as const]),
    ['Live activations', show(memory.live, 'bytes')],
    ['Needed', show(memory.needed, 'bytes')],
    ['Capacity', show(memory.capacityBytes, 'bytes')],
  ]);
}

function areaText({ area }: Report): string {
  return pairs([
    ['Multiply-accumulators', show(area.macs, 'squareMetres')],
    ['On-chip memory', show(area.memory, 'squareMetres')],
    ['Vector lanes', counted(area.vector)],
    ['Links', counted(area.links)],
    ['Rest of the die', counted(area.other)],
    ['Together', show(area.total, 'squareMetres')],
  ]);
}

/** A part that has no figure and no assumption is left out, not zero. */
function counted(squareMetres: number): string {
  return squareMetres === 0 ? 'not counted' : show(squareMetres, 'squareMetres');
}

/** What a chip and a million tokens or inferences cost and emit; a span where sources disagree, a reason where a figure is missing. */
function costText(design: Design, report: Report): string {
  const text = (row: EconomicsRow, value: number) => economicsText({ ...row, value }).replaceAll('\u00a0', ' ');
  return pairs(
    economicsRows(design, report)
      .filter(({ kind }) => kind === 'result')
      .map((row) => {
        if (Number.isNaN(row.value)) return [row.label, `missing: ${row.note}`];
        const span = row.low < row.high ? ` (sources span ${text(row, row.low)} to ${text(row, row.high)})` : '';
        return [row.label, `${text(row, row.value)}${span}`];
      }),
  );
}
