import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { explainDataflow, type DataflowReport } from '../../../models/evaluate/dataflow';
import { layoutFloor } from '../../charts/dataflow/floor-layout';
import { layoutUtilisation, rowAt } from '../../charts/dataflow/utilisation-layout';
import { floorData, utilisationData } from './chart-data';
import { changeText, fastest, headline, switchText } from './findings';
import { TRAFFIC_COLUMNS } from './traffic-columns';

function defaultReport(): DataflowReport {
  const report = explainDataflow(defaultDesign());
  if (report.kind !== 'array') throw new Error('the default design has an array');
  return report;
}

const report = defaultReport();
const totals = {
  os: { prefill: 1.2, decode: 0.0969 },
  ws: { prefill: 1, decode: 0.1 },
  is: { prefill: 2, decode: 0.1 },
};
const withTotals = (changed: DataflowReport['totals'], dataflow: 'os' | 'ws' | 'is') =>
  headline({ ...report, totals: changed, array: { ...report.array, dataflow } });

describe('the headline', () => {
  it('says which dataflow is fastest for what, and what a switch gives', () => {
    expect(withTotals(totals, 'ws')).toBe(
      'WS is fastest for prefill, OS is fastest for decode. Switching from WS to OS: TTFT +20.0\u00a0%, TPOT −3.1\u00a0%.',
    );
  });

  it('says so when nothing is faster than what the design has', () => {
    const same = { prefill: 1, decode: 1 };
    expect(withTotals({ os: same, ws: same, is: same }, 'is')).toBe(
      "Prefill takes the same time under all three, decode takes the same time under all three. IS, the design's own, is never slower.",
    );
  });

  it('of a table of layers is about its one pass', () => {
    const times = {
      os: { prefill: 1.2, decode: NaN },
      ws: { prefill: 1, decode: NaN },
      is: { prefill: 2, decode: NaN },
    };
    const table: DataflowReport = { ...report, workloadKind: 'layers', totals: times };
    expect(headline({ ...table, array: { ...report.array, dataflow: 'os' } })).toBe(
      'WS is fastest. Switching from OS to WS: latency −16.7\u00a0%.',
    );
  });

  it('claims nothing about times that are not known', () => {
    const unknown = { prefill: NaN, decode: NaN };
    expect(headline({ ...report, totals: { os: unknown, ws: unknown, is: unknown }, reasons: ['No rate.'] })).toBe(
      'The time is not known under any dataflow. No rate.',
    );
    expect(fastest({ os: unknown, ws: unknown, is: unknown }, 'prefill')).toEqual([]);
    expect(changeText(NaN, 1)).toBeNull();
  });

  it('tells of no change below what its digits show', () => {
    expect(changeText(1, 1.0004)).toBeNull();
    expect(switchText('decoder', totals, 'ws', 'ws')).toBe('no change');
    const unknown = { prefill: NaN, decode: NaN };
    expect(switchText('decoder', { os: unknown, ws: unknown, is: unknown }, 'ws', 'os')).toBe('time not known');
  });
});

describe('bars of the utilisation', () => {
  const data = utilisationData(report, 'prefill');

  it('are as long as the share of the array, from zero', () => {
    const { rows } = layoutUtilisation(data, 800);
    const bars = rows.flatMap((row) => row.bars).filter(({ widthPx }) => widthPx > 1);
    const perShare = bars.map(({ widthPx, utilisation }) => widthPx / utilisation!);
    for (const ratio of perShare) expect(ratio).toBeCloseTo(perShare[0]!, 6);
    expect(rows.every((row) => row.bars.length === 3 && row.bars.filter(({ isOwn }) => isOwn).length === 1)).toBe(true);
  });

  it('are found by their height', () => {
    const layout = layoutUtilisation(data, 800);
    expect(layout.rows.map(({ topPx }) => rowAt(layout, topPx + 5))).toEqual(layout.rows.map((_, index) => index));
    expect(rowAt(layout, layout.bottomPx + 1)).toBe(-1);
  });
});

describe('the floor plan', () => {
  it('draws areas in proportion, and boxes that claim none for what has none', () => {
    for (const widthPx of [320, 900]) {
      const { parts, size } = layoutFloor(floorData(report), widthPx);
      const drawn = parts.filter(({ squareMetres, sidePx }) => squareMetres !== null && squareMetres > 0 && sidePx > 1);
      expect(drawn.length).toBeGreaterThan(1);
      const scale = drawn.map(({ squareMetres, sidePx }) => (sidePx * sidePx) / squareMetres!);
      for (const each of scale) expect(each / scale[0]!).toBeCloseTo(1, 9);
      for (const part of parts) expect(part.leftPx + part.columnPx).toBeLessThanOrEqual(size.widthPx);
    }
    const unknown = floorData({ ...report, arraySquareMetres: NaN });
    expect(unknown.parts[0]!.lines).toContain('area not known');
    expect(unknown.parts.at(-1)!.lines.at(-1)).toBe('off the die');
  });
});

it('the table has a text in every cell', () => {
  for (const operator of report.operators) {
    for (const column of TRAFFIC_COLUMNS) expect(column.text(operator, report.array.dataflow)).toMatch(/\S/);
  }
});
