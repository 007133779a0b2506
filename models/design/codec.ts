/**
 * Designs and spaces from links; `encode-link.ts` makes them. The JSON of a link is `{"design": ...}` or `{"space": ...}`, in canonical form,
 * with an optional `"view": ...` that only the page reads, and with `"pins"` where designs are kept to be compared.
 *
 * A version, once released, is read for ever: `fixtures/links.json` holds links of every version and grows only. To change
 * the form, raise `current`, add a dictionary and an upgrade from the version before, and append links to the fixture.
 */
import { LINK_DICTIONARY_1 } from './link-dictionary-1';
import { readLink, type Ladder, type LinkFailure } from './link-format';
import { issueSentence, type Issue } from './issues';
import { NO_PINS, type Pins } from './pins';
import { parsePins, type ParsedPins } from './pins-schema';
import { parseDesign } from './schema';
import { parseSpace, type SpaceContext } from './space-schema';
import type { Design, Space } from './types';

export const LADDER: Ladder = { current: 1, dictionaries: { 1: LINK_DICTIONARY_1 }, upgrades: {} };

/** `view`: what the page was showing, unchecked; undefined where the link does not say. */
export type DecodedLink =
  | { readonly ok: true; readonly kind: 'design'; readonly design: Design; readonly pins: Pins; readonly view: unknown }
  | { readonly ok: true; readonly kind: 'space'; readonly space: Space; readonly pins: Pins; readonly view: unknown }
  | { readonly ok: false; readonly reason: LinkFailure | 'invalid'; readonly detail: string };

function invalid(issues: readonly Issue[]): DecodedLink {
  const [first] = issues;
  const detail = first === undefined ? 'The link is not valid.' : issueSentence(first);
  return { ok: false, reason: 'invalid', detail };
}

/**
 * What a link stands for. Never throws: a link comes from outside, so each failure is a value that the page explains.
 * `hash` is that of the address, with its `#`. The names within are text, never markup.
 */
export function decodeLink(hash: string, context: SpaceContext): DecodedLink {
  const json = readLink(hash, LADDER);
  if (!json.ok) return json;
  const { value } = json;
  const {
    view,
    pins: besides,
    ...content
  } = typeof value === 'object' && value !== null
    ? (value as { readonly view?: unknown; readonly pins?: unknown })
    : {};
  const keys = Object.keys(content);
  const kind = keys.length === 1 ? keys[0] : undefined;
  const pinned: ParsedPins = besides === undefined ? { ok: true, pins: NO_PINS } : parsePins(besides);
  if (!pinned.ok) return { ok: false, reason: 'invalid', detail: pinned.message };
  const { pins } = pinned;
  if (kind === 'design') {
    const parsed = parseDesign((content as { readonly design: unknown }).design);
    return parsed.ok ? { ok: true, kind, design: parsed.design, pins, view } : invalid(parsed.issues);
  }
  if (kind === 'space') {
    const parsed = parseSpace((content as { readonly space: unknown }).space, context);
    return parsed.ok ? { ok: true, kind, space: parsed.space, pins, view } : invalid(parsed.issues);
  }
  return { ok: false, reason: 'invalid', detail: 'The link holds neither a design nor a space.' };
}
