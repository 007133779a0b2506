/** Tables of the tab as files have them, with all digits. */
import type { OperatorGraph } from '../../../models/scheduling/graph';
import { movesOf } from '../../../models/scheduling/moves';
import type { PlacedSchedule } from '../../../models/scheduling/scheduler';
import type { PricedStair } from '../../../models/scheduling/traffic-cost';
import { tsvCell } from '../../../models/units/table-cells';
import type { Table } from '../../export/table';
import type { BaselineRow } from './baseline-rows';

/** What a schedule moves, move by move: a fetch comes before its step, a write goes out after it. */
export function movesTable(graph: OperatorGraph, best: PlacedSchedule): Table {
  const { fetches, writes } = movesOf(graph, best);
  const moves = [
    ...fetches.map((move) => ({ ...move, what: move.isCompulsory ? 'fetched' : 'fetched again' })),
    ...writes.map((move) => ({ ...move, what: move.isCompulsory ? 'written as output' : 'spilled' })),
  ];
  const isFetch = ({ what }: { readonly what: string }) => what.startsWith('fetched');
  return {
    title: `Moves of the schedule of ${graph.name}`,
    columns: [
      { name: 'step', unit: '' },
      { name: 'operator', unit: '' },
      { name: 'move', unit: '' },
      { name: 'tensor', unit: '' },
      { name: 'kind', unit: '' },
      { name: 'bytes', unit: 'B' },
      { name: 'compulsory', unit: '' },
    ],
    rows: moves
      .toSorted((a, b) => a.step - b.step || Number(isFetch(b)) - Number(isFetch(a)))
      .map(({ step, tensor, what, isCompulsory }) => {
        const { name, kind, bytes } = graph.tensors[tensor]!;
        return [step + 1, graph.operators[best.order[step]!]!.name, what, name, kind, bytes, isCompulsory];
      }),
  };
}

/** Rules beside the searched schedule, as on screen. */
export function rulesTable(graphName: string, ourBytes: number, rows: readonly BaselineRow[]): Table {
  return {
    title: `Rules beside the schedule of ${graphName}`,
    columns: [
      { name: 'order', unit: '' },
      { name: 'replacement', unit: '' },
      { name: 'moved', unit: 'B' },
      { name: 'times ours', unit: '' },
      { name: 'rule', unit: '' },
    ],
    rows: [
      ['searched', 'searched', ourBytes, 1, 'order, replacement and addresses together'],
      ...rows.map(({ order, replacement, bytes, ratio, rule }) => [order, replacement, bytes, ratio, rule]),
    ],
  };
}

/** Bytes over sizes: each row holds from its size to that of the next one. */
export function stairsTable(graphName: string, stairs: readonly PricedStair[]): Table {
  return {
    title: `Bytes over sizes of the scratchpad, ${graphName}`,
    columns: [
      { name: 'scratchpad from', unit: 'B' },
      { name: 'moved', unit: 'B' },
      { name: 'no less than', unit: 'B' },
      { name: 'energy', unit: 'J' },
      { name: 'time', unit: 's' },
    ],
    rows: stairs.map(({ fromBytes, bytes, lowerBound, joules, seconds }) => [
      ...[fromBytes, bytes, lowerBound, joules, seconds],
    ]),
  };
}

/** A table for the clipboard. */
export function tableTsv({ columns, rows }: Table): string {
  const heads = columns.map(({ name, unit }) => (unit === '' ? name : `${name} [${unit}]`));
  return [heads, ...rows].map((row) => row.map(tsvCell).join('\t')).join('\n');
}
