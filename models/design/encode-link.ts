import { canonicalJson, canonicalSpaceJson } from './canonical';
import { LADDER } from './codec';
import { writeLink } from './link-write';
import type { Pins } from './pins';
import type { Design, Space } from './types';

/** What a link says beside its design or space. */
export interface LinkExtras {
  /** What the page shows of it, as plain JSON. */
  readonly view?: unknown;
  readonly pins?: Pins;
}

/** The link of a design, with its `#`. Throws when a design breaks the schema. */
export function encodeDesign(design: Design, extras: LinkExtras = {}): string {
  return writeLink(`{"design":${canonicalJson(design)}${extrasText(extras)}}`, LADDER);
}

/**
 * The link of a space, with its `#`. Throws when the space breaks the schema. Long lists of values make long links: one
 * longer than `MAX_LINK_CHARACTERS` is not read back, so a page offers a file in its place.
 */
export function encodeSpace(space: Space, extras: LinkExtras = {}): string {
  return writeLink(`{"space":${canonicalSpaceJson(space)}${extrasText(extras)}}`, LADDER);
}

function extrasText({ view, pins }: LinkExtras): string {
  const kept = pins === undefined || pins.designs.length === 0 ? '' : `,"pins":${pinsJson(pins)}`;
  return `${kept}${view === undefined ? '' : `,"view":${JSON.stringify(view)}`}`;
}

function pinsJson({ designs, reference }: Pins): string {
  return `{"designs":[${designs.map(canonicalJson).join(',')}],"reference":${reference}}`;
}
