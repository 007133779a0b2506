import { describe, expect, it } from 'vitest';
import { evaluateNest, latencyCycles } from '../models/cost/loop-nest/evaluate';
import { JOULES, makeScratch } from '../models/cost/loop-nest/scratch';
import { DEFAULT_LIMITS, mapNest } from '../models/mapping/map-nest';
import { type Goal, goalValue } from '../models/mapping/objective';
import fixture from './check/fixtures/zigzag-cases.json' with { type: 'json' };
import type { RawCase } from './check/suite';
import { nestOfCase, problemOfCase } from './check/zigzag-cases';
import { run, runJson } from './cli.test-support';

const LIMITS = { ...DEFAULT_LIMITS, shouldStop: () => false };
const cases = fixture.cases as unknown as readonly (RawCase['body'] & { id: string; objective: string })[];

function problemAndNest(body: RawCase['body']) {
  const read = problemOfCase(body);
  if ('unreadable' in read) throw new Error(read.unreadable);
  const nest = nestOfCase(read.problem, body);
  if ('unreadable' in nest) throw new Error(nest.unreadable);
  return { problem: read.problem, nest };
}

describe('the mapper beside the reference, with the same spatial choice', () => {
  const goals: readonly Goal[] = [
    { objective: 'energy', latency: 'stalled' },
    { objective: 'latency', latency: 'stalled' },
    { objective: 'edp', latency: 'stalled' },
    { objective: 'latency', latency: 'complete' },
  ];
  it.each(cases.flatMap((body) => goals.map((goal) => [body.id, goal.objective, goal.latency, body, goal] as const)))(
    '%s: %s (%s) is no worse',
    (_id, _objective, _latency, body, goal) => {
      const { problem, nest } = problemAndNest(body);
      const scratch = makeScratch(problem);
      evaluateNest(problem, nest, scratch);
      const theirs = goalValue(goal, scratch.result);
      const mapping = mapNest(problem, goal, LIMITS);
      if (mapping.kind !== 'mapped') return expect.unreachable(mapping.kind);
      expect(mapping.value).toBeLessThanOrEqual(theirs * (1 + 1e-12));
      expect(mapping.bound).toBeLessThanOrEqual(theirs * (1 + 1e-12));
      if (goal.objective === 'energy') expect(mapping.bound / mapping.value).toBeCloseTo(1, 12);
    },
    20_000,
  );

  it('has equal energy and less stalls where it ties', () => {
    const { problem } = problemAndNest(cases.find(({ id }) => id === 'zz00')!);
    const mapping = mapNest(problem, goals[0]!, LIMITS);
    if (mapping.kind !== 'mapped') return expect.unreachable(mapping.kind);
    const scratch = makeScratch(problem);
    evaluateNest(problem, mapping.nest, scratch);
    expect(scratch.result[JOULES]! * 1e12).toBeCloseTo(4968568.832, 3);
    expect(latencyCycles(scratch.result, 'stalled')).toBe(2048);
  });
});

const [first] = fixture.cases;
const files = {
  'layer.json': JSON.stringify(first!.layer),
  'machine.json': JSON.stringify(first!.hardware),
  'mapping.json': JSON.stringify(first!.mapping_input),
};
const words = ['map', 'layer.json', '--hardware', 'machine.json', '--mapping', 'mapping.json'];

describe('ridgeline map', () => {
  it('prints the nest with its proof', async () => {
    const report = await runJson([...words, '--objective', 'edp'], { files });
    expect(report).toMatchObject({
      objective: 'edp',
      isProven: true,
      orders: 'all prime factors',
      spatialChoices: null,
    });
    expect(report.joules * 1e12).toBeCloseTo(4968568.832, 3);
    expect(report.cycles).toMatchObject({ ideal: 2048, withoutStalls: 2048, stalls: 0 });
    const sizes = (report.loops as { dim: string; size: number }[]).map(({ size }) => size);
    expect(sizes.reduce((a, b) => a * b, 1)).toBe(2048);
    const { out, exit } = await run(words, { files, terminal: true });
    expect(exit).toBe(0);
    expect(out).toMatch(/^Optimum +proven, over orders of all prime factors$/m);
    expect(out).toMatch(/^ +in parallel: K x 32 along D1, C x 32 along D2$/m);
  });

  it('chooses loops for the array itself when none are given, and is not worse for it', async () => {
    const given = await runJson(words, { files });
    const own = await runJson(words.slice(0, 4), { files });
    expect(own.spatialChoices).toEqual({ tried: 16, all: 16 });
    expect(own.joules).toBeLessThanOrEqual(given.joules * (1 + 1e-12));
  });

  it('says what does not fit, by how much, and what would', async () => {
    const machine = structuredClone(first!.hardware) as unknown as { memories: Record<string, { size: number }> };
    machine.memories['rf_2B']!.size = 12;
    machine.memories['sram_2MB']!.size = 600;
    const world = { files: { ...files, 'machine.json': JSON.stringify(machine) } };
    const { out, exit } = await run([...words, '--table'], world);
    expect(exit).toBe(1);
    expect(out).toContain('rf_2B: 4 bits short of what every nest needs there (O 16 of 12); give rf_2B 16 bits');
    const answer = await runJson(words, world);
    expect(answer).toMatchObject({ kind: 'doesNotFit', misfits: [{ memory: 'rf_2B', bitsMissing: 4 }] });
  });

  it.each([
    [['map', 'layer.json'], /^--hardware: is missing/],
    [[...words, '--objective', 'speed'], /^--objective: must be one of energy, latency, edp/],
    [['map', 'none.json', '--hardware', 'machine.json'], /^none\.json/],
    [['map', 'machine.json', '--hardware', 'machine.json'], /^layer\.equation: must be text/],
    [['map', 'layer.json', '--hardware', 'layer.json'], /^hardware\.memories: must be an object/],
    [['map', 'layer.json', '--hardware', 'zero.json'], /^hardware\.memories\.rf\.size: must be positive/],
  ])('refuses %j', async (bad, message) => {
    const zero = JSON.stringify({ memories: { rf: { size: 0 } } });
    const { exit, err } = await run(bad, { files: { ...files, 'zero.json': zero } });
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });

  it('prints the mapper beside the reference, never worse', async () => {
    const world = { files: { ...files, 'cases.json': JSON.stringify({ cases: cases.slice(0, 2) }) } };
    const answer = await runJson(['map', '--cases', 'cases.json'], world);
    expect(answer).toMatchObject([
      { id: 'zz00', rivalries: [{ objective: 'energy' }, { objective: 'latency' }, {}] },
      {},
    ]);
    const { out, exit } = await run(['map', '--cases', 'cases.json', '--table'], world);
    expect(exit).toBe(0);
    expect(out.split('\n')).toHaveLength(1 + 2 * 3 + 1);
    expect((await run(['map', '--cases', 'layer.json'], world)).err).toMatch(/^cases: must be an array/);
    expect((await run(['map'], world)).err).toMatch(/^map: needs the file of a layer, or --cases FILE/);
  });
});
