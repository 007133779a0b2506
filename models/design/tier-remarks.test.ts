import { describe, expect, it } from 'vitest';
import { defaultDesign } from './presets/default-design';
import { tierRemarks } from './tier-remarks';

const { accelerator } = defaultDesign();
const withInner = (change: object) => ({ ...accelerator, tiers: accelerator.tiers.with(0, { ...accelerator.tiers[0]!, ...change }) }); // prettier-ignore

describe('remarks on a stack of memories', () => {
  it('a stack that grows outwards draws none', () => {
    expect(accelerator.tiers.flatMap((_, at) => tierRemarks(accelerator, at))).toEqual([]);
  });

  it('count what all cores have together', () => {
    const eachCore = withInner({ scope: 'core' });
    expect(tierRemarks(eachCore, 1)).toEqual([
      'It holds less than VMEM inside it: 128\u00a0MiB against 256\u00a0MiB on the chip.',
    ]);
    expect(tierRemarks(eachCore, 0)).toEqual([]);
    expect(tierRemarks(withInner({ scope: 'core', capacityBytes: null }), 1)).toEqual([]);
  });

  it('name a memory of each core outside one that the chip shares', () => {
    const outer = { ...accelerator, tiers: accelerator.tiers.with(1, { ...accelerator.tiers[1]!, scope: 'core' as const }) }; // prettier-ignore
    expect(tierRemarks(outer, 1)).toEqual([
      'It is one of many, yet stands outside VMEM, which more of the chip shares.',
    ]);
  });
});
