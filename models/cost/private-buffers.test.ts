import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privateBufferBytes } from './private-buffers';
import { bufferReadsA, bufferReadsB, bufferWritesOutput, type DataflowCode } from './systolic';

const size = fc.integer({ min: 1, max: 300 });
const product = fc.record({
  dataflow: fc.constantFrom<DataflowCode>(0, 1, 2),
  ...{ m: size, n: size, k: size },
  rows: fc.integer({ min: 1, max: 32 }),
  columns: fc.integer({ min: 1, max: 32 }),
});
type Product = typeof product extends fc.Arbitrary<infer P> ? P : never;

function bytes({ dataflow, m, n, k, rows, columns }: Product, capacity: number, widthOfA = 1): readonly number[] {
  const out = new Float64Array(3);
  privateBufferBytes(dataflow, m, n, k, rows, columns, widthOfA, 2, 4, capacity, out, 0);
  return [...out];
}

describe('private buffers that forget all when they are full', () => {
  it('fetch every operand once where it fits, and leave every set of partial sums', () => {
    fc.assert(
      fc.property(product, (of) => {
        const { dataflow, m, n, k, rows } = of;
        expect(bytes(of, 1e12)).toEqual([m * k, 2 * k * n, 4 * bufferWritesOutput(dataflow, m, n, k, rows)]);
      }),
    );
  });

  it('never fetch less than once nor more than the array reads', () => {
    fc.assert(
      fc.property(product, fc.integer({ min: 600, max: 1_000_000 }), (of, capacity) => {
        const { dataflow, m, n, k, rows, columns } = of;
        const [a, b] = bytes(of, capacity);
        expect(a).toBeGreaterThanOrEqual(m * k);
        expect(a).toBeLessThanOrEqual(bufferReadsA(dataflow, m, n, k, rows, columns));
        expect(b).toBeGreaterThanOrEqual(2 * k * n);
        expect(b).toBeLessThanOrEqual(2 * bufferReadsB(dataflow, m, n, k, rows, columns));
      }),
    );
  });

  it('move nothing of an operand that is on the chip', () => {
    expect(bytes({ dataflow: 0, m: 64, n: 64, k: 64, rows: 8, columns: 8 }, 4096, 0)[0]).toBe(0);
  });
});
