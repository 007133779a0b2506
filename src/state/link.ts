import { decodeLink } from '../../models/design/codec';
import { encodeDesign, encodeSpace } from '../../models/design/encode-link';
import { METRIC_IDS } from '../../models/evaluate/metrics';
import { hasSpace, spaceOf, workOf, type Work } from './work';

/** The link of what is on screen, with its `#`: the design alone as long as there is no space around it. */
export function linkOf(work: Work): string {
  return hasSpace(work) ? encodeSpace(spaceOf(work)) : encodeDesign(work.design);
}

export type OpenedLink = { readonly ok: true; readonly work: Work } | { readonly ok: false; readonly reason: string };

/** What a link stands for, or one sentence why it cannot be opened. */
export function openLink(hash: string): OpenedLink {
  const decoded = decodeLink(hash, { metricIds: METRIC_IDS });
  if (!decoded.ok) return { ok: false, reason: decoded.detail };
  if (decoded.kind === 'design') return { ok: true, work: workOf(decoded.design) };
  const { base, axes, constraints, objectives } = decoded.space;
  return { ok: true, work: { design: base, axes, constraints, objectives } };
}
