import { describe, expect, it } from 'vitest';
import { decodeLink, type DecodedLink } from '../../../models/design/codec';
import { encodeSpace } from '../../../models/design/encode-link';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { METRIC_IDS } from '../../../models/evaluate/metrics/metrics';
import { MOST_DESIGNS } from '../../embed/limits';
import { spaceOf, workOf, type Work } from '../../state/work';
import { embeddedChart } from './embedded-chart';

const DESIGN = defaultDesign();
const ROWS = { field: 'matrix.rows', values: [64, 128] } as const;

function linked(link: string): Extract<DecodedLink, { ok: true }> {
  const decoded = decodeLink(link, { metricIds: METRIC_IDS });
  if (!decoded.ok) throw new Error(decoded.detail);
  return decoded;
}

describe('the embedded chart', () => {
  it('of a design is its roofline, whatever is pinned and scheduled beside it', () => {
    const bare = embeddedChart(workOf(DESIGN), 'roofline');
    expect(bare).toMatchObject({ shows: 'roofline', about: ['It shows the roofline of this design.'] });
    const pinned = embeddedChart(workOf(DESIGN, { designs: [DESIGN], reference: 0 }), 'scratchpad');
    expect(pinned.link).toBe(bare.link);
    expect(pinned.about.at(-1)).toBe('It does not show pinned designs or the Scratchpad tab.');
    expect(linked(bare.link)).toMatchObject({ kind: 'design', design: DESIGN });
  });

  it('of a space is its frontier', () => {
    const work: Work = { ...workOf(DESIGN), axes: [ROWS] };
    const chart = embeddedChart(work, 'explore');
    expect(chart.link).toBe(encodeSpace(spaceOf(work)));
    expect(chart.shows).toBe('frontier');
    expect(chart.about).toEqual([expect.stringContaining('the frontier of the 2 designs')]);
  });

  it('of objectives without axes is the roofline', () => {
    const work: Work = { ...workOf(DESIGN), objectives: ['ttft', 'area'] };
    expect(linked(embeddedChart(work, 'explore').link).kind).toBe('design');
  });

  it('says where a space takes searches', () => {
    const work: Work = { ...workOf(DESIGN), axes: [{ field: 'assumptions.level', values: ['roofline', 'mapped'] }] };
    expect(embeddedChart(work, 'explore').about).toContainEqual(expect.stringContaining('search'));
  });

  it('of a space too large for it is the roofline of its design, and says so', () => {
    const batches = Array.from({ length: 500 }, (_, at) => at + 1);
    const axes = [
      { field: 'deployment.decodeBatch', values: batches },
      { field: 'deployment.promptTokens', values: batches },
    ];
    expect(batches.length ** 2).toBeGreaterThan(MOST_DESIGNS);
    const chart = embeddedChart({ ...workOf(DESIGN), axes }, 'explore');
    expect(linked(chart.link).kind).toBe('design');
    expect(chart.about[1]).toMatch(/^The space stays out: it has 250,000 designs, and .* at most 200,000/);
  });
});
