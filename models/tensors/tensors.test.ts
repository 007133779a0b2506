import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeElements } from './decode';
import { readJsonTensor, toNested } from './json-tensor';
import { locateNpy } from './npy';
import { readSafetensorsIndex, safetensorsHeaderLength } from './safetensors';
import { ascii, bytesOf, npyFile, safetensorsFile } from './tensors.test-support';
import { columnsOf, elementsOf } from './tensor';

const FOUR = bytesOf(Float32Array.of(1, -2, 3, 4));

function npy(file: Uint8Array, fileBytes = file.length) {
  return locateNpy(file, fileBytes);
}

describe('.npy', () => {
  it('finds the elements', () => {
    const file = npyFile('<f4', [2, 2], FOUR);
    const place = npy(file);
    expect(place).toMatchObject({
      ok: true,
      value: { dtype: 'F32', shape: [2, 2], byteLength: 16, littleEndian: true },
    });
    if (place.ok) expect([...decodeElements(file.slice(place.value.byteOffset), 'F32')]).toEqual([1, -2, 3, 4]);
  });

  it('reads the other byte order', () => {
    const big = bytesOf(Float32Array.of(1.5)).toReversed();
    expect(npy(npyFile('>f4', [1], big))).toMatchObject({ value: { littleEndian: false } });
    expect([...decodeElements(big, 'F32', false)]).toEqual([1.5]);
  });

  it.each<[string, Uint8Array, number, string]>([
    ['another file', ascii('hello, world'), 12, 'is not a .npy file'],
    ['a cut file', npyFile('<f4', [2, 2], FOUR).slice(0, -4), 140, 'has 12 bytes of elements, but its shape needs 16'],
    ['a cut header', npyFile('<f4', [4], FOUR).slice(0, 50), 50, 'ends within its header'],
    ['column order', npyFile('<f4', [2, 2], FOUR, 'True'), 144, 'is in column order'],
    ['texts', npyFile('<U4', [1], FOUR), 144, 'has elements of dtype U4'],
    ['a huge shape', npyFile('<f4', [1 << 30, 1 << 30], FOUR), 144, 'has too many elements'],
  ])('refuses %s', (_, file, bytes, reason) => {
    expect(npy(file, Math.min(bytes, file.length))).toMatchObject({
      ok: false,
      reason: expect.stringContaining(reason),
    });
  });

  it('answers whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(200), (noise, at) => {
        const file = npyFile('<f4', [2, 2], FOUR);
        file.set(noise.slice(0, Math.max(0, file.length - at)), Math.min(at, file.length));
        expect(typeof npy(file).ok).toBe('boolean');
      }),
    );
  });
});

describe('.safetensors', () => {
  const header = {
    __metadata__: { format: 'pt' },
    weight: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
    bias: { dtype: 'BF16', shape: [2], data_offsets: [16, 20] },
  };
  const file = safetensorsFile(header, new Uint8Array([...FOUR, 0x80, 0x3f, 0x00, 0xc0]));

  function index(bytes: Uint8Array) {
    const length = safetensorsHeaderLength(bytes, bytes.length);
    if (!length.ok) return length;
    return readSafetensorsIndex(bytes.subarray(8, 8 + length.value), bytes.length);
  }

  function place(entry: unknown) {
    const found = index(safetensorsFile({ t: entry }, FOUR));
    return found.ok ? found.value.place('t') : found;
  }

  it('names its tensors and finds one', () => {
    const found = index(file);
    if (!found.ok) throw new Error(found.reason);
    expect(found.value.names).toEqual(['weight', 'bias']);
    const bias = found.value.place('bias');
    if (!bias.ok) throw new Error(bias.reason);
    const { byteOffset, byteLength, dtype } = bias.value;
    expect([...decodeElements(file.slice(byteOffset, byteOffset + byteLength), dtype)]).toEqual([1, -2]);
    expect(found.value.place('other')).toEqual({ ok: false, reason: 'has no tensor "other"' });
  });

  it.each<[unknown, string]>([
    [{ dtype: 'F32', shape: [2, 2], data_offsets: [0, 20] }, 'offsets outside of the file'],
    [{ dtype: 'F32', shape: [2, 2], data_offsets: [8, 4] }, 'offsets outside of the file'],
    [{ dtype: 'F32', shape: [2, 2], data_offsets: [0, 12] }, 'has 12 bytes, but its shape needs 16'],
    [{ dtype: 'F32', shape: [-2], data_offsets: [0, 8] }, 'a shape that is not a list of sizes'],
    [{ dtype: 'F32', shape: [1e9, 1e9], data_offsets: [0, 8] }, 'too many elements'],
    [{ dtype: 'F5', shape: [4], data_offsets: [0, 16] }, 'dtype F5, which are not read'],
    [{ dtype: 'F32', shape: [4] }, 'offsets outside of the file'],
    [7, 'has no tensor "t"'],
  ])('refuses %o', (entry, reason) => {
    expect(place(entry)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });

  it.each<[Uint8Array, string]>([
    [ascii('1234'), 'is too short'],
    [new Uint8Array([255, 255, 255, 255, 255, 0, 0, 0, 1]), 'states a header of'],
    [new Uint8Array([200, 0, 0, 0, 0, 0, 0, 0, 1]), 'ends within its header'],
    [safetensorsFile('{"a":', FOUR), 'a header that is not JSON'],
    [safetensorsFile('[]', FOUR), 'a header that is no object'],
  ])('refuses a header that lies', (bytes, reason) => {
    expect(index(bytes)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });
});

describe('decodeElements', () => {
  it.each<[Parameters<typeof decodeElements>[1], ArrayBufferView, readonly number[]]>([
    ['F64', Float64Array.of(0.1), [Math.fround(0.1)]],
    ['F16', Uint16Array.of(0x3c00, 0xc000, 0x7c00, 0x0001, 0x7e00), [1, -2, Infinity, 2 ** -24, NaN]],
    ['BF16', Uint16Array.of(0x3f80, 0xff80), [1, -Infinity]],
    ['F8_E4M3', Uint8Array.of(0x7e, 0x7f, 0x01, 0x80), [448, NaN, 2 ** -9, -0]],
    ['F8_E5M2', Uint8Array.of(0x7b, 0x7c, 0xfc), [57344, Infinity, -Infinity]],
    ['I64', BigInt64Array.of(-3n), [-3]],
    ['U64', BigUint64Array.of(3n), [3]],
    ['I32', Int32Array.of(-7), [-7]],
    ['U32', Uint32Array.of(7), [7]],
    ['I16', Int16Array.of(-300), [-300]],
    ['U16', Uint16Array.of(300), [300]],
    ['I8', Int8Array.of(-5), [-5]],
    ['U8', Uint8Array.of(200), [200]],
    ['BOOL', Uint8Array.of(0, 1, 2), [0, 1, 1]],
  ])('%s', (dtype, stored, values) => {
    expect([...decodeElements(bytesOf(stored), dtype)]).toEqual(values);
  });
});

describe('JSON arrays', () => {
  it('keep their form', () => {
    const json = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const tensor = readJsonTensor(json);
    if (!tensor.ok) throw new Error(tensor.reason);
    expect(tensor.value.shape).toEqual([2, 3]);
    expect(toNested(tensor.value.values, tensor.value.shape)).toEqual(json);
    expect(readJsonTensor([])).toMatchObject({ ok: true, value: { shape: [0] } });
  });

  it.each<[unknown, string]>([
    [3, 'must be an array of numbers'],
    [[1, 'a'], 'must hold numbers alone; element 1 is "a"'],
    [[1, null], 'element 1 is null'],
    [[[1, 2], [3]], 'must have rows of equal length'],
    [JSON.parse('[[[[[[[[[1]]]]]]]]]'), 'must have at most 8 dimensions'],
  ])('refuses %j', (json, reason) => {
    expect(readJsonTensor(json)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });
});

it('counts elements and columns of a shape', () => {
  expect([elementsOf([]), elementsOf([3, 0]), elementsOf([2 ** 30, 2 ** 30])]).toEqual([1, 0, NaN]);
  expect([columnsOf([]), columnsOf([2, 5]), columnsOf([3, 0])]).toEqual([1, 5, 1]);
});
