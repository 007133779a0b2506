import { describe, expect, it } from 'vitest';
import { bytesOf, npyFile } from '../models/tensors/tensors.test-support';
import { run, runJson } from './cli.test-support';

interface Printed {
  readonly products: readonly { readonly outputQsnrDb: number; readonly predictedQsnrDb: number }[];
  readonly weightRows: number;
  readonly columns: number;
  readonly integerSums: readonly { readonly terms: number; readonly safeBits: number }[];
}

const SMALL = ['--rows', '32', '--columns', '256'];

describe('ridgeline product', () => {
  it('prints output errors beside their closed form, the same every time', async () => {
    const ask = () => runJson<Printed>(['product', ...SMALL, '--weights', 'int4_g128,mxfp4', '--activations', 'int8']);
    const printed = await ask();
    expect(printed.products).toHaveLength(2);
    for (const { outputQsnrDb, predictedQsnrDb } of printed.products) {
      expect(Math.abs(outputQsnrDb - predictedQsnrDb)).toBeLessThan(0.5);
    }
    expect(printed.integerSums.map(({ terms }) => terms)).toEqual([16, 32, 64, 128, 256]);
    // 256 products of 7 and 127 at most: 227584 lies below 2^18.
    expect(printed.integerSums.at(-1)?.safeBits).toBe(19);
    expect(await ask()).toEqual(printed);
  });

  it('takes weights from a file', async () => {
    const values = Float32Array.from({ length: 128 }, (_, i) => (i % 13) - 6);
    const binaries = { 'w.npy': npyFile('<f4', [2, 64], bytesOf(values)) };
    const printed = await runJson<Printed>(['product', 'w.npy', '--weights', 'bf16'], { binaries });
    expect(printed).toMatchObject({ weightRows: 2, columns: 64, products: [{ weightsQsnrDb: null }] });
  });

  it('prints tables', async () => {
    const { out } = await run(['product', ...SMALL, '--table', '--codes', '8x8']);
    expect(out).toContain('Bits of an accumulator of INT8 x INT8');
    expect(out).toMatch(/never overflows/);
  });

  it.each([
    [['--weights', 'nope'], 'formats: there is no format "nope"'],
    [['--codes', '1x8'], '--codes: must be two of 2 to 8 bits'],
    [['--outliers', '128'], '--outliers: must be EVERY:FACTOR'],
    [['--outliers', '100000:2'], 'outliers: every must be a whole number from 1 to 256'],
    [['--rotation', '3'], 'rotation: must be a power of two'],
    [['--columns', '0'], '--columns: must be a whole number'],
  ])('refuses %j', async (options, reason) => {
    const { exit, err } = await run([
      'product',
      ...SMALL.filter((_, at) => at < 2 || !options.includes('--columns')),
      ...options,
    ]);
    expect(exit).toBe(2);
    expect(err).toContain(reason);
  });
});
