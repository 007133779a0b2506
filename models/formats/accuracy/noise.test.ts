import { describe, expect, it } from 'vitest';
import { findDefinition } from '../definitions/registry';
import type { QuantiseOptions } from '../definitions/types';
import { quantiseTensor } from '../quantise/quantiser';
import { formatsWithNoise, noiseOf, QSNR_DECIBELS } from './noise';
import { CHANNEL, groupsOf } from '../quantise/recipe';

const COLUMNS = 1024;
const ROWS = 100;

/** Uniform in 0..1, the same on every machine: mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function sample(kind: 'normal' | 'laplace'): Float32Array {
  const uniform = uniforms(kind === 'normal' ? 1 : 2);
  return Float32Array.from({ length: ROWS * COLUMNS }, () => {
    if (kind === 'laplace') return -Math.log(1 - uniform()) * (uniform() < 0.5 ? -1 : 1);
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  });
}

const SAMPLES = { normal: sample('normal'), laplace: sample('laplace') };

function decibels(id: string, kind: keyof typeof SAMPLES, options: QuantiseOptions): number {
  const definition = findDefinition(id);
  if (definition === undefined) throw new Error(`no format ${id}`);
  const tensor = SAMPLES[kind];
  const { values } = quantiseTensor(definition.recipe(options), tensor, COLUMNS);
  let signal = 0;
  let error = 0;
  tensor.forEach((x, i) => {
    signal += x * x;
    error += (x - values[i]!) ** 2;
  });
  return 10 * Math.log10(signal / error);
}

/** The tables take scales rounded up, as the published averages do; integers in groups are named by them, other floats have one to a channel. */
function optionsOf(id: string): { readonly definition: string; readonly options: QuantiseOptions } {
  const grouped = /^(int\d)_g(\d+)$/.exec(id);
  if (grouped !== null && findDefinition(id) === undefined) {
    return { definition: grouped[1]!, options: { grouping: groupsOf(Number(grouped[2])) } };
  }
  if (id.startsWith('mx')) return { definition: id, options: { scaleRule: 'rceil' } };
  return { definition: id, options: id.startsWith('fp') ? { grouping: CHANNEL } : {} };
}

describe('QSNR_DECIBELS', () => {
  const known = formatsWithNoise().filter((id) => findDefinition(optionsOf(id).definition) !== undefined);

  it('covers most formats of the registry', () => {
    expect(known.length).toBeGreaterThan(25);
  });

  it.each(known)('%s is what our quantisers make of normal and Laplace samples, within 0.15 dB', (id) => {
    const { definition, options } = optionsOf(id);
    const [normal, laplace] = QSNR_DECIBELS[id]!;
    expect(Math.abs(decibels(definition, 'normal', options) - normal)).toBeLessThan(0.15);
    expect(Math.abs(decibels(definition, 'laplace', options) - laplace)).toBeLessThan(0.15);
  });
});

it('noiseOf orders its span and is nothing at 16 bits', () => {
  expect(noiseOf('bf16', 'weights')).toEqual({ low: 0, value: 0, high: 0, from: 'none' });
  for (const id of formatsWithNoise()) {
    for (const operands of ['weights', 'activations', 'keyValues'] as const) {
      const { low, value, high } = noiseOf(id, operands)!;
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  }
});
