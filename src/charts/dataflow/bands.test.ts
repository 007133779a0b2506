import { describe, expect, it } from 'vitest';
import { layoutBands, type BandMemory } from './bands-layout';

function memory(id: string, input: number, weight: number, output: number): BandMemory {
  const texts = { input: '1 GB', weight: '1 GB', output: '1 GB' };
  return { id, label: id, bytes: { input, weight, output }, texts };
}

describe('bands of traffic', () => {
  const layout = layoutBands({ finding: '', memories: [memory('dram', 100, 300, 0), memory('sram', 800, 1e-6, 200)], array: 'Array' }, 600); // prettier-ignore
  const widthOf = (index: number) => layout.bands[index]!.widthPx;

  it('are as wide as they are many bytes, on one scale', () => {
    expect(widthOf(1) / widthOf(0)).toBeCloseTo(3, 9);
    expect(widthOf(3) / widthOf(0)).toBeCloseTo(8, 9);
    expect(widthOf(2)).toBe(0);
    expect(widthOf(4)).toBeGreaterThan(1);
  });

  it('stay within the picture and below the box of their memory', () => {
    for (const { leftPx, widthPx } of layout.bands) expect(leftPx + widthPx).toBeLessThanOrEqual(600);
    expect(layout.boxes.map(({ label }) => label)).toEqual(['dram', 'sram', 'Array']);
    expect(layout.bands[3]!.topPx).toBeGreaterThan(layout.boxes[1]!.topPx);
    expect(layout.size.heightPx).toBeGreaterThan(layout.boxes[2]!.topPx);
  });

  it('carry their bytes as text where it fits', () => {
    expect(layout.bands[3]!.text).toBe('1 GB');
    expect(layout.bands[4]!.text).toBe('');
  });
});
