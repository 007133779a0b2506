import { canonicalJson, canonicalSpaceJson } from './canonical';
import { LADDER } from './codec';
import { writeLink } from './link-write';
import type { Design, Space } from './types';

/**
 * The link of a design, with its `#`; `view`: what the page shows of it, as plain JSON. Throws when the design breaks the
 * schema.
 */
export function encodeDesign(design: Design, view?: unknown): string {
  return writeLink(`{"design":${canonicalJson(design)}${viewPart(view)}}`, LADDER);
}

/**
 * The link of a space, with its `#`. Throws when the space breaks the schema. Long lists of values make long links: one
 * longer than `MAX_LINK_CHARACTERS` is not read back, so a page offers a file in its place.
 */
export function encodeSpace(space: Space, view?: unknown): string {
  return writeLink(`{"space":${canonicalSpaceJson(space)}${viewPart(view)}}`, LADDER);
}

function viewPart(view: unknown): string {
  return view === undefined ? '' : `,"view":${JSON.stringify(view)}`;
}
