import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkLevel } from '../hardware/types';
import { collectiveSeconds, type CollectiveName } from './network';

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
