import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causalPairs, chunkedPairs, keysRead, slidingPairs } from './attention-pairs';
import { expectedActiveExperts, integerPower } from './experts';

const past = fc.integer({ min: 0, max: 60 });
const queries = fc.integer({ min: 0, max: 60 });
const reach = fc.integer({ min: 1, max: 70 });

/** Counts pairs one by one: query i (0-based) sits at position past + i and sees keys that `sees` lets it. */
function count(p: number, q: number, sees: (query: number, key: number) => boolean): number {
  let pairs = 0;
  for (let query = p; query < p + q; query++) for (let key = 0; key <= query; key++) if (sees(query, key)) pairs++;
  return pairs;
}

describe('query-key pairs agree with counting them one by one', () => {
  it('causal', () => {
    fc.assert(fc.property(past, queries, (p, q) => void expect(causalPairs(p, q)).toBe(count(p, q, () => true))));
  });
  it('sliding', () => {
    fc.assert(
      fc.property(past, queries, reach, (p, q, w) => {
        expect(slidingPairs(p, q, w)).toBe(count(p, q, (query, key) => key > query - w));
      }),
    );
  });
  it('chunked', () => {
    fc.assert(
      fc.property(past, queries, reach, (p, q, c) => {
        expect(chunkedPairs(p, q, c)).toBe(count(p, q, (query, key) => Math.floor(key / c) === Math.floor(query / c)));
      }),
    );
  });
  it('keys read are those that some query of the step sees', () => {
    fc.assert(
      fc.property(past, fc.integer({ min: 1, max: 60 }), reach, (p, q, w) => {
        const seen = new Set<number>();
        count(p, q, (query, key) => key > query - w && seen.add(key) !== undefined);
        expect(keysRead(p, q, w)).toBe(seen.size);
      }),
    );
  });
});

describe('expected active experts', () => {
  it.each([
    [8, 2, 8, 7.2],
    [256, 8, 64, 222.4],
  ])('%i experts, %i a token, %i tokens: %f', (experts, perToken, tokens, expected) => {
    expect(expectedActiveExperts(experts, perToken, tokens)).toBeCloseTo(expected, 1);
  });
  it('is the experts of one token for one token', () => {
    expect(expectedActiveExperts(128, 8, 1)).toBeCloseTo(8, 12);
  });
  it('raises to powers by squaring', () => {
    expect(integerPower(0.5, 10)).toBe(1 / 1024);
    expect(integerPower(3, 0)).toBe(1);
  });
});
