import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeElements } from './decode';
import { readGgufIndex } from './gguf';
import { ascii, bytesOf } from './tensors.test-support';

const uint32 = (value: number) => bytesOf(Uint32Array.of(value));
const uint64 = (value: number) => bytesOf(BigUint64Array.of(BigInt(value)));
const text = (value: string) => [uint64(value.length), ascii(value)];

interface Given {
  readonly version?: number;
  readonly alignment?: number;
  readonly type?: number;
  readonly shape?: readonly number[];
  readonly offset?: number;
}

/** Two tensors, `first` of four float32 and `second` as given, after metadata of every kind. */
function gguf({ version = 3, alignment = 64, type = 1, shape = [3, 1], offset = 64 }: Given = {}): Uint8Array {
  const metadata = [
    [...text('name'), uint32(8), ...text('a model')],
    [...text('words'), uint32(9), uint32(8), uint64(2), ...text('one'), ...text('two')],
    [...text('scores'), uint32(9), uint32(6), uint64(3), bytesOf(Float32Array.of(1, 2, 3))],
    [...text('is'), uint32(7), Uint8Array.of(1)],
    [...text('general.alignment'), uint32(4), uint32(alignment)],
  ];
  const tensors = [
    [...text('first'), uint32(1), uint64(4), uint32(0), uint64(0)],
    [...text('second'), uint32(shape.length), ...shape.map(uint64), uint32(type), uint64(offset)],
  ];
  const head = [ascii('GGUF'), uint32(version), uint64(tensors.length), uint64(metadata.length)];
  const header = [...head, ...metadata.flat(), ...tensors.flat()].flatMap((part) => [...part]);
  while (alignment > 0 && header.length % alignment !== 0) header.push(0);
  const data = new Uint8Array(70);
  data.set(bytesOf(Float32Array.of(1, 2, 3, 4)));
  data.set(bytesOf(Uint16Array.of(0x3c00, 0xc000, 0x3800)), 64);
  return Uint8Array.from([...header, ...data]);
}

function placeIn(file: Uint8Array, name = 'second') {
  const index = readGgufIndex(file, file.length);
  return index.ok ? index.value.place(name) : index;
}

describe('.gguf', () => {
  it.each([
    ['first', [4], [1, 2, 3, 4]],
    ['second', [1, 3], [1, -2, 0.5]],
  ])('finds %s', (name, shape, values) => {
    const file = gguf();
    const place = placeIn(file, name);
    if (!place.ok) throw new Error(place.reason);
    const { byteOffset, byteLength, dtype } = place.value;
    expect(place.value.shape).toEqual(shape);
    expect([...decodeElements(file.slice(byteOffset, byteOffset + byteLength), dtype)]).toEqual(values);
  });

  it.each<[Given, string]>([
    [{ version: 1 }, 'GGUF version 1'],
    [{ alignment: 0 }, 'an alignment of 0 bytes'],
    [{ type: 10 }, 'is stored as Q2_K, which is not read'],
    [{ type: 99 }, 'is stored as ggml type 99, which is not read'],
    [{ type: 2 }, 'has rows of 3 elements, which are no whole blocks of 32 in Q4_0'],
    [{ type: 12, shape: [32, 8] }, 'has rows of 32 elements, which are no whole blocks of 256 in Q4_K'],
    [{ type: 8, shape: [64, 2] }, 'ends outside of the file'],
    [{ shape: [2 ** 30, 2 ** 30] }, 'has too many elements'],
    [{ shape: [1, 1, 1, 1, 1, 1, 1, 1, 1] }, 'can not be read'],
    [{ offset: 2 ** 40 }, 'ends outside of the file'],
  ])('refuses %o', (given, reason) => {
    expect(placeIn(gguf(given))).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });

  it('refuses what is not there and what is no such file', () => {
    expect(placeIn(gguf(), 'third')).toEqual({ ok: false, reason: 'has no tensor "third"' });
    expect(readGgufIndex(ascii('GGU'), 3)).toMatchObject({ ok: false });
    expect(placeIn(gguf().slice(0, 90))).toMatchObject({ reason: expect.stringContaining('ends too early') });
  });

  it('answers whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), fc.nat(400), (noise, at) => {
        const file = gguf();
        file.set(noise.slice(0, Math.max(0, file.length - at)), Math.min(at, file.length));
        expect(typeof placeIn(file).ok).toBe('boolean');
      }),
    );
  });
});
