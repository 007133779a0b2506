import { describe, expect, it } from 'vitest';
import { findDefinition } from '../definitions/registry';
import { randomTensor } from './distributions';
import { combinedQsnrDb, productError } from './matrix-product';

const COLUMNS = 512;
const operands = {
  weights: randomTensor('gaussian', 1, 48 * COLUMNS, COLUMNS),
  activations: randomTensor('laplace', 2, 48 * COLUMNS, COLUMNS),
  columns: COLUMNS,
};

function recipe(id: string) {
  return findDefinition(id)!.recipe({});
}

describe('productError', () => {
  it.each([
    ['mxfp4', 'mxfp4'],
    ['int4_g128', 'int8'],
    ['nvfp4', 'mxfp8_e4m3'],
    ['mxint8', 'mxint8'],
  ])('%s x %s: errors of independent operands add up', (weights, activations) => {
    const error = productError(operands, recipe(weights), recipe(activations));
    expect(Math.abs(error.output.qsnrDb - error.predictedQsnrDb)).toBeLessThan(0.25);
    expect(error.output.qsnrDb).toBeLessThan(Math.min(error.weights.qsnrDb, error.activations.qsnrDb) + 0.25);
  });

  it('is exact where nothing is quantised', () => {
    expect(productError(operands, null, null).output.qsnrDb).toBe(Infinity);
    const halfExact = productError(operands, recipe('int8'), null);
    expect(halfExact.predictedQsnrDb).toBeCloseTo(halfExact.weights.qsnrDb, 9);
  });
});

it('two equal errors cost 3 dB', () => {
  expect(combinedQsnrDb(40, 40)).toBeCloseTo(40 - 10 * Math.log10(2), 3);
  expect(combinedQsnrDb(Infinity, Infinity)).toBe(Infinity);
});
