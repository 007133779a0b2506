/**
 * How a link carries JSON: `#<version>.<base64url(deflate-raw(JSON) crc32(JSON))>`, for example `#1.q1YqSC...`.
 *
 * The checksum, four bytes with the highest first, is there because a link with a letter changed could otherwise unpack
 * to a valid design that is not the one that was shared.
 *
 * A version has a dictionary of its own, text that both sides know, which deflate refers back to. Version and dictionary
 * are frozen once released. Nothing here knows what the JSON says.
 */
import { fromBase64Url } from './base64url';
import { crc32 } from './crc32';
import { inflate } from './inflate';
import { parseJsonText } from './json-text';

/** Longest link that is read; browsers and chat programs cut longer ones. */
export const MAX_LINK_CHARACTERS = 65_536;
/** Most JSON that a link may inflate to. */
export const MAX_INFLATED_BYTES = 1_048_576;
const MAX_LINK_DEPTH = 32;
export const CHECKSUM_BYTES = 4;

/** The versions that a program reads. `upgrades[n]` turns JSON of version n into JSON of version n + 1. */
export interface Ladder {
  readonly current: number;
  readonly dictionaries: Readonly<Record<number, string>>;
  readonly upgrades: Readonly<Record<number, (old: unknown) => unknown>>;
}

export type LinkFailure = 'malformed' | 'newer-version' | 'too-large';

export type LinkJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: LinkFailure; readonly detail: string };

function refuse(reason: LinkFailure, detail: string): LinkJson {
  return { ok: false, reason, detail };
}

/** The bytes of a dictionary, which is plain ASCII. */
function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The text of bytes in UTF-8. Throws when they are none. */
function textOf(bytes: Uint8Array): string {
  let escaped = '';
  for (const byte of bytes) {
    const isPlain = byte < 0x80 && byte !== 0x25;
    escaped += isPlain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return decodeURIComponent(escaped);
}

function readJson(payload: Uint8Array, dictionary: string): LinkJson {
  const damaged = refuse('malformed', 'The link is damaged: part of it is missing or changed.');
  const end = payload.length - CHECKSUM_BYTES;
  if (end <= 0) return damaged;
  let text: string;
  try {
    const bytes = inflate(payload.subarray(0, end), asciiBytes(dictionary), MAX_INFLATED_BYTES);
    if (bytes === null) return refuse('too-large', `The link unpacks to more than ${MAX_INFLATED_BYTES} bytes.`);
    if (crc32(bytes) !== new DataView(payload.buffer).getUint32(end)) return damaged;
    text = textOf(bytes);
  } catch {
    return damaged;
  }
  const json = parseJsonText(text, { maxCharacters: MAX_INFLATED_BYTES, maxDepth: MAX_LINK_DEPTH });
  return json.ok ? json : refuse('malformed', 'The link is damaged: what it holds is not a design.');
}

function upgrade(value: unknown, from: number, { current, upgrades }: Ladder): LinkJson {
  let upgraded = value;
  try {
    for (let version = from; version < current; version++) upgraded = upgrades[version]!(upgraded);
  } catch {
    return refuse('malformed', `The link is damaged: it is not a design of version ${from}.`);
  }
  return { ok: true, value: upgraded };
}

/** The JSON of a link, as the current version has it. Never throws; the bytes that it may ask for are limited. */
export function readLink(hash: string, ladder: Ladder): LinkJson {
  if (hash.length > MAX_LINK_CHARACTERS) {
    return refuse('too-large', `The link has ${hash.length} characters; at most ${MAX_LINK_CHARACTERS} are read.`);
  }
  const match = /^#([1-9]\d{0,3})\.([\w-]+)$/.exec(hash);
  const bytes = match && fromBase64Url(match[2]!);
  if (!match || !bytes) return refuse('malformed', 'The link is damaged: it does not have the form of a design.');
  const version = Number(match[1]);
  if (version > ladder.current) {
    const known = `this page knows versions up to ${ladder.current}`;
    return refuse('newer-version', `The link was made by a newer Ridgeline (version ${version}); ${known}.`);
  }
  const json = readJson(bytes, ladder.dictionaries[version] ?? '');
  return json.ok ? upgrade(json.value, version, ladder) : json;
}
