import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { alphaPng, dataUri } from './png';

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

function chunksOf(png: Uint8Array): readonly Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks.push({ name: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

it('keeps every pixel, over several blocks', () => {
  const [width, height] = [700, 301];
  const alpha = Uint8Array.from({ length: width * height }, (_, i) => (i * 7) % 256);
  const chunks = chunksOf(alphaPng(alpha, width, height, [1, 2, 3]));
  expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
  const lines = inflateSync(chunks[3]!.data); // checks the Adler sum too
  expect(lines).toHaveLength((width + 1) * height);
  expect([...lines.subarray(width + 2, width + 6)]).toEqual([...alpha.subarray(width, width + 4)]);
});

it('gives the bytes that the standard gives for an end chunk', () => {
  const png = alphaPng(Uint8Array.of(9), 1, 1, [0, 0, 0]);
  expect([...png.subarray(-12)]).toEqual([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
  expect(dataUri(Uint8Array.of(1, 2), 'image/png')).toBe('data:image/png;base64,AQI=');
});
