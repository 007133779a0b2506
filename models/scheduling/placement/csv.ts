/** Buffers as a table: `id,lower,upper,size`, in the form of the MiniMalloc challenge files. */
import type { GraphOutcome } from '../graph';
import type { Buffer } from './problem';

export const MOST_BUFFERS = 20_000;
const COLUMNS = ['id', 'lower', 'upper', 'size'] as const;

/** Reads buffers; further columns are passed over. The sentence names the line at fault. */
export function readBuffers(text: string): GraphOutcome<readonly Buffer[]> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const head = (lines[0] ?? '').split(',').map((word) => word.trim());
  const places = COLUMNS.map((column) => head.indexOf(column));
  if (places.includes(-1)) return refuse(`The first line must name the columns ${COLUMNS.join(',')}.`);
  if (lines.length - 1 > MOST_BUFFERS) {
    return refuse(`There are ${lines.length - 1} buffers; at most ${MOST_BUFFERS} can be placed.`);
  }
  const buffers: Buffer[] = [];
  const names = new Set<string>();
  for (const [index, line] of lines.slice(1).entries()) {
    const words = line.split(',').map((word) => word.trim());
    const [name = '', ...rest] = places.map((place) => words[place] ?? '');
    const [lower, upper, bytes] = rest.map((word) => (/^-?\d{1,15}$/.test(word) ? Number(word) : NaN)) as [
      number,
      number,
      number,
    ];
    const where = `Line ${index + 2}`;
    if (name === '' || names.has(name))
      return refuse(`${where}: ${name === '' ? 'has no id' : `the id ${name} is there twice`}.`);
    if (!(lower < upper))
      return refuse(`${where}: lower and upper must be whole numbers, the first less than the second.`);
    if (!(bytes > 0)) return refuse(`${where}: size must be a whole number above zero.`);
    names.add(name);
    buffers.push({ name, lower, upper, bytes });
  }
  return buffers.length === 0 ? refuse('There are no buffers.') : { ok: true, value: buffers };
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
