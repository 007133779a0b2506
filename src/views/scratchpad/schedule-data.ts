import type { ScheduleBlock, ScheduleContent, ScheduleHighlight } from '../../charts/scratchpad/data';
import type { StepWindow } from '../../charts/scratchpad/layout';
import { movesOf, type Moves } from '../../../models/scheduling/moves';
import type { OperatorGraph } from '../../../models/scheduling/graph';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import { bytesText } from './words';

interface PlacedIn {
  readonly graph: OperatorGraph;
  readonly scratchpadBytes: number;
}

/** A schedule as its chart takes it. */
export function scheduleContent({ graph, scratchpadBytes }: PlacedIn, best: PlacedSchedule): ScheduleContent {
  const { writes } = movesOf(graph, best);
  const spilled = new Set(writes.flatMap(({ tensor, isCompulsory }) => (isCompulsory ? [] : [tensor])));
  const seen = new Set<number>();
  const blocks = best.episodes.map((episode) => {
    const isFirst = !seen.has(episode.tensor);
    seen.add(episode.tensor);
    return { ...episode, isFetchedAgain: !isFirst, isSpilled: isFirst && spilled.has(episode.tensor) };
  });
  const steps = best.order.map((operator) => graph.operators[operator]!.name);
  return { steps, tensors: graph.tensors, blocks, capacityBytes: scratchpadBytes };
}

/** How much of the scratchpad is in use at most. */
export function usedText({ tensors, blocks, capacityBytes }: ScheduleContent): string {
  const used = blocks.reduce((most, { tensor, offset }) => Math.max(most, offset + tensors[tensor]!.bytes), 0);
  return `The highest address in use is ${bytesText(used)} of a scratchpad of ${bytesText(capacityBytes)}.`;
}

/** What the tooltip of a stay says. */
export function blockFacts(content: ScheduleContent, block: ScheduleBlock): readonly (readonly [string, string])[] {
  const { bytes, kind } = content.tensors[block.tensor]!;
  const { lower, upper, offset, isFetchedAgain, isSpilled } = block;
  return [
    ['Kind', kind],
    ['Size', bytesText(bytes)],
    ['Address', bytesText(offset)],
    ['Steps', upper - lower === 1 ? String(upper) : `${lower + 1} to ${upper}`],
    ...(isFetchedAgain ? ([['Comes', 'fetched again']] as const) : []),
    ...(isSpilled ? ([['Leaves', 'spilled']] as const) : []),
  ];
}

/** What the reader points at, in the picture of the graph or in that of the schedule. */
export type Pointed =
  | { readonly kind: 'tensor'; readonly tensor: number }
  | { readonly kind: 'operators'; readonly operators: readonly number[] };

/** The tensors and the step that go with what is pointed at. */
export function highlightOf(graph: OperatorGraph, best: PlacedSchedule, pointed: Pointed | null): ScheduleHighlight {
  if (pointed === null) return { tensors: [], step: null };
  if (pointed.kind === 'tensor') return { tensors: [pointed.tensor], step: null };
  // While another graph is read, what is pointed at may not be of this one.
  if (pointed.operators.some((operator) => operator >= graph.operators.length)) return { tensors: [], step: null };
  const tensors = pointed.operators.flatMap((operator) => {
    const { inputs, outputs } = graph.operators[operator]!;
    return [...inputs, ...outputs];
  });
  return { tensors, step: best.order.indexOf(pointed.operators[0]!) };
}

/** A tensor that lies in the scratchpad during a step. */
export interface ResidentRow {
  readonly tensor: number;
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
  readonly offset: number;
  /** What happens to it at this step, in a few words. */
  readonly events: string;
}

export interface StepFacts {
  readonly operator: string;
  readonly rows: readonly ResidentRow[];
  readonly bytes: number;
  readonly fetchedBytes: number;
  readonly writtenBytes: number;
}

/** What lies in the scratchpad during a step, lowest address first, and what is moved before and after. */
export function stepFacts(graph: OperatorGraph, best: PlacedSchedule, moves: Moves, step: number): StepFacts {
  const operator = graph.operators[best.order[step]!]!;
  const fetches = moves.fetches.filter((move) => move.step === step);
  const writes = moves.writes.filter((move) => move.step === step);
  const eventsOf = (tensor: number): string => {
    const fetch = fetches.find((move) => move.tensor === tensor);
    const write = writes.find((move) => move.tensor === tensor);
    const words = [
      operator.inputs.includes(tensor) ? 'read' : operator.outputs.includes(tensor) ? 'computed' : 'kept',
      fetch !== undefined && (fetch.isCompulsory ? 'fetched' : 'fetched again'),
      write !== undefined && (write.isCompulsory ? 'written as output' : 'spilled after'),
    ];
    return words.filter((word) => word !== false).join(', ');
  };
  const here = best.episodes.filter(({ lower, upper }) => lower <= step && step < upper);
  const sum = (tensors: readonly { readonly tensor: number }[]) =>
    tensors.reduce((total, { tensor }) => total + graph.tensors[tensor]!.bytes, 0);
  return {
    operator: operator.name,
    rows: here
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ tensor, offset }) => ({ tensor, offset, ...graph.tensors[tensor]!, events: eventsOf(tensor) })),
    bytes: sum(here),
    fetchedBytes: sum(fetches),
    writtenBytes: sum(writes),
  };
}

/** Steps in sight: all, or so many around the one that is looked at, moving on by halves. */
export function windowAround(step: number, count: number, span: number | null): StepWindow {
  if (span === null || span >= count) return [0, count];
  const half = Math.max(1, Math.floor(span / 2));
  const from = Math.max(0, Math.min(count - span, Math.floor(step / half) * half - Math.floor(half / 2)));
  return [from, from + span];
}
