import { encodeDesign, encodeSpace } from '../../../models/design/encode-link';
import { MAX_LINK_CHARACTERS } from '../../../models/design/link-format';
import { spaceSize } from '../../../models/design/space-checks';
import { formatQuantity } from '../../../models/units';
import { MOST_DESIGNS } from '../../embed/limits';
import { takesSearch } from '../../state/takes-search';
import type { Tab } from '../../state/ui-slice';
import { spaceOf, type Work } from '../../state/work';
import { TAB_LABELS } from './tab-labels';

/** What `embed.html` draws of a work: the frontier of its space, or the roofline of its design. */
export interface EmbeddedChart {
  /** With its `#`. It holds nothing that the chart does not draw: no tab, no scratchpad, no pinned designs. */
  readonly link: string;
  readonly shows: 'roofline' | 'frontier';
  /** What the chart shows and what it leaves out, in sentences. */
  readonly about: readonly string[];
}

/** The embedded chart of a work that is shared from a tab. A space that an embed can not draw leaves its design. */
export function embeddedChart(work: Work, tab: Tab): EmbeddedChart {
  const space = spaceOf(work);
  const designs = spaceSize(work.axes);
  const link = work.axes.length === 0 || designs > MOST_DESIGNS ? null : encodeSpace(space);
  if (link !== null && link.length <= MAX_LINK_CHARACTERS) {
    const searches = takesSearch(space) ? ['Each takes a search, so that the chart takes a while.'] : [];
    const drawn = `It shows the frontier of the ${counted(designs)} of this space, evaluated when it comes into view.`;
    return { link, shows: 'frontier', about: [drawn, ...searches, ...leftOut(work, tab)] };
  }
  const left = work.axes.length === 0 ? [] : [spaceLeftOut(designs)];
  const about = ['It shows the roofline of this design.', ...left, ...leftOut(work, tab)];
  return { link: encodeDesign(work.design), shows: 'roofline', about };
}

function spaceLeftOut(designs: number): string {
  return designs > MOST_DESIGNS
    ? `The space stays out: it has ${counted(designs)}, and an embedded chart evaluates at most ${countText(MOST_DESIGNS)}.`
    : 'The space stays out: its lists of values are too long for a link.';
}

function leftOut({ pins }: Work, tab: Tab): readonly string[] {
  const others = [
    ...(pins.designs.length > 0 ? ['pinned designs'] : []),
    ...(tab === 'roofline' || tab === 'explore' ? [] : [`the ${TAB_LABELS[tab]} tab`]),
  ];
  return others.length === 0 ? [] : [`It does not show ${others.join(' or ')}.`];
}

function countText(count: number): string {
  return formatQuantity(count, 'count').text;
}

function counted(designs: number): string {
  return designs === 1 ? 'one design' : `${countText(designs)} designs`;
}
