/**
 * How a link carries JSON: `#<version>.<base64url(deflate-raw(JSON) crc32(JSON))>`, for example `#1.q1YqSC...`.
 *
 * The checksum, four bytes with the highest first, is there because a link with a letter changed could otherwise unpack
 * to a valid design that is not the one that was shared.
 *
 * A version has a dictionary of its own, text that both sides know, which deflate refers back to. Version and dictionary
 * are frozen once released. Nothing here knows what the JSON says.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url';
import { crc32 } from './crc32';
import { parseJsonText } from './json-text';

/** Longest link that is read; browsers and chat programs cut longer ones. */
export const MAX_LINK_CHARACTERS = 65_536;
/** Most JSON that a link may inflate to. */
export const MAX_INFLATED_BYTES = 1_048_576;
const MAX_LINK_DEPTH = 32;
const CHECKSUM_BYTES = 4;
/** Deflate expands at most 1032-fold, so a slice can overshoot the limit by no more than this many times that. */
const SLICE_BYTES = 256;
/** The best that deflate does; links are short, so time is no matter. */
const DEFLATE_LEVEL = 9;

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

/** The link of JSON text in the current version of a ladder. */
export function writeLink(json: string, { current, dictionaries }: Ladder): string {
  const dictionary = strToU8(dictionaries[current] ?? '');
  const bytes = strToU8(json);
  const deflated = deflateSync(bytes, { level: DEFLATE_LEVEL, dictionary });
  const payload = new Uint8Array(deflated.length + CHECKSUM_BYTES);
  payload.set(deflated);
  new DataView(payload.buffer).setUint32(deflated.length, crc32(bytes));
  return `#${current}.${toBase64Url(payload)}`;
}

/** The inflated bytes, or null when there are more than a link may hold. Throws when the input is not deflated. */
function inflate(bytes: Uint8Array, dictionary: string): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate({ dictionary: strToU8(dictionary) }, (chunk) => {
    chunks.push(chunk.slice());
    length += chunk.length;
  });
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    stream.push(bytes.slice(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length);
    if (length > MAX_INFLATED_BYTES) return null;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function readJson(payload: Uint8Array, dictionary: string): LinkJson {
  const damaged = refuse('malformed', 'The link is damaged: part of it is missing or changed.');
  const end = payload.length - CHECKSUM_BYTES;
  if (end <= 0) return damaged;
  let bytes: Uint8Array | null;
  try {
    bytes = inflate(payload.subarray(0, end), dictionary);
  } catch {
    return damaged;
  }
  if (bytes === null) return refuse('too-large', `The link unpacks to more than ${MAX_INFLATED_BYTES} bytes.`);
  if (crc32(bytes) !== new DataView(payload.buffer).getUint32(end)) return damaged;
  const json = parseJsonText(strFromU8(bytes), { maxCharacters: MAX_INFLATED_BYTES, maxDepth: MAX_LINK_DEPTH });
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
