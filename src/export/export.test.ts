import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../models/design/presets/default-design';
import { explainDesign } from '../../models/evaluate/explain/explain';
import { explainTiers } from '../../models/evaluate/explain/explain-tiers';
import { csvCell } from '../../models/units/table-cells';
import { alphaPng } from '../charts/png';
import { rooflineSvg } from '../charts/roofline/svg';
import { PRINT } from '../charts/theme';
import { fileName, type FigureSource } from './figure-source';
import { exportJson, type ExportedJson } from './json';
import { operatorsTable } from './operators-table';
import { withPngText } from './png-text';
import { exportFigureSvg } from './svg';
import { tableCsv, unitsOfColumns } from './table';

const SOURCE: FigureSource = {
  permalink: 'https://example.org/#1.abc&<',
  appVersion: '0.1.0',
  dataVersion: '2025-01-01',
  units: { time: 's' },
};

const report = explainDesign(defaultDesign());
const SUBJECT = { report, memories: explainTiers(defaultDesign()) };

/** Cells of a line of CSV, read as a spreadsheet would. */
function cellsOf(line: string): readonly string[] {
  const cells = `${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+x', "'+x"],
    ['-x', "'-x"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['a,"b"', '"a,""b"""'],
    [-1.5, '-1.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [NaN, ''],
    [null, ''],
  ])('writes %j as %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('never gives a spreadsheet a formula, and loses no character', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (texts) => {
        const oneLine = texts.map((text) => text.replace(/[\r\n]/g, ' '));
        const cells = cellsOf(oneLine.map(csvCell).join(','));
        expect(cells.map((cell) => cell.replace(/^'(?='?\s*[=+\-@\t])/, ''))).toEqual(oneLine);
        for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('says where it came from, and the units', () => {
    const [title, permalink, app, data, heading, first] = tableCsv(operatorsTable(SUBJECT, 'Roofline'), SOURCE).split(
      '\r\n',
    );
    expect([title, permalink]).toEqual(['# Roofline', `# permalink: ${SOURCE.permalink}`]);
    expect([app, data]).toEqual(['# Ridgeline: 0.1.0', '# model data: 2025-01-01']);
    for (const { label } of SUBJECT.memories.tiers) {
      expect(cellsOf(heading!)).toEqual(
        expect.arrayContaining([`intensity, ${label} [op/B]`, `traffic, ${label} [B]`]),
      );
    }
    expect(SUBJECT.memories.tiers).toHaveLength(3);
    expect(cellsOf(first!)[4]).toBe(String(report.operators[0]!.seconds));
  });
});

describe('JSON', () => {
  it('comes back as it was, with its source', () => {
    const table = operatorsTable(SUBJECT, 'Roofline');
    const text = exportJson(table.rows, { ...SOURCE, units: unitsOfColumns(table.columns) });
    const file = JSON.parse(text) as ExportedJson;
    expect(file).toMatchObject({ exporter: 'Ridgeline', version: 1, permalink: SOURCE.permalink, appVersion: '0.1.0' });
    expect(file.units).toMatchObject({ time: 's', energy: 'J' });
    expect(file.data).toEqual(table.rows.map((row) => row.map((cell) => (Number.isNaN(cell) ? null : cell))));
  });

  it('writes what JSON cannot hold', () => {
    const { data } = JSON.parse(
      exportJson([NaN, Infinity, -Infinity, Float64Array.of(1, NaN)], SOURCE),
    ) as ExportedJson;
    expect(data).toEqual([null, 'Infinity', '-Infinity', [1, null]]);
  });
});

describe('SVG', () => {
  const figure = rooflineSvg({ ...SUBJECT, tier: null }, { widthPx: 640, heightPx: 360 }, PRINT);

  it('carries its source without showing it', () => {
    const file = exportFigureSvg(figure, SOURCE);
    expect(file).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg /);
    expect(file).toContain('<desc>Ridgeline 0.1.0, data 2025-01-01, https://example.org/#1.abc&amp;&lt;</desc>');
    expect(file).toContain('&quot;units&quot;:{&quot;time&quot;:&quot;s&quot;}');
  });

  it('is light, for print', () => {
    expect(figure).toContain('fill="#ffffff"');
  });
});

it('adds a text to a PNG file', () => {
  const png = alphaPng(Uint8Array.of(1), 1, 1, [0, 0, 0]);
  const file = Buffer.from(withPngText(png, 'Description', 'µ'));
  const at = file.indexOf('iTXt');
  expect(file.readUInt32BE(at - 4)).toBe('Description'.length + 5 + 2);
  expect(file.toString('utf8', at + 4, at + 4 + 18)).toBe('Description\0\0\0\0\0µ');
  expect(file.length - png.length).toBe(12 + 18);
});

it.each([
  ['Edge NPU, 4-bit', 'edge-npu-4-bit.svg'],
  ['../../etc/passwd', 'etc-passwd.svg'],
  ['Über', 'uber.svg'],
  ['💥', 'ridgeline.svg'],
])('names the file of %j %j', (title, name) => {
  expect(fileName(title, 'svg')).toBe(name);
});
