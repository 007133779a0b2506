import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatePerplexity, fitAccuracyModel, publishedPerplexity, type FormatTriple } from './estimate';
import { ACCURACY_TABLES, accuracyFacts, factsOf, findAccuracy } from './facts';
import sums from './fixtures/table-sums.json';
import { presetsWithAccuracy, publishedModelName } from './models';
import { formatsWithNoise, noiseOf } from './noise';
import { fittedPoints, type FactorError } from './sensitivity';
import { ACCURACY_SOURCES } from './sources';

const facts = accuracyFacts();
const model = fitAccuracyModel(facts);

function triple(weights: string, activations = 'bf16', keyValues = 'bf16'): FormatTriple {
  return { weights, activations, keyValues };
}

describe('the published tables', () => {
  it('have the cells of their sources, none more, and as many suspects', () => {
    const found = ACCURACY_TABLES.map((table) => {
      const values = factsOf(table).map(({ value }) => value);
      const suspects = factsOf(table).filter(({ suspect }) => suspect !== null).length;
      const sum = Number(values.reduce((total, value) => total + value, 0).toFixed(9));
      return { source: table.source, title: table.title, cells: values.length, sum, suspects };
    });
    expect(found).toEqual(sums.tables);
  });

  it('have a value or a gap for each model, a reference for each model, and a citation', () => {
    for (const { models, reference, rows, suspects, source } of ACCURACY_TABLES) {
      for (const row of rows) expect(row.values).toHaveLength(models.length);
      if (reference !== null) expect(reference).toHaveLength(models.length);
      for (const { row } of suspects) expect(rows.map(({ name }) => name)).toContain(row);
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
      expect(ACCURACY_SOURCES[source].text.length).toBeGreaterThan(20);
    }
  });

  it.each([
    ['Llama-3.1-8B', 'nvfp4', 'nvfp4', 'WikiText-2', 'direct cast', 6.4917, 5.8402],
    ['Qwen3-235B-A22B', 'mxint8', 'mxint8', 'WikiText-2', 'random Hadamard rotation', 4.0973, 4.0929],
    ['Yi-6B', 'bitmod3', 'fp16', 'C4', 'direct cast', 11.98, 8.91],
    ['Llama-2-70B', 'int4', 'int4', 'WikiText-2', 'QuaRot', 3.83, 3.32],
    ['Llama-3-8B', 'q4_k_m', 'fp16', 'WikiText-2, llama.cpp', 'importance matrix', 6.382937, 6.231636],
  ])('%s %s x %s on %s, %s: %d from %d', (name, weights, activations, test, method, value, reference) => {
    const [fact] = findAccuracy(facts, { model: name, weights, activations, test, method, metric: 'perplexity' });
    expect(fact).toMatchObject({ value, reference });
  });

  it('keep suspect cells out unless they are asked for', () => {
    const query = { model: 'Llama-3.1-8B', weights: 'mxfp4', method: 'direct cast', metric: 'perplexity' } as const;
    expect(findAccuracy(facts, query)).toEqual([]);
    const [suspect] = findAccuracy(facts, { ...query, withSuspects: true });
    expect(suspect?.value).toBe(6.4845);
    expect(suspect?.suspect).toContain('misprint');
  });

  it('name each preset once, by a name that a table has', () => {
    const names = presetsWithAccuracy().map(publishedModelName);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(facts.some((fact) => fact.model === name)).toBe(true);
    expect(publishedModelName('constructor')).toBeNull();
  });
});

describe('fitAccuracyModel', () => {
  it('states how far left-out points lie from what the others predict', () => {
    const { knownModel, unknownModel } = model.sensitivity;
    expect(knownModel.points).toBe(fittedPoints(facts).length);
    expect(round(knownModel)).toEqual({ points: 127, median: 1.17, ninetieth: 1.95, worst: 9.56 });
    expect(round(unknownModel)).toEqual({ points: 127, median: 1.51, ninetieth: 3.06, worst: 7.14 });
  });

  it('finds one ratio of increase to noise, within 12 %, over eight formats of a model', () => {
    const own = fittedPoints(facts).filter((point) => point.model === 'Llama-2-7B');
    expect(own).toHaveLength(8);
    for (const { increase, noise } of own) {
      const ratio = increase / noise / (model.sensitivity.byModel.get('Llama-2-7B') ?? NaN);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.12);
    }
  });

  it('recovers a sensitivity that the points were made with, and no error', () => {
    const made = facts.map((fact) => {
      const weights = noiseOf(fact.scheme.weights, 'weights');
      const activations = noiseOf(fact.scheme.activations, 'activations');
      if (fact.metric !== 'perplexity' || weights === null || activations === null) return fact;
      return { ...fact, value: fact.reference * Math.exp(5 * (weights.value + activations.value)) };
    });
    const { sensitivity } = fitAccuracyModel(made);
    expect(sensitivity.typical).toBeCloseTo(5, 9);
    expect(sensitivity.knownModel.worst).toBeCloseTo(1, 9);
    expect(sensitivity.unknownModel.worst).toBeCloseTo(1, 9);
  });
});

describe('estimatePerplexity', () => {
  it('is 1 without noise, and a range around its value otherwise', () => {
    expect(estimatePerplexity(model, 'Llama-3.1-8B', triple('bf16'))).toMatchObject({ low: 1, value: 1, high: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...formatsWithNoise()), fc.constantFrom('Llama-3.1-8B', null), (format, name) => {
        const found = estimatePerplexity(model, name, triple(format, 'bf16', 'int4'));
        if (found.kind === 'missing') return;
        expect(found.low).toBeGreaterThan(1);
        expect(found.value).toBeGreaterThan(found.low);
        expect(found.high).toBeGreaterThan(found.value);
      }),
    );
  });

  it('is wider and named so where only other models are known', () => {
    const own = estimatePerplexity(model, 'Llama-3.1-8B', triple('nvfp4', 'nvfp4'));
    const other = estimatePerplexity(model, 'Mistral-7B', triple('nvfp4', 'nvfp4'));
    if (own.kind === 'missing' || other.kind === 'missing') throw new Error('both are known');
    expect([own.basis, other.basis]).toEqual(['model', 'typical']);
    expect(Math.log(other.high) / Math.log(other.value)).toBeGreaterThan(Math.log(own.high) / Math.log(own.value));
  });

  it('holds most published direct casts inside the range of their own model', () => {
    const points = findAccuracy(facts, { metric: 'perplexity', method: 'direct cast', test: 'WikiText-2' });
    const inside = points.filter((fact) => {
      const found = estimatePerplexity(model, fact.model, fact.scheme);
      const ratio = fact.value / fact.reference;
      return found.kind === 'estimate' && found.basis === 'model' && ratio >= found.low && ratio <= found.high;
    });
    const estimated = points.filter((fact) => estimatePerplexity(model, fact.model, fact.scheme).kind === 'estimate');
    expect(inside.length / estimated.length).toBeGreaterThan(0.85);
  });

  it('does not extrapolate, and says what is not known', () => {
    expect(estimatePerplexity(model, null, triple('int2'))).toMatchObject({
      kind: 'missing',
      reason: expect.stringContaining('beyond') as string,
    });
    expect(estimatePerplexity(model, null, triple('posit8'))).toMatchObject({
      reason: 'the noise of posit8 is not known',
    });
  });

  it('counts a unit of noise in the cache for less than one in weights', () => {
    expect(model.cacheShare.value).toBeGreaterThan(0);
    expect(model.cacheShare.high).toBeLessThan(1);
    expect(model.cacheShare.models).toBeGreaterThan(3);
  });
});

it('publishedPerplexity takes 16-bit formats for each other and puts direct casts first', () => {
  const found = publishedPerplexity(model, 'Llama-3-8B', triple('int4_asym_g128'));
  expect(found[0]).toMatchObject({ value: 6.84 });
  expect(found.map(({ scheme }) => scheme.method)).toContain('AWQ');
  expect(publishedPerplexity(model, 'Llama-3-8B', triple('int4_asym_g128', 'int8', 'bf16'))[0]?.value).toBe(7.05);
});

function round(error: FactorError): Record<string, number> {
  return Object.fromEntries(Object.entries(error).map(([key, value]) => [key, Math.round(value * 100) / 100]));
}
