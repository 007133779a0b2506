import { describe, expect, it } from 'vitest';
import cases from './check/fixtures/cosma-cases.json' with { type: 'json' };
import { run, runJson } from './cli.test-support';

const graph = cases.graphs['tiny-branch7'];
const files = { 'g.json': JSON.stringify(graph), 'b.csv': 'id,lower,upper,size\na,0,2,4\nb,1,3,4\nc,2,4,4\n' };

describe('schedule', () => {
  it('prints order, addresses and proof', async () => {
    const report = await runJson(['schedule', 'g.json', '--scratchpad', '22'], { files });
    expect(report).toMatchObject({
      status: 'optimal',
      traffic: { nonCompulsoryBytes: 14 },
      bound: { gapBytes: 0 },
      faults: [],
    });
    expect(report.order).toHaveLength(7);
  });

  it('prints a table on a terminal', async () => {
    const { out, exit } = await run(['schedule', 'g.json', '--scratchpad', '24'], { files, terminal: true });
    expect(out).toMatch(/Moved twice or more +10 bytes/);
    expect(out).toMatch(/Proof +optimal/);
    expect(exit).toBe(0);
  });

  it('compares with baselines and draws the staircase', async () => {
    const words = ['schedule', 'g.json', '--scratchpad', '22', '--curve'];
    const { baselines, curve } = await runJson<{ baselines: { bytes: number }[]; curve: object[] }>(words, { files });
    expect(baselines).toHaveLength(8);
    for (const { bytes } of baselines) expect(bytes).toBeGreaterThanOrEqual(14);
    expect(curve[0]).toEqual({ fromBytes: 22, bytes: 14, lowerBound: 14 });
    expect(curve.at(-1)).toMatchObject({ fromBytes: 25, bytes: 0 });
    expect((await run(words, { files, terminal: true })).out).toMatch(/used again last leaves/);
  });

  it('says which operator can not fit, and exits 1', async () => {
    const { out, exit } = await run(['schedule', 'g.json', '--scratchpad', '21'], { files });
    expect(JSON.parse(out)).toMatchObject({
      status: 'infeasible',
      needsBytes: 22,
      reason: expect.stringContaining('"c"'),
    });
    expect(exit).toBe(1);
  });

  it('places buffers alone', async () => {
    const placed = await runJson(['schedule', '--placement', 'b.csv', '--capacity', '8'], { files });
    expect(placed).toMatchObject({ status: 'placed', height: 8 });
    const { out, exit } = await run(['schedule', '--placement', 'b.csv', '--capacity', '7', '--table'], { files });
    expect(out).toMatch(/do not fit into 7 bytes/);
    expect(exit).toBe(1);
  });

  it.each([
    [['g.json'], '--scratchpad: is missing'],
    [['g.json', '--scratchpad', '0'], '--scratchpad: must be above zero'],
    [['g.json', '--scratchpad', '1.5'], '--scratchpad: must be a whole number of bytes'],
    [['--scratchpad', '8'], 'schedule: needs a graph'],
    [['--placement', 'b.csv'], '--capacity: is missing'],
    [['--placement', 'g.json', '--capacity', '8'], 'The first line must name the columns'],
    [['g.json', '--scratchpad', '8', '--time-limit', 'soon'], '--time-limit: is not a number'],
  ])('refuses %j', async (words, message) => {
    const { err, exit } = await run(['schedule', ...words], { files });
    expect(err).toContain(message);
    expect(exit).toBe(2);
  });
});
