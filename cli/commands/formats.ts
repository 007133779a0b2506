import { elementRange } from '../../models/formats/definitions/range';
import { FORMAT_DEFINITIONS } from '../../models/formats/definitions/registry';
import type { FormatDefinition } from '../../models/formats/definitions/types';
import { findFormat } from '../../models/formats/registry';
import type { Command } from '../command';
import { print, table } from '../output';

export const formatsCommand: Command = {
  name: 'formats',
  takes: '',
  positionals: { min: 0, max: 0 },
  summary: 'All number formats: bits, range, scale, source',
  options: [],
  async run(args, io) {
    const rows = FORMAT_DEFINITIONS.map(rowOf);
    print(io, args, { json: () => rows, text: () => formatsText(rows) });
    return { exit: 0 };
  },
};

function rowOf(definition: FormatDefinition) {
  const { id, status, scale, source, options } = definition;
  const format = findFormat(id)!;
  const { largest, smallest, smallestNormal } = elementRange(definition);
  return {
    id,
    label: format.label,
    status,
    elementBits: format.elementBits,
    exponentBits: format.exponentBits,
    mantissaBits: format.mantissaBits,
    blockSize: format.blockSize,
    scaleBits: format.scaleBits,
    effectiveBits: format.bitsPerElement,
    largest,
    smallestNormal,
    smallest,
    computeClass: format.computeClass,
    scale,
    options,
    source,
  };
}

type Row = ReturnType<typeof rowOf>;

function formatsText(rows: readonly Row[]): string {
  const short = (value: number) => String(Number(value.toPrecision(5)));
  return table<Row>(
    [
      { head: 'id', cell: ({ id }) => id },
      { head: 'format', cell: ({ label }) => label },
      { head: 'bits', cell: ({ effectiveBits }) => short(effectiveBits), align: 'right' },
      { head: 'block', cell: ({ blockSize }) => String(blockSize ?? ''), align: 'right' },
      { head: 'largest', cell: ({ largest }) => short(largest), align: 'right' },
      { head: 'smallest', cell: ({ smallest }) => short(smallest), align: 'right' },
      { head: 'status', cell: ({ status }) => status },
      { head: 'scale', cell: ({ scale }) => scale },
      { head: 'source', cell: ({ source }) => source },
    ],
    rows,
  );
}
