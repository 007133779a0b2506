import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkLevel } from '../hardware/types';
import { collectiveSeconds, type CollectiveName } from './network';
import { sentBytes } from './network-bytes';

const level = (change: Partial<NetworkLevel> = {}): NetworkLevel => ({
  id: 'inner',
  label: 'Inner',
  fanOut: 8,
  bytesPerSecond: 1e9,
  latencySeconds: 1e-6,
  topology: 'ring',
  ...change,
});
const RING = { best: false, startSeconds: 0, efficiency: 1 };
const BEST = { best: true, startSeconds: 0, efficiency: 1 };

describe('collectives over a network', () => {
  it('a ring all-reduce moves 2 (N-1)/N of the tensor in 2 (N-1) messages', () => {
    const seconds = collectiveSeconds('allReduce', 8e6, 8, 1, [level()], RING);
    expect(seconds).toBeCloseTo(14e-6 + (14 / 8) * 8e-3, 12);
  });

  it('are missing without a link, or with more ranks than the network joins', () => {
    expect(collectiveSeconds('allReduce', 1, 2, 1, [level({ bytesPerSecond: null })], BEST)).toBeNaN();
    expect(collectiveSeconds('allReduce', 1, 16, 1, [level()], BEST)).toBeNaN();
  });

  it('an all-reduce over two levels sends only its share over the outer one', () => {
    const outer = level({ id: 'outer', fanOut: 4, bytesPerSecond: 1e8, latencySeconds: 0 });
    const inner = level({ latencySeconds: 0 });
    const seconds = collectiveSeconds('allReduce', 8e6, 32, 1, [inner, outer], RING);
    expect(seconds).toBeCloseTo((2 * (7 / 8) * 8e6) / 1e9 + (2 * (3 / 4) * 1e6) / 1e8, 12);
  });

  it('never get faster with more bytes or slower links, and the best algorithm is never worse than a ring', () => {
    const kinds = fc.constantFrom<CollectiveName>('allReduce', 'allGather', 'allToAll', 'sendReceive');
    const bytes = fc.double({ min: 1, max: 1e9, noNaN: true });
    const topology = fc.constantFrom<NetworkLevel['topology']>('ring', 'switch', 'mesh');
    fc.assert(
      fc.property(kinds, bytes, fc.integer({ min: 2, max: 8 }), topology, (kind, size, ranks, shape) => {
        const network = [level({ topology: shape })];
        const seconds = collectiveSeconds(kind, size, ranks, 1, network, BEST);
        expect(collectiveSeconds(kind, size * 2, ranks, 1, network, BEST)).toBeGreaterThan(seconds);
        expect(
          collectiveSeconds(kind, size, ranks, 1, [level({ topology: shape, bytesPerSecond: 5e8 })], BEST),
        ).toBeGreaterThan(seconds);
        expect(seconds).toBeLessThanOrEqual(collectiveSeconds(kind, size, ranks, 1, network, RING));
      }),
    );
  });
});

describe('bytes that a rank sends', () => {
  const inner = level();
  const outer = level({ id: 'outer', fanOut: 4 });
  const sum = (kind: CollectiveName, ranks: number) =>
    sentBytes(kind, 8e6, ranks, 1, [inner, outer])?.reduce((bytes, sent) => bytes + sent.bytes, 0);

  it('an all-reduce over 8 x 4 ranks sends 2 x 7/8 inside and 2 x 3/32 outside', () => {
    expect(sentBytes('allReduce', 8e6, 32, 1, [inner, outer])).toEqual([
      { level: inner, bytes: 2 * (7 / 8) * 8e6 },
      { level: outer, bytes: 2 * (3 / 32) * 8e6 },
    ]);
    expect(sentBytes('sendReceive', 8e6, 32, 1, [inner, outer])).toEqual([{ level: outer, bytes: 8e6 }]);
  });

  it.each([2, 3, 8, 16, 32])(
    'over %i ranks it is 2 (N-1)/N of the payload in all, half of it in the others',
    (ranks) => {
      const share = ((ranks - 1) / ranks) * 8e6;
      expect(sum('allReduce', ranks)).toBeCloseTo(2 * share, 6);
      expect(sum('allGather', ranks)).toBeCloseTo(share, 6);
      expect(sum('allToAll', ranks)).toBeCloseTo(share, 6);
    },
  );

  it('is nothing among one rank, and not known beyond the network', () => {
    expect(sentBytes('allReduce', 8e6, 1, 1, [])).toEqual([]);
    expect(sentBytes('allReduce', 8e6, 64, 1, [inner, outer])).toBeNull();
  });
});
