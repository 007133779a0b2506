import { MAX_LINK_CHARACTERS } from '../../../models/design/link-format';
import type { SharedFile } from '../../state/share';

/** Chat programs and mail cut longer addresses. */
const LONG_LINK_CHARACTERS = 4000;

/** What a link holds of a file that is scheduled in the Scratchpad tab. */
export const FILE_WORDS: Readonly<Record<SharedFile, string>> = {
  none: '',
  whole: 'The graph of the Scratchpad tab goes along.',
  drawn: 'The ONNX file stays here; the graph drawn from it goes along, in the formats of now.',
  left: 'The graph of the Scratchpad tab is too large for a link: whoever opens it sees the design’s own workload there. Save the graph as JSON in that tab and send it along.',
};

/** How long a link is, and what that means for whoever is sent it. */
export function lengthWords(link: string): string {
  const trouble =
    link.length > MAX_LINK_CHARACTERS
      ? ': too long to be opened again; shorten the lists of values.'
      : link.length > LONG_LINK_CHARACTERS
        ? ': some programs cut links this long.'
        : '.';
  return `${link.length} characters${trouble}`;
}

/** Whether only this machine can open the page's address. */
export function isOwnMachine({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>): boolean {
  return protocol === 'file:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
