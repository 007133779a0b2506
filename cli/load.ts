/** Reads what commands are given: files, standard input and links, always checked. */
import { decodeLink } from '../models/design/codec';
import { parseJsonText } from '../models/design/json-text';
import { issueSentence, type Issue } from '../models/design/issues';
import type { Pins } from '../models/design/pins';
import { parseDesign } from '../models/design/schema';
import { parseSpace } from '../models/design/space-schema';
import type { Design, Space } from '../models/design/types';
import { METRIC_IDS } from '../models/evaluate/metrics/metrics';
import type { CliIo } from './io';
import { done, refused, type Result } from './result';

const CONTEXT = { metricIds: METRIC_IDS };

export async function loadJson(io: CliIo, path: string): Promise<Result<unknown>> {
  const text = await io.readText(path);
  if (!text.ok) return text;
  const parsed = parseJsonText(text.value);
  return parsed.ok ? done(parsed.value) : refused(`${path === '-' ? 'standard input' : path}: ${parsed.message}`);
}

/** Links are given with or without the address in front of them. */
export function isLink(source: string): boolean {
  return source.startsWith('#') || /^https?:\/\//.test(source);
}

export type Linked =
  | { readonly kind: 'design'; readonly design: Design; readonly pins: Pins }
  | { readonly kind: 'space'; readonly space: Space; readonly pins: Pins };

export function readLink(link: string): Result<Linked> {
  const at = link.indexOf('#');
  const decoded = decodeLink(at < 0 ? link : link.slice(at), CONTEXT);
  return decoded.ok ? done(decoded) : refused(`link: ${decoded.detail}`);
}

/** A design from a file, from standard input (`-`) or from a link. */
export async function loadDesign(io: CliIo, source: string): Promise<Result<Design>> {
  if (isLink(source)) {
    const linked = readLink(source);
    if (!linked.ok) return linked;
    return done(linked.value.kind === 'design' ? linked.value.design : linked.value.space.base);
  }
  const json = await loadJson(io, source);
  return json.ok ? checkDesign(unwrapped(json.value, 'design')) : json;
}

/** A space, from the same places. */
export async function loadSpace(io: CliIo, source: string): Promise<Result<Space>> {
  if (isLink(source)) {
    const linked = readLink(source);
    if (!linked.ok) return linked;
    if (linked.value.kind === 'space') return done(linked.value.space);
    return refused('link: must hold a space; this one holds a single design');
  }
  const json = await loadJson(io, source);
  return json.ok ? checkSpace(unwrapped(json.value, 'space')) : json;
}

export function checkDesign(json: unknown): Result<Design> {
  const parsed = parseDesign(json);
  return parsed.ok ? done(parsed.design) : refused(firstOf(parsed.issues));
}

export function checkSpace(json: unknown): Result<Space> {
  const parsed = parseSpace(json, CONTEXT);
  return parsed.ok ? done(parsed.space) : refused(firstOf(parsed.issues));
}

function firstOf(issues: readonly Issue[]): string {
  const [first] = issues;
  if (first === undefined) return 'The value is not valid.';
  const more = issues.length - 1;
  return `${issueSentence(first)}${more > 0 ? ` (and ${more} more)` : ''}`;
}

/** What `evaluate --json` prints has the design beside its report: it can be read again, and so can a space so wrapped. */
function unwrapped(json: unknown, key: 'design' | 'space'): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, key)) return json;
  return (json as Readonly<Record<string, unknown>>)[key];
}
