import { CITATIONS } from '../models/hardware/technology/provenance';
import { formatQuantity, type Quantity } from '../models/units';
import type { TrafficCost } from '../models/scheduling/traffic-cost';
import { bullets, pairs, section, table, type TableColumn } from './output';
import type { ScheduleReport } from './schedule-report';

type Placement = ScheduleReport['placement'][number];

/** A schedule for people: what it moves and what is proven, then the steps with what lies where. */
export function scheduleText(report: ScheduleReport): string {
  const { traffic, bound } = report;
  const bytes = (value: number) => (Number.isFinite(value) ? `${value} bytes` : 'none found');
  const proof =
    report.status === 'optimal'
      ? 'optimal: no schedule moves less'
      : `heuristic, not proven: no schedule moves less than ${bytes(bound.lowerBytes)}, a gap of ${bytes(bound.gapBytes)}`;
  const head = pairs([
    ['Graph', `${report.graph}: ${report.operators} operators, ${report.tensors} tensors`],
    ['Scratchpad', `${report.scratchpadBytes} bytes; the largest operator needs ${report.needsBytes}`],
    ['Moved twice or more', bytes(traffic.nonCompulsoryBytes)],
    ['of it spilled', bytes(traffic.spilledBytes)],
    ['of it fetched again', bytes(traffic.retrievedBytes)],
    ['Compulsory', bytes(traffic.compulsoryBytes)],
    ['Proof', proof],
    ['Search', `${report.search.states} states, ${report.search.segments} segments`],
  ]);
  const steps = report.order.map((name, step) => `${step} ${name}\n`).join('');
  return (
    head +
    section('Cost of traffic', costText(report.cost)) +
    section('Certificate', certificateText(report.certificate)) +
    section('The graph', bullets(report.notes)) +
    section('Baselines', baselineText(report.baselines) + (report.areBaselinesComplete ? '' : TIME_ENDED)) +
    section('Staircase', curveText(report.curve ?? []) + (report.isCurveComplete === false ? CURVE_ENDED : '')) +
    section('Order', steps) +
    section('Addresses', placementText(report.placement))
  );
}

function costText(cost: ScheduleReport['cost']): string {
  if (cost === undefined) return '';
  const show = (value: number, quantity: Quantity) => formatQuantity(value, quantity, 4).text;
  const words = ({ joules, seconds }: TrafficCost) => `${show(joules, 'joules')}, ${show(seconds, 'seconds')}`;
  return (
    pairs([
      ['Main memory', `${cost.memory}, ${show(cost.joulesPerByte, 'joules')} a byte${sourceText(cost.source)}`],
      ['Moved twice or more', words(cost.nonCompulsory)],
      ['Compulsory', words(cost.compulsory)],
    ]) + bullets(cost.gaps)
  );
}

function sourceText(source: string | null): string {
  const citation = Object.entries(CITATIONS).find(([id]) => id === source)?.[1];
  return citation === undefined ? '' : ` (${citation.text})`;
}

function certificateText(certificate: ScheduleReport['certificate']): string {
  if (certificate === undefined) return '';
  if ('refused' in certificate) return `${certificate.refused}\n`;
  const { model, status, bytes, lowerBound, seconds, columns, rows } = certificate;
  const words = {
    optimal: `optimal: by the programme alone no schedule moves less than ${lowerBound} bytes`,
    bounded: `not closed: no schedule moves less than ${lowerBound} bytes, ${bytes} are known, a gap of ${bytes - lowerBound}`,
    infeasible: 'no schedule fits, by the programme',
  };
  return pairs([
    [
      'Model',
      model === 'compact'
        ? 'compact, without addresses'
        : 'of the paper, with addresses; inputs and outputs have no copy',
    ],
    ['Programme', `${columns} columns, ${rows} rows`],
    ['Proof', words[status]],
    ['Time', `${seconds.toFixed(2)} s`],
  ]);
}

function placementText(placement: readonly Placement[]): string {
  return table<Placement>(
    [
      { head: 'tensor', cell: ({ tensor }) => tensor },
      { head: 'steps', cell: ({ lower, upper }) => `${lower}..${upper - 1}`, align: 'right' },
      { head: 'bytes', cell: ({ size }) => String(size), align: 'right' },
      { head: 'address', cell: ({ offset }) => String(offset), align: 'right' },
    ],
    placement,
  );
}

const TIME_ENDED = 'The time ended before the others were found.\n';
const CURVE_ENDED = 'The time ended before every stair was known.\n';

type Baseline = ScheduleReport['baselines'][number];

const REPLACEMENT_WORDS: Readonly<Record<Baseline['replacement'], string>> = {
  lru: 'least recently used leaves',
  belady: 'used again last leaves',
  greedy: 'cheapest to move leaves',
  optimal: 'best possible, without addresses',
};

function baselineText(baselines: readonly Baseline[]): string {
  return table<Baseline>(
    [
      { head: 'order', cell: ({ order }) => (order === 'topological' ? 'as in the graph' : 'least peak') },
      { head: 'replacement', cell: ({ replacement }) => REPLACEMENT_WORDS[replacement] },
      { head: 'bytes', cell: ({ bytes }) => String(bytes), align: 'right' },
    ],
    baselines,
  );
}

type CurveStair = NonNullable<ScheduleReport['curve']>[number];

const COST_COLUMNS: readonly TableColumn<CurveStair>[] = [
  { head: 'energy', cell: (stair) => costCell(stair, 'joules'), align: 'right' },
  { head: 'time', cell: (stair) => costCell(stair, 'seconds'), align: 'right' },
];

function costCell(stair: CurveStair, quantity: 'joules' | 'seconds'): string {
  return 'joules' in stair ? formatQuantity(stair[quantity], quantity, 4).text : '';
}

function curveText(curve: NonNullable<ScheduleReport['curve']>): string {
  if (curve.length === 0) return '';
  return table<(typeof curve)[number]>(
    [
      { head: 'from', cell: ({ fromBytes }) => String(fromBytes), align: 'right' },
      { head: 'bytes', cell: ({ bytes }) => String(bytes), align: 'right' },
      { head: 'at least', cell: ({ lowerBound }) => String(lowerBound), align: 'right' },
      ...(curve.some((stair) => 'joules' in stair) ? COST_COLUMNS : []),
    ],
    curve,
  );
}
