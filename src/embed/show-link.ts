import { decodeLink, type DecodedLink } from '../../models/design/codec';
import type { Design } from '../../models/design/types';
import { explain } from '../../models/evaluate/explain/explain-program';
import { spaceOf } from '../../models/evaluate/program';
import { levelOf } from '../../models/workload/rules';
import { METRIC_IDS } from '../../models/evaluate/metrics/metrics';
import { loadProductMapper } from '../../workers/load-mapper';
import { compileSpace } from './compile-space';
import { rooflinePicture } from './roofline-picture';
import { showMessage, type Shell } from './shell';
import { showPicture } from './show-picture';

const FAILURES: Readonly<Record<Exclude<DecodedLink, { ok: true }>['reason'], string>> = {
  malformed: 'This link is damaged',
  'newer-version': 'This link is from a newer Ridgeline',
  'too-large': 'This link is too large',
  invalid: 'This link holds no valid design',
};

/** Shows what a link stands for, or why it cannot be shown. */
export async function showLink(page: Shell, hash: string, signal: AbortSignal): Promise<void> {
  page.about.textContent = '';
  if (hash.length < 2) {
    showMessage(page, 'Ridgeline', 'An embedded chart needs the link of a design: embed.html#…', 'status');
    return;
  }
  const link = decodeLink(hash, { metricIds: METRIC_IDS });
  if (!link.ok) {
    page.open.href = './';
    showMessage(page, FAILURES[link.reason], link.detail, 'alert');
    return;
  }
  page.about.textContent = aboutOf(link.kind === 'design' ? link.design : link.space.base);
  if (link.kind === 'design') {
    const mapper = levelOf(link.design.assumptions) === 'mapped' ? await loadProductMapper() : null;
    const program = await compileSpace(spaceOf(link.design));
    if (!signal.aborted) showPicture(page, rooflinePicture(explain(program, 0, { mapper })), signal);
  } else {
    showMessage(page, 'Evaluating the designs of this link', 'Evaluating …', 'status');
    const { showFrontier } = await import('./show-frontier');
    await showFrontier(page, link.space, signal);
  }
}

/** Which machine runs which model, as the one who made the link named them. */
function aboutOf({ name, accelerator, workload }: Design): string {
  const parts = [name, accelerator.name, workload.name].filter((text) => text !== '');
  return [...new Set(parts)].join(' · ');
}
