import { readBuffers } from '../../models/scheduling/placement/csv';
import { Placer } from '../../models/scheduling/placement/placer';
import { placementFaults, placementProblem } from '../../models/scheduling/placement/problem';
import type { Arguments, Outcome } from '../command';
import type { CliIo } from '../io';
import { print, table } from '../output';
import { printable } from '../result';
import { runSlices, type Sliceable } from '../slices';

/** `schedule --placement`: addresses for buffers whose lifetimes are given. */
export async function placeBuffers(
  path: string,
  capacity: number,
  milliseconds: number,
  args: Arguments,
  io: CliIo,
): Promise<Outcome> {
  const text = await io.readText(path);
  if (!text.ok) return { refused: text.message };
  const buffers = readBuffers(text.value);
  if (!buffers.ok) return { refused: `${path}: ${buffers.reason}` };
  const placer = new Placer(placementProblem(buffers.value, capacity));
  const ended = await runSlices(io, sliceable(placer), milliseconds);
  const offsets = placer.offsets === null ? null : [...placer.offsets];
  const faults = offsets === null ? [] : placementFaults(buffers.value, capacity, offsets);
  const fits = offsets !== null && faults.length === 0;
  const status = fits ? 'placed' : placer.status === 'impossible' ? 'impossible' : 'not found';
  const height =
    offsets?.reduce((most, offset, index) => Math.max(most, offset + buffers.value[index]!.bytes), 0) ?? NaN;
  const rows = buffers.value.map((buffer, index) => ({ ...buffer, offset: offsets?.[index] ?? NaN }));
  print(io, args, {
    json: () => ({
      ...{ status, capacity, height, buffers: rows.length, nodes: placer.nodes, ended, faults },
      placement: fits
        ? rows.map(({ name, lower, upper, bytes, offset }) => ({ id: name, lower, upper, size: bytes, offset }))
        : null,
    }),
    text: () => (fits ? placementText(rows) : `${refusalText(status, capacity)}\n`),
  });
  return { exit: ended === 'stopped' ? 130 : fits ? 0 : 1 };
}

function refusalText(status: string, capacity: number): string {
  return status === 'impossible'
    ? `The buffers do not fit into ${capacity} bytes, in whatever way they are placed.`
    : `No way to place the buffers in ${capacity} bytes was found in the time given.`;
}

function sliceable(placer: Placer): Sliceable {
  return {
    get isDone() {
      return placer.status !== 'open';
    },
    step: (budget) => placer.step(budget),
  };
}

type Row = {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly bytes: number;
  readonly offset: number;
};

function placementText(rows: readonly Row[]): string {
  return table<Row>(
    [
      { head: 'id', cell: ({ name }) => printable(name) },
      { head: 'lower', cell: ({ lower }) => String(lower), align: 'right' },
      { head: 'upper', cell: ({ upper }) => String(upper), align: 'right' },
      { head: 'size', cell: ({ bytes }) => String(bytes), align: 'right' },
      { head: 'offset', cell: ({ offset }) => String(offset), align: 'right' },
    ],
    rows,
  );
}
