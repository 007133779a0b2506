import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import { run, runJson } from './cli.test-support';

const files = { 'd.json': JSON.stringify(designFromPresets('h100-sxm', 'llama-3.1-8b')) };

describe('precision', () => {
  const words = ['precision', 'd.json', '--weights', 'mxfp4', '--activations', '', '--cache', '', '--runs', '2'];

  it('answers each budget with the least time and its bound', async () => {
    const found = await runJson([...words, '--ratio', '1', '--ratio', '1.05'], { files });
    const [none, some] = found.mixed.answers;
    expect(none.ratio.value).toBe(1);
    expect(some.evaluatedCost).toBeLessThan(none.evaluatedCost);
    expect(some.costBound).toBe(some.predictedCost);
    const uniform = found.uniform as readonly { accuracy: { kind: string } }[];
    expect(uniform.map(({ accuracy }) => accuracy.kind)).toContain('estimate');
  });

  it('names estimates as such in its tables', async () => {
    const { out } = await run([...words, '--points', '2'], { files, terminal: true });
    expect(out).toMatch(/mxfp4 +bf16 +bf16 .* estimate/);
    expect(out).toContain('fitted on published values of this model');
  });

  it('starts from the formats of the design on request, and says so', async () => {
    const { out } = await run([...words, '--points', '2', '--base', 'design'], { files, terminal: true });
    expect(out).toMatch(/started from the formats of the design: .* of that at 16 bits/);
    expect((await run([...words, '--base', 'fp32'], { files })).err).toMatch(/--base: must be one of bf16, design/);
  });

  it.each([
    [['--weights', 'nope'], /--weights: "nope" is not a format/],
    [['--cost', 'area'], /--cost: must be one of tpot/],
    [['--runs', '0'], /--runs: must be a whole number from 1 to 16/],
    [['--ratio', '0.5'], /--ratio: must be a number from 1 to 100/],
  ])('refuses %j', async (more, message) => {
    const { exit, err } = await run(['precision', 'd.json', ...more], { files });
    expect(err).toMatch(message);
    expect(exit).toBe(2);
  });
});

describe('datapath', () => {
  it('lists the units of a pair with the errors of the calibration', async () => {
    const found = await runJson(['datapath', 'int4_g128', 'bf16', '--node', '7']);
    const units = found.units as readonly { kind: string }[];
    expect(units.map(({ kind }) => kind)).toEqual(['multiplier', 'widened', 'bitSerial', 'lookup']);
    expect(found.calibration).toHaveLength(7);
    expect(found.units[1].relativeEnergy).toBeGreaterThan(1);
  });

  it('builds a unit of a pair into the array of a design', async () => {
    const design = designFromPresets('tpu-v5e', 'llama-3.1-8b');
    const array = { 'd.json': JSON.stringify(design) };
    const build = (...more: string[]) =>
      run(['datapath', 'ternary', 'int8', '--design', 'd.json', ...more], { files: array });
    const built = JSON.parse((await build('--unit', 'lookup')).out) as {
      accelerator: { matrix: { datapath: object } };
    };
    expect(built.accelerator.matrix.datapath).toMatchObject({
      kind: 'lookup',
      weights: 'ternary',
      activations: 'int8',
    });
    const evaluated = await run(['evaluate', 'b.json', '--json'], { files: { 'b.json': JSON.stringify(built) } });
    expect(evaluated.exit).toBe(0);
    expect((await build('--unit', 'bitSerial')).err).toMatch(
      /--unit: must be one of multiplier, widened, lookup for Ternary and INT8/,
    );
    expect(
      (await run(['datapath', 'int4', 'int8', '--design', 'd.json', '--unit', 'multiplier'], { files })).err,
    ).toMatch(/not described as an array/);
  });

  it('prints the units of a pair as an axis, which a sweep walks along', async () => {
    const base = designFromPresets('tpu-v5e', 'llama-3.1-8b')!;
    const ternary = { ...base, formats: [{ match: { role: 'weight' }, format: 'ternary' }, { match: { role: 'activation' }, format: 'int8' }] }; // prettier-ignore
    const array = { 'd.json': JSON.stringify(ternary) };
    const axis = await runJson<{ field: string; values: string[] }>(
      ['datapath', 'ternary', 'int8', '--design', 'd.json', '--axis'],
      { files: array },
    );
    expect(axis.values.map((value) => value.split(':')[0])).toEqual(['none', 'multiplier', 'widened', 'lookup']);
    const space = { base: ternary, axes: [axis], constraints: [], objectives: [] };
    const swept = await run(['sweep', 'space.json', '--out', 'out.jsonl'], {
      files: { 'space.json': JSON.stringify(space) },
    });
    expect(swept.exit).toBe(0);
    expect((await run(['datapath', 'int4', 'int8', '--axis'])).err).toMatch(/--axis: needs --design/);
  });

  it('says where a node has no figures, and refuses what is no format', async () => {
    const { out } = await run(['datapath', 'int8', 'int8', '--node', '28'], { terminal: true });
    expect(out).toContain('missing');
    expect(await run(['datapath', 'int8', 'nope'])).toMatchObject({ exit: 2 });
  });
});
