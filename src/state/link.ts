import { decodeLink } from '../../models/design/codec';
import { encodeDesign, encodeSpace } from '../../models/design/encode-link';
import { MAX_LINK_CHARACTERS } from '../../models/design/link-format';
import { NO_PINS } from '../../models/design/pins';
import { METRIC_IDS } from '../../models/evaluate/metrics/metrics';
import { linkView, readView } from './link-view';
import type { Tab } from './ui-slice';
import { hasSpace, spaceOf, workOf, type Work } from './work';

/**
 * The link of what is on screen, with its `#`: the design alone as long as there is no space around it, with what is
 * pinned. With a tab it opens there. A graph of the Scratchpad tab that would make the link too long stays behind, then
 * what is pinned: `carriesScratchpad` and `carriesPins` tell.
 */
export function linkOf(work: Work, tab: Tab | null = null): string {
  const whole = encoded(work, tab);
  if (whole.length <= MAX_LINK_CHARACTERS) return whole;
  const { scratchpad: _left, ...rest } = work;
  const without = encoded(rest, tab);
  return without.length <= MAX_LINK_CHARACTERS ? without : encoded({ ...rest, pins: NO_PINS }, tab);
}

/** Whether the link of a work holds the pinned designs. */
export function carriesPins({ scratchpad: _left, ...work }: Work): boolean {
  return work.pins.designs.length === 0 || encoded(work, null).length <= MAX_LINK_CHARACTERS;
}

/** Whether the link of a work holds what is chosen in the Scratchpad tab. */
export function carriesScratchpad(work: Work): boolean {
  if (work.scratchpad === undefined) return true;
  const isWritable = linkView(null, work.scratchpad) !== undefined;
  return isWritable && encoded(work, null).length <= MAX_LINK_CHARACTERS;
}

function encoded(work: Work, tab: Tab | null): string {
  const view = linkView(tab, work.scratchpad);
  const extras = { view, pins: work.pins };
  return hasSpace(work) ? encodeSpace(spaceOf(work), extras) : encodeDesign(work.design, extras);
}

/** `tab`: the one that the link opens; null: that on screen stays. */
export type OpenedLink =
  | { readonly ok: true; readonly work: Work; readonly tab: Tab | null }
  | { readonly ok: false; readonly reason: string };

/** What a link stands for, or one sentence why it cannot be opened. */
export function openLink(hash: string): OpenedLink {
  const decoded = decodeLink(hash, { metricIds: METRIC_IDS });
  if (!decoded.ok) return { ok: false, reason: decoded.detail };
  const read = readView(decoded.view);
  if (!read.ok) return read;
  const { tab, ...view } = read.view;
  const { pins } = decoded;
  if (decoded.kind === 'design') return { ok: true, work: { ...workOf(decoded.design, pins), ...view }, tab };
  const { base, axes, constraints, objectives } = decoded.space;
  return { ok: true, work: { design: base, axes, constraints, objectives, pins, ...view }, tab };
}
