/** Writes links. Apart from reading them: it brings a compression library, which who only reads does without. */
import { deflateSync, strToU8 } from 'fflate';
import { toBase64Url } from './base64url';
import { crc32 } from './crc32';
import { CHECKSUM_BYTES, type Ladder } from './link-format';

/** The best that deflate does; links are short, so time is no matter. */
const DEFLATE_LEVEL = 9;

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
