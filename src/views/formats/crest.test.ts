import { describe, expect, it } from 'vitest';
import { CREST_PAIRS, crestData } from './crest';

function findingOf(id: string): string {
  const of = CREST_PAIRS.find((pair) => pair.id === id)!;
  return crestData(of, of.publishedRho, 'published', []).finding;
}

describe('what the chart of crest factors says', () => {
  it('names a crossover that no block can have: sqrt(32) is 5.66', () => {
    expect(findingOf('mxint8')).toBe(
      'MXINT8 is better below a crest factor of 7.55, at 31.86 dB: more than any block of 32 can have',
    );
  });

  it('names a crossover that blocks do have', () => {
    expect(findingOf('mxint4')).toBe('MXINT4 is better below a crest factor of 2.04, at 19.14 dB');
  });
});
