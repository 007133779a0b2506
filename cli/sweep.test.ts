import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { defaultDesign } from '../models/design/presets/default-design';
import type { Space } from '../models/design/types';
import { compile } from '../models/evaluate/compile';
import { designAt } from '../models/evaluate/program';
import { METRIC_IDS } from '../models/evaluate/metrics/metrics';
import { Runner } from '../models/evaluate/runner';
import { run, runJson } from './cli.test-support';

const SPACE: Space = {
  base: defaultDesign(),
  axes: [
    { field: 'deployment.decodeBatch', values: [1, 8, 64, 512] },
    { field: 'matrix.clock', values: [0.5e9, 1e9, 2e9] },
    { field: 'format.weight', values: ['bf16', 'int8'] },
    { field: 'matrix.cores', values: Array.from({ length: 128 }, (_, i) => i + 1) },
    { field: 'deployment.prefillBatch', tiedTo: 'deployment.decodeBatch', factor: 2 },
  ],
  constraints: [{ metric: 'area', max: 4e-4 }],
  objectives: ['tpot', 'area'],
};
const SIZE = 4 * 3 * 2 * 128;
const files = { 's.json': JSON.stringify(SPACE) };

function spaceFile(change: Partial<Record<keyof Space, unknown>>) {
  return { files: { 's.json': JSON.stringify({ ...SPACE, ...change }) } };
}

/** Lines of a CSV file without quotes in it, as records. */
function records(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

describe('sweep to CSV', () => {
  it('writes every design once, in order, with the numbers of the engine', async () => {
    const { exit, written } = await run(['sweep', 's.json', '--out', 'o.csv'], { files });
    expect(exit).toBe(0);
    const rows = records(written['o.csv']!);
    expect(rows.map((row) => Number(row['index']))).toEqual(Array.from({ length: SIZE }, (_, i) => i));
    const program = compile(SPACE);
    const runner = new Runner(program);
    for (const index of [0, 1, 777, 1500, SIZE - 1]) {
      const status = runner.evaluate(index);
      const row = rows[index]!;
      expect(row['status']).toBe(['ok', 'infeasible', 'missing'][status]);
      expect(Number(row['ttft [s]'])).toBe(runner.metrics[METRIC_IDS.indexOf('ttft')]);
      expect(Number(row['area [m^2]'])).toBe(runner.metrics[METRIC_IDS.indexOf('area')]);
      const { deployment, accelerator } = designAt(program, index);
      expect(Number(row['deployment.decodeBatch'])).toBe(deployment.decodeBatch);
      expect(Number(row['deployment.prefillBatch'])).toBe(2 * deployment.decodeBatch);
      expect(accelerator.matrix).toMatchObject({ clockHz: Number(row['matrix.clock [Hz]']) });
      expect(row['within constraints']).toBe(String(status === 0 && Number(row['area [m^2]']) <= 4e-4));
    }
  });

  it('is the same file for any number of workers, and for all shards together', async () => {
    const sweep = async (...more: string[]) =>
      (await run(['sweep', 's.json', '--out', 'o.csv', ...more], { files })).written['o.csv']!;
    const whole = await sweep('--workers', '1');
    expect(await sweep('--workers', '3')).toBe(whole);
    const shards = await Promise.all(['1/3', '2/3', '3/3'].map((shard) => sweep('--shard', shard)));
    const head = whole.slice(0, whole.indexOf('\n') + 1);
    expect(head + shards.map((text) => text.slice(head.length)).join('')).toBe(whole);
  });

  it('leaves missing numbers empty and quotes names', async () => {
    const models = ['A, "B"', 'C'].map((name) => ({ ...SPACE.base.workload, name }));
    const space = spaceFile({
      axes: [
        { field: 'workload', values: models },
        { field: 'deployment.outputTokens', values: [1] },
      ],
    });
    const { written } = await run(['sweep', 's.json', '--out', 'o.csv'], space);
    const [head = '', first = ''] = written['o.csv']!.split('\n');
    expect(first).toContain('"A, ""B"""');
    // Two commas of the name stand within quotes.
    const cells = first.replace(/"A, ""B"""/, 'A').split(',');
    expect(cells[head.split(',').indexOf('tpot [s]')]).toBe('');
    expect(cells).toHaveLength(head.split(',').length);
  });
});

describe('sweep', () => {
  it('writes JSON lines with null for what is missing', async () => {
    const space = spaceFile({ axes: [{ field: 'deployment.outputTokens', values: [1, 2] }], constraints: [] });
    const { written } = await run(['sweep', 's.json', '--out', 'o.jsonl'], space);
    const rows = written['o.jsonl']!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { metrics: { tpot: number | null } });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      index: 0,
      status: 'ok',
      axes: { 'deployment.outputTokens': 1 },
      metrics: { tpot: null },
    });
    expect(rows[1]!.metrics.tpot).toBeGreaterThan(0);
  });

  it('writes metrics of schedules where they are objectives, or asked for', async () => {
    const base = designFromPresets('tpu-v4', 'bert-base');
    const axes = [{ field: 'tier.cmem.capacity', values: [4e5, 1e6, 1e8] }];
    const sweep = async (objectives: readonly string[], ...more: string[]) => {
      const space = spaceFile({ base, axes, constraints: [], objectives });
      return records((await run(['sweep', 's.json', '--out', 'o.csv', ...more], space)).written['o.csv']!);
    };
    const name = 'inferenceSpillTraffic [B]';
    expect(Object.keys((await sweep(['batchLatency', 'area']))[0]!)).not.toContain(name);
    const rows = await sweep(['inferenceSpillTraffic', 'area']);
    expect(rows.map((row) => row[name])).toEqual(['', expect.stringMatching(/^[1-9]\d+$/), '0']);
    expect((await sweep(['batchLatency', 'area'], '--spills')).map((row) => row[name])).toEqual(
      rows.map((row) => row[name]),
    );
    const kept = await sweep(['inferenceSpillTraffic'], '--keep', 'frontier');
    expect(kept.map((row) => row[name])).toEqual(['0']);
  });

  it('keeps the exact frontier, with all metrics', async () => {
    const all = await run(['sweep', 's.json', '--out', 'o.csv'], { files });
    const kept = await run(['sweep', 's.json', '--out', 'o.csv', '--keep', 'frontier'], { files });
    const within = records(all.written['o.csv']!).filter((row) => row['within constraints'] === 'true');
    const [x, y] = ['tpot [s]', 'area [m^2]'] as const;
    const beats = (a: (typeof within)[0], b: (typeof within)[0]) => {
      const [dx, dy] = [Number(a[x]) - Number(b[x]), Number(a[y]) - Number(b[y])];
      return dx <= 0 && dy <= 0 && (dx < 0 || dy < 0);
    };
    const frontier = within.filter((row) => !within.some((other) => beats(other, row)));
    expect(records(kept.written['o.csv']!)).toEqual(frontier);
    const summary = JSON.parse(kept.out);
    expect(summary.frontier).toMatchObject({ designs: frontier.length, withoutValue: 0 });
    expect(summary).toMatchObject({ rows: frontier.length, evaluated: SIZE, partial: false, file: 'o.csv' });
    const { ok, infeasible, missing } = summary.counts;
    expect(ok + infeasible + missing).toBe(SIZE);
  });

  it('stopped, keeps what is done under a name that says so', async () => {
    const world = { files, interrupted: true };
    const { exit, out, written } = await run(['sweep', 's.json', '--out', 'o.csv'], world);
    expect(exit).toBe(130);
    expect(Object.keys(written)).toEqual(['o.csv.partial']);
    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ partial: true, file: 'o.csv.partial' });
    expect(records(written['o.csv.partial']!)).toHaveLength(summary.rows);
  });

  it('exits 1 when no design is within the constraints', async () => {
    const { exit } = await run(
      ['sweep', 's.json', '--out', 'o.csv'],
      spaceFile({ constraints: [{ metric: 'area', max: 0 }] }),
    );
    expect(exit).toBe(1);
  });

  it('says that the disk is full', async () => {
    const { exit, err } = await run(['sweep', 's.json', '--out', 'o.csv'], { files, diskFull: true });
    expect(exit).toBe(2);
    expect(err).toBe('o.csv.partial: no space is left on the device (0 rows are in o.csv.partial)\n');
  });

  it('says which designs could not be evaluated', async () => {
    const { exit, out, err } = await run(['sweep', 's.json', '--out', 'o.csv'], { files, threadless: true });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^designs 0 to \d+ could not be evaluated: no threads here \(0 rows are in o\.csv\.partial\)\n$/,
    );
  });

  it('shows progress on a terminal only, and a table', async () => {
    const watched = await run(['sweep', 's.json', '--out', 'o.csv'], { files, terminal: true });
    expect(watched.err).toMatch(/% of 3072 designs, \d+ a second/);
    expect(watched.out).toMatch(/^Rows +3,072$/m);
    expect((await run(['sweep', 's.json', '--out', 'o.csv'], { files })).err).toBe('');
  });

  it('takes a space from a link', async () => {
    const { link } = await runJson(['link', 's.json'], { files });
    const { rows } = await runJson(['sweep', link, '--out', 'o.csv'], { files });
    expect(rows).toBe(SIZE);
  });
});

describe('sweep refuses', () => {
  const many = Array.from({ length: 4096 }, (_, i) => i + 1);
  it.each([
    [['s.json'], {}, /^--out: is missing/],
    [['s.json', '--out', 'o.parquet'], {}, /^--out: must be .*Parquet is not written yet\n$/],
    [['s.json', '--out', 'o.txt'], {}, /^--out: must be a file whose name ends in \.csv or \.jsonl; not "o\.txt"/],
    [['s.json', '--out', 'o.csv', '--keep', 'some'], {}, /^--keep: must be one of all, frontier/],
    [['s.json', '--out', 'o.csv', '--workers', '0'], {}, /^--workers: must be a whole number from 1 to 256/],
    [['s.json', '--out', 'o.csv', '--shard', '0/3'], {}, /^--shard: must be i\/N/],
    [['s.json', '--out', 'o.csv', '--shard', '1'], {}, /^--shard: must be i\/N/],
    [['none.json', '--out', 'o.csv'], {}, /^none\.json: there is no such file/],
    [['s.json', '--out', 'o.csv', '--keep', 'frontier'], { objectives: [] }, /^objectives: must name 1 to 5 metrics/],
    [['s.json', '--out', 'o.csv'], { objectives: ['speed'] }, /^objectives\[0\]: must be the id of a metric/],
    [['s.json', '--out', 'o.csv'], { axes: [{ field: 'x', values: [1] }] }, /^axes\[0\]\.field: must be a field/],
    [
      ['s.json', '--out', 'o.csv'],
      { axes: [{ field: 'matrix.rows', values: [0] }] },
      /^axes\[0\]\.values\[0\]: must be/,
    ],
    [['s.json', '--out', 'o.csv'], { base: { ...SPACE.base, formats: 3 } }, /^base\.formats: must be a list/],
    [
      ['s.json', '--out', 'o.csv'],
      { axes: ['matrix.rows', 'matrix.columns'].map((field) => ({ field, values: many })) },
      /^axes: make 16777216 designs, and at most 4000000 are written one by one; use --keep frontier/,
    ],
  ] as const)('%j', async (words, change, message) => {
    const { exit, out, err, written } = await run(['sweep', ...words], spaceFile(change));
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
    expect({ exit, out, written }).toEqual({ exit: 2, out: '', written: {} });
  });
});
