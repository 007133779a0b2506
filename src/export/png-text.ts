import { crc32 } from '../charts/png';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Length, name and check of a chunk. */
const AROUND_BYTES = 12;

/** Adds a text to a PNG file (chunk iTXt, UTF-8), before its first picture data. */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  if (SIGNATURE.some((byte, index) => png[index] !== byte)) throw new Error('not a PNG file');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const afterHeader = SIGNATURE.length + view.getUint32(SIGNATURE.length) + AROUND_BYTES;
  const chunk = textChunk(keyword, text);
  const file = new Uint8Array(png.length + chunk.length);
  file.set(png.subarray(0, afterHeader));
  file.set(chunk, afterHeader);
  file.set(png.subarray(afterHeader), afterHeader + chunk.length);
  return file;
}

/** Keyword, not compressed, no language, no translated keyword. */
function textChunk(keyword: string, text: string): Uint8Array {
  const data = new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length + AROUND_BYTES);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode('iTXt'), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}
