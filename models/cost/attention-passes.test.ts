import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyTileOf,
  onePassBytes,
  QUERY_TILE,
  queryTile,
  scoresBytes,
  valuesBytes,
  type TileBytes,
} from './attention-passes';

interface Problem {
  readonly heads: number;
  readonly queries: number;
  readonly reach: number;
  readonly bytes: TileBytes;
  readonly keyTile: number;
}

const problem: fc.Arbitrary<Problem> = fc.record({
  heads: fc.integer({ min: 1, max: 12 }),
  queries: fc.integer({ min: 1, max: 300 }),
  reach: fc.oneof(fc.constantFrom(0, Infinity), fc.integer({ min: 1, max: 80 }), fc.integer({ min: -80, max: -1 })),
  bytes: fc.record({
    row: fc.integer({ min: 1, max: 60 }),
    key: fc.integer({ min: 1, max: 60 }),
    pair: fc.constantFrom(1, 2, 4),
  }),
  keyTile: fc.integer({ min: 1, max: 32 }),
});
const capacity = fc.integer({ min: 1, max: 1 << 17 });

function tile(p: Problem, capacityBytes: number): readonly [rows: number, keys: number, read: number, bytes: number] {
  const out = new Float64Array(QUERY_TILE.WIDTH);
  queryTile(p.heads, p.queries, 0, p.queries, p.reach, p.bytes, capacityBytes, p.keyTile, out, 0);
  return [out[QUERY_TILE.ROWS]!, out[QUERY_TILE.KEYS]!, out[QUERY_TILE.KEYS_READ]!, out[QUERY_TILE.BYTES]!];
}

/** Keys read and the most that one tile sees, tile by tile, for tiles of so many queries that end where chunks do. */
function readOneByOne(p: Problem, tileQueries: number): { readonly read: number; readonly most: number } {
  const chunk = p.reach < 0 ? -p.reach : Infinity;
  const reach = p.reach > 0 ? p.reach : Infinity;
  let read = 0;
  let most = 0;
  for (let first = 0, last = 0; first < p.queries; first = last) {
    const start = first - (first % chunk);
    last = Math.min(p.queries, first + tileQueries, start + chunk);
    const begin = chunk < Infinity ? start : Math.max(0, first + 1 - reach);
    const seen = p.reach === 0 ? p.queries : last - begin;
    read += seen;
    most = Math.max(most, seen);
  }
  return { read, most };
}

describe('queryTile', () => {
  it('fits half of the memory, or is as small as a tile can be', () => {
    fc.assert(
      fc.property(problem, capacity, (p, size) => {
        const [rows, keys, , bytes] = tile(p, size);
        if (bytes > size / 2) expect([rows, keys]).toEqual([1, 1]);
      }),
    );
  });

  it('reads keys as often as its tiles see them', () => {
    fc.assert(
      fc.property(problem, capacity, (p, size) => {
        const [rows, keys, read, bytes] = tile(p, size);
        const passes = rows < p.heads ? Math.ceil(p.heads / rows) : 1;
        const streamed = readOneByOne(p, Math.max(1, Math.floor(rows / p.heads)));
        const holds = keys * p.bytes.key + rows * (p.bytes.row + keys * p.bytes.pair);
        // Where keys stay they are read once, and all that a tile sees has room.
        if (bytes > holds) {
          expect(read).toBe(p.queries);
          expect(bytes).toBeGreaterThanOrEqual(streamed.most * p.bytes.key);
        } else if (bytes === holds) {
          expect([passes * streamed.read, p.queries]).toContain(read);
        }
        expect(read).toBeGreaterThanOrEqual(p.queries);
      }),
    );
  });

  it('reads no more than tiles of any other number of queries that fit', () => {
    fc.assert(
      fc.property(problem, capacity, (p, size) => {
        const [, keys, read] = tile(p, size);
        for (let queries = 1; queries <= p.queries; queries++) {
          const rows = queries * p.heads;
          if (keys * p.bytes.key + rows * (p.bytes.row + keys * p.bytes.pair) > size / 2) break;
          expect(read).toBeLessThanOrEqual(readOneByOne(p, queries).read);
        }
      }),
    );
  });

  it('holds in one pass what does not depend on the number of keys', () => {
    const bytes = onePassBytes(128, 128, 2, 2, 2, 4);
    const held = (queries: number) => tile({ heads: 8, queries, reach: Infinity, bytes, keyTile: 128 }, 1 << 22)[3];
    // Even cuts of the queries differ a little; the memory is the limit.
    expect(held(1 << 16)).toBeLessThanOrEqual(1 << 21);
    expect(held(1 << 15)).toBeGreaterThan(0.95 * (1 << 21));
    expect(held(1 << 16)).toBeGreaterThan(0.95 * (1 << 21));
  });

  it('counts by hand for a causal prompt of 4 tiles', () => {
    // 100 bytes of use: a key takes 10, a row 15 with its score; two rows fit with 5 keys, and all 8 keys never do.
    const p: Problem = { heads: 1, queries: 8, reach: Infinity, bytes: { row: 20, key: 10, pair: 1 }, keyTile: 5 };
    expect(tile(p, 200)).toEqual([2, 5, 2 + 4 + 6 + 8, 5 * 10 + 2 * 25]);
  });
});

describe('bytes of a tile', () => {
  it('are queries, outputs, maxima, sums and scores in one pass, and less apart', () => {
    expect(onePassBytes(64, 32, 2, 1, 0.5, 4)).toEqual({ row: 128 + 34 * 4, key: 64 + 16, pair: 4 });
    expect(scoresBytes(64, 2, 1, 4)).toEqual({ row: 128, key: 64, pair: 4 });
    expect(valuesBytes(32, 2, 0.5, 4)).toEqual({ row: 128, key: 16, pair: 2 });
  });

  it('take whole folds of keys, at least 128', () => {
    expect([16, 128, 256, 100].map(keyTileOf)).toEqual([128, 128, 256, 200]);
  });
});
