import { roundingOf, saturationOf } from '../../models/formats/definitions/behaviour';
import { elementRange } from '../../models/formats/definitions/range';
import { FORMAT_DEFINITIONS } from '../../models/formats/definitions/registry';
import type { FormatDefinition } from '../../models/formats/definitions/types';
import { theoryOf } from '../../models/formats/error/crossovers';
import { findFormat } from '../../models/formats/registry';
import type { Command } from '../command';
import { print, table, type TableColumn } from '../output';

export const formatsCommand: Command = {
  name: 'formats',
  takes: '',
  positionals: { min: 0, max: 0 },
  summary: 'All number formats: bits, range, scale, source',
  options: [
    {
      name: 'crest-factor',
      value: 'K',
      help: 'Adds QSNR in closed form for groups whose largest magnitude is K times their root mean square',
    },
  ],
  async run(args, io) {
    const text = args.text('crest-factor');
    const crest = text === undefined ? null : /^\d{1,6}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
    if (crest !== null && !(crest >= 1)) {
      return { refused: `--crest-factor: must be a number from 1, not ${JSON.stringify(text)}` };
    }
    const rows = FORMAT_DEFINITIONS.map((definition) => rowOf(definition, crest));
    print(io, args, { json: () => rows, text: () => formatsText(rows) });
    return { exit: 0 };
  },
};

/** Elements of a channel in closed forms. */
const COLUMNS = 1024;

function rowOf(definition: FormatDefinition, crest: number | null) {
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
    rounding: roundingOf(definition),
    saturation: saturationOf(definition),
    options,
    source,
    ...(crest === null ? {} : { qsnrDb: theoryOf(definition.recipe({}), COLUMNS)?.(crest) ?? null }),
  };
}

type Row = ReturnType<typeof rowOf>;

const QSNR: TableColumn<Row> = {
  head: 'QSNR, dB',
  cell: ({ qsnrDb }) => (typeof qsnrDb === 'number' ? qsnrDb.toFixed(2) : ''),
  align: 'right',
};

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
      ...(rows.some((row) => 'qsnrDb' in row) ? [QSNR] : []),
      { head: 'status', cell: ({ status }) => status },
      { head: 'scale', cell: ({ scale }) => scale },
      { head: 'source', cell: ({ source }) => source },
    ],
    rows,
  );
}
