import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { axisIssues } from '../../../models/design/space-checks';
import { explainDesign } from '../../../models/evaluate/explain/explain';
import type { Baseline } from '../../../models/scheduling/baselines/compare';
import { baselineRows, gainText, ruleMatrix } from './baseline-rows';
import { certificateText } from './certificate-words';
import { curveData } from './curve-data';
import { windowAround } from './schedule-data';
import { sizeSpace } from './size-space';
import { readSize, sizeText } from './size-text';
import { tableTsv } from './tables';
import { exactBytesText, gapOf } from './words';

const KIB = 1024;
const NO_SCHEDULE = { lowerBound: NaN, schedule: null };
const RULED: readonly Baseline[] = [
  { ...NO_SCHEDULE, order: 'topological', replacement: 'lru', bytes: 8 * KIB },
  { ...NO_SCHEDULE, order: 'topological', replacement: 'belady', bytes: 6 * KIB },
  { order: 'topological', replacement: 'optimal', bytes: 4 * KIB, lowerBound: 3 * KIB, schedule: null },
];

describe('rules beside the schedule', () => {
  it('are compared with it, and say what is not proven', () => {
    const rows = baselineRows(RULED, 2 * KIB);
    expect(rows.map(({ ratio }) => ratio)).toEqual([4, 3, 2]);
    expect(rows[2]!.rule).toContain('no less than 3\u00a0KiB');
    expect(baselineRows(RULED, 0)[0]!.ratio).toBeNull();
  });

  it('stand by order, with gaps where they are still running', () => {
    const rows = ruleMatrix(RULED, 2 * KIB);
    expect(rows.map(({ replacement }) => replacement)).toEqual(['lru', 'belady', 'greedy', 'optimal']);
    const optimal = { order: 'topological', bytes: 4 * KIB, ratio: 2, openBytes: 3 * KIB };
    expect(rows.at(-1)!.byOrder).toEqual([optimal, null]);
    expect(rows[0]!.byOrder[0]!.openBytes).toBeNull();
  });

  it('show what replacement and order gain', () => {
    expect(gainText(RULED, 2 * KIB)).toBe(
      'In the order as the graph stands the best rule (Belady) moves 6\u00a0KiB. Choosing what leaves saves 2\u00a0KiB; ' +
        'choosing the order and the addresses too saves 2\u00a0KiB more, which leaves 2\u00a0KiB.',
    );
  });
});

it('has a sentence while rules are still running', () => {
  expect(gainText([], 0)).toBe('Running the rules …');
  expect(gainText(RULED.slice(0, 1), 2 * KIB)).toBe(
    'In the order as the graph stands the best rule (LRU) moves 8\u00a0KiB, the schedule above 2\u00a0KiB.',
  );
});

describe('the curve', () => {
  const stairs = [
    { fromBytes: 100 * KIB, bytes: 40 * KIB, lowerBound: 30 * KIB },
    { fromBytes: 120 * KIB, bytes: 0, lowerBound: 0 },
  ];

  it('holds each stair up to the next, and marks what is not proven', () => {
    const { line, sizes } = curveData('net', stairs, true, null, null)!;
    expect(sizes.slice(0, 2)).toEqual([100 * KIB, 120 * KIB]);
    expect(line.series[0]).toMatchObject({ look: 'steps', y: [40, 0, 0] });
    expect(line.series[1]).toMatchObject({ id: 'bound', y: [30, NaN, NaN] });
    expect(line.finding).toBe('net: from 120\u00a0KiB on nothing is moved twice, at 100\u00a0KiB, the smallest that works, 40\u00a0KiB'); // prettier-ignore
  });

  it('marks the memory of the design where it is near, and names it where it is not', () => {
    const near = curveData('net', stairs, true, { label: 'L2', bytes: 128 * KIB }, 110 * KIB)!.line;
    expect(near.marks).toEqual([
      { x: 128, label: 'L2 of the design' },
      { x: 110, label: '110\u00a0KiB set here' },
    ]);
    const far = curveData('net', stairs, false, { label: 'L2', bytes: 2 ** 30 }, null)!.line;
    expect(far.marks).toEqual([]);
    expect(far.note).toContain('L2 of the design, 1\u00a0GiB, lies further right.');
    const small = curveData('net', stairs, true, { label: 'L1', bytes: KIB }, 2 ** 40)!.line;
    expect(small).toMatchObject({ marks: [], note: 'L1 of the design, 1\u00a0KiB, is too small.' });
    expect(curveData('net', [], false, null, null)).toBeNull();
  });
});

it.each([
  [0, 100, null, [0, 100]],
  [0, 100, 20, [0, 20]],
  [55, 100, 20, [45, 65]],
  [99, 100, 20, [80, 100]],
  [3, 10, 20, [0, 10]],
] as const)('shows around step %i of %i, %j at once, the steps %j', (step, count, span, window) => {
  expect(windowAround(step, count, span)).toEqual(window);
});

it('tells sizes apart that lie near each other', () => {
  expect([4_876_288, 4_874_240].map(exactBytesText)).toEqual(['4.6504\u00a0MiB', '4.6484\u00a0MiB']);
});

describe('a size in its field', () => {
  it.each([
    [39, '39 B'],
    [1536, '1.5 KiB'],
    [4_876_288, '4762 KiB'],
    [129_368_064, '123.375 MiB'],
    [2 ** 27, '128 MiB'],
    [5_000_000, '5000000 B'],
    [2 ** 31, '2 GiB'],
  ])('%i reads %s, and back', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
    expect(readSize(text)).toEqual({ ok: true, bytes });
  });

  it('is as many whole bytes as lie in it', () => {
    expect(readSize('4.7MiB')).toEqual({ ok: true, bytes: 4_928_307 });
    expect(readSize('1e6')).toEqual({ ok: true, bytes: 1_000_000 });
    expect(readSize('4.65')).toEqual({
      ok: false,
      reason: 'Scratchpad must be whole bytes, or have a unit such as MiB.',
    });
  });

  it.each(['0', '9 TiB', 'abc', '3 MiB extra', '0.5 B'])('%j is refused by name', (text) => {
    const reason = expect.stringMatching(/^Scratchpad must be a size from 1 B to 8 TiB, such as 24 MiB[.:]/);
    expect(readSize(text)).toEqual({ ok: false, reason });
  });
});

it('has no gap where nothing is moved', () => {
  expect(gapOf({ lowerBound: 0, upperBound: 0 })).toBe(0);
  expect(gapOf({ lowerBound: 3, upperBound: 4 })).toBe(0.25);
});

it('gives a spreadsheet no formula', () => {
  const columns = [
    { name: 'a', unit: '' },
    { name: 'b', unit: 'B' },
    { name: 'c', unit: '' },
    { name: 'd', unit: '' },
  ];
  expect(tableTsv({ title: '', columns, rows: [['=1+1', 2, null, NaN]] })).toBe("a\tb [B]\tc\td\n'=1+1\t2\t\t");
});

describe('a sweep of sizes', () => {
  const design = defaultDesign();
  const { metrics } = explainDesign(design);

  it('covers sizes around the design’s own and the edges of the staircase', () => {
    const space = sizeSpace(design, 'prefill', [2 ** 20, 2 ** 27 + 1], metrics)!;
    const [axis] = space.axes;
    const values = 'values' in axis! ? (axis.values as readonly number[]) : [];
    expect([values[0], values.at(-1)]).toEqual([2 ** 20, 2 ** 29]);
    expect(values).toEqual(expect.arrayContaining([2 ** 26, 2 ** 27, 2 ** 27 + 1]));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(axisIssues({ base: design, constraints: [], ...space })).toEqual([]);
    expect(space.objectives).toEqual(['prefillSpillTraffic', 'area']);
    expect(sizeSpace(design, 'decode', [], metrics)!.objectives[0]).toBe('decodeSpillTraffic');
  });

  it('shares a size among the cores that have a memory each, and needs one', () => {
    const { accelerator } = design;
    const tiers = accelerator.tiers.map(
      (tier) => ({ ...tier, scope: tier.id === 'cmem' ? 'core' : tier.scope }) as const,
    );
    const shared = sizeSpace({ ...design, accelerator: { ...accelerator, tiers } }, 'prefill', [81], metrics)!;
    expect(shared.axes[0]).toMatchObject({ values: expect.arrayContaining([11]) });
    const unknown = tiers.map((tier) => ({ ...tier, capacityBytes: null }));
    expect(
      sizeSpace({ ...design, accelerator: { ...accelerator, tiers: unknown } }, 'prefill', [], metrics),
    ).toBeNull();
  });
});

describe('a second proof', () => {
  const found = { model: 'compact', status: 'optimal', bytes: 40, lowerBound: 40 } as const;
  const size = { seconds: 1, columns: 2, rows: 3 };
  const known = { lowerBound: 30, upperBound: 40 };

  it.each([
    [found, known, 'Both proofs agree: no schedule moves less than 40\u00a0B beyond the compulsory bytes.'],
    [{ ...found, lowerBound: 35, bytes: 35 }, known, 'By the programme no schedule moves less than 35\u00a0B; that is more than the search has proven (30\u00a0B), so that the optimum lies between this and 40\u00a0B.'], // prettier-ignore
    [{ ...found, status: 'bounded', lowerBound: 20 }, known, 'Time ended before the optimum was proven. By the programme no schedule moves less than 20\u00a0B; the search has proven more, 30\u00a0B.'], // prettier-ignore
    [{ ...found, model: 'literal' }, known, 'The optimum of the literal model, with addresses, is 40\u00a0B, that of the schedule above too.'], // prettier-ignore
    [{ ...found, model: 'literal', status: 'bounded', lowerBound: 10 }, known, 'Time ended: the optimum of the literal model lies between 10\u00a0B and 40\u00a0B.'], // prettier-ignore
    [{ ...found, status: 'infeasible' }, known, 'By the programme nothing fits into this scratchpad.'],
  ] as const)('is told beside the first, case %#', (certificate, schedule, text) => {
    expect(certificateText({ ...certificate, ...size }, schedule)).toBe(text);
  });
});
