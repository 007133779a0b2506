import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../models/design/presets/default-design';
import type { Space } from '../../models/design/types';
import { compile, compileDesign } from '../../models/evaluate/compile';
import { designAt } from '../../models/evaluate/program';
import { Runner } from '../../models/evaluate/runner';
import { designIndexOf, metricsOfDesign } from './sweep-designs';
import { durationText, estimatedSeconds, paceProbe } from './sweep-estimate';
import { questionOf } from './sweep-question';

const space: Space = {
  base: defaultDesign(),
  axes: [
    { field: 'deployment.decodeBatch', values: [1, 2, 4] },
    { field: 'deployment.prefillBatch', tiedTo: 'deployment.decodeBatch', factor: 2 },
    { field: 'assumptions.base', values: ['ridgeline@1', 'genz-0.0.16'] },
    { field: 'matrix.rows', values: [64, 128] },
  ],
  constraints: [],
  objectives: ['tpot', 'area'],
};

describe('the question of a space', () => {
  it('stays the same when one of its designs becomes the design on screen', () => {
    const base = { ...designIndexOf(space).designAt(7), name: 'from the frontier' };
    expect(questionOf({ ...space, base })).toBe(questionOf(space));
  });

  it('stays the same when the axes of the chart are turned round', () => {
    expect(questionOf({ ...space, objectives: ['area', 'tpot'] })).toBe(questionOf(space));
  });

  it('changes with anything that the answer depends on', () => {
    const changed: readonly Space[] = [
      { ...space, base: { ...space.base, efficiency: { ...space.base.efficiency, memory: 0.8 } } },
      { ...space, axes: space.axes.slice(1) },
      { ...space, constraints: [{ metric: 'tpot', max: 1 }] },
      { ...space, objectives: ['area', 'ttft'] },
    ];
    expect(new Set([space, ...changed].map(questionOf)).size).toBe(changed.length + 1);
  });
});

describe('the index of designs', () => {
  it('gives the same designs as the compiled program', () => {
    const index = designIndexOf(space);
    const program = compile(space);
    expect(index.size).toBe(program.size);
    for (let i = 0; i < program.size; i++) expect(index.designAt(i)).toEqual(designAt(program, i));
    expect(index.valuesAt(0)).toEqual(index.axes.map(({ values }) => values[0]));
    expect(index.valuesAt(11)).toEqual(index.axes.map(({ values }) => values.at(-1)));
  });

  it('evaluates one design to the bits of a sweep', () => {
    const runner = new Runner(compileDesign(space.base));
    runner.evaluate(0);
    expect(metricsOfDesign(space.base)).toEqual(runner.metrics);
  });
});

describe('the estimate of time', () => {
  it('looks at the pace some milliseconds at a time, by the clock it is given', () => {
    let time = 0;
    const probe = paceProbe(space, () => (time += 0.5));
    const looks = Array.from({ length: 24 }, probe);
    expect(looks.slice(0, 23).every((rate) => rate === null)).toBe(true);
    expect(looks[23]).toBe((8 * 8 * 1000) / 4);
  });

  it('shares the designs out among the threads', () => {
    expect(estimatedSeconds(1_000_000, 1_000_000, 2)).toBeCloseTo(0.78);
  });

  it('says durations in two digits', () => {
    const texts = [0.01, 0.42, 3.21, 61, 600, 36_000, 10 * 86_400, 1e11].map(durationText);
    expect(texts).toEqual([
      'under 0.1 s',
      'about 0.42 s',
      'about 3.2 s',
      'about 61 s',
      'about 10 min',
      'about 10 h',
      'about 10 days',
      'about 3169 years',
    ]);
  });
});
