import { describe, expect, it } from 'vitest';
import { ascii, bytesOf, npyFile, safetensorsFile } from '../../models/tensors/tensors.test-support';
import { MOST_MEASURED, openTensorFile, type TensorBlob } from './tensor-file';

/** A file that counts what is read of it. */
function blobOf(name: string, bytes: Uint8Array, size = bytes.length) {
  const read: number[] = [];
  const blob: TensorBlob = {
    name,
    size,
    slice: (from, to) => {
      read.push(to - from);
      // Beyond the given bytes there are zeros, as in a file with holes.
      const part = new Uint8Array(Math.max(0, Math.min(to, size) - from));
      part.set(bytes.slice(from, to));
      return { arrayBuffer: () => Promise.resolve(part.buffer) };
    },
  };
  return { blob, read };
}

const FOUR = bytesOf(Float32Array.of(1, 2, 3, 4));
const HEADER = {
  first: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
  none: { dtype: 'F32', shape: [0, 2], data_offsets: [0, 0] },
  odd: { dtype: 'Q4', shape: [2], data_offsets: [0, 1] },
};

const uint32 = (value: number) => [...bytesOf(Uint32Array.of(value))];
const uint64 = (value: number) => [...bytesOf(BigUint64Array.of(BigInt(value)))];
const text = (value: string) => [...uint64(value.length), ...ascii(value)];

/** Two tensors of 32 elements: `near` in Q4_0 at the start, `far` in F32 nine gigabytes into a file with holes. */
function sparseGguf(): Uint8Array {
  const tensor = (name: string, type: number, offset: number) => [...text(name), ...uint32(1), ...uint64(32), ...uint32(type), ...uint64(offset)]; // prettier-ignore
  const header = [...ascii('GGUF'), ...uint32(3), ...uint64(2), ...uint64(0)];
  header.push(...tensor('near', 2, 0), ...tensor('far', 0, 9 * 2 ** 30));
  while (header.length % 32 !== 0) header.push(0);
  return Uint8Array.from([...header, 0x00, 0x3c, ...Array.from({ length: 16 }, (_, i) => i)]);
}

function sparseSafetensors(size: number): Uint8Array {
  const [from, most] = [9 * 2 ** 30, size - 4096];
  const header = {
    far: { dtype: 'F32', shape: [32], data_offsets: [from, from + 128] },
    rest: { dtype: 'F32', shape: [(most - from) / 4], data_offsets: [from, most] },
  };
  return safetensorsFile(header, new Uint8Array());
}

describe('openTensorFile', () => {
  it('names the tensors of a file, and reads the one that is asked for', async () => {
    const { blob } = blobOf('weights.safetensors', safetensorsFile(HEADER, FOUR));
    const opened = await openTensorFile(blob);
    expect(opened).toMatchObject({ ok: true, value: { names: ['first', 'none', 'odd'] } });
    if (!opened.ok) return;
    const tensor = await opened.value.read('first');
    expect(tensor).toMatchObject({ ok: true, value: { dtype: 'F32', shape: [2, 2], columns: 2 } });
    expect(tensor.ok && [...tensor.value.values]).toEqual([1, 2, 3, 4]);
    expect(await opened.value.read('none')).toEqual({
      ok: false,
      reason: 'weights.safetensors has no elements in none.',
    });
    expect(await opened.value.read('odd')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^weights\.safetensors tensor "odd" has/) as unknown,
    });
  });

  it('reads a .npy file', async () => {
    const opened = await openTensorFile(blobOf('a.npy', npyFile('<f4', [4], FOUR)).blob);
    const tensor = opened.ok ? await opened.value.read('') : opened;
    expect(tensor).toMatchObject({ ok: true, value: { columns: 4 } });
  });

  it('reads the first rows of a tensor that is too large', async () => {
    const columns = 1 << 14;
    const rows = 1 << 12;
    const start = npyFile('<f4', [rows, columns], new Uint8Array());
    const size = start.length + rows * columns * 4;
    const { read, blob } = blobOf('large.npy', start, size);
    const opened = await openTensorFile(blob);
    if (!opened.ok) throw new Error(opened.reason);
    await opened.value.read('');
    expect(read.at(-1)).toBe(MOST_MEASURED * 4);
  });

  it.each([
    [
      'a file of another kind',
      'a.bin',
      Uint8Array.of(1, 2, 3),
      'a.bin is neither a .safetensors nor a .gguf nor a .npy file.',
    ],
    ['an empty file', 'a.safetensors', new Uint8Array(), 'a.safetensors is too short for a .safetensors file.'],
    ['no tensors', 'a.safetensors', safetensorsFile({}, new Uint8Array()), 'a.safetensors has no tensors.'],
  ])('refuses %s', async (_, name, bytes, reason) => {
    expect(await openTensorFile(blobOf(name, bytes).blob)).toEqual({ ok: false, reason });
  });

  describe('of ten gigabytes', () => {
    const size = 10 * 2 ** 30;

    it.each([
      ['a.safetensors', sparseSafetensors(size), 'far'],
      ['a.gguf', sparseGguf(), 'far'],
    ])('reads only the header and the chosen tensor of %s', async (name, start, tensor) => {
      const { read, blob } = blobOf(name, start, size);
      const opened = await openTensorFile(blob);
      if (!opened.ok) throw new Error(opened.reason);
      const answer = await opened.value.read(tensor);
      expect(answer).toMatchObject({ ok: true, value: { shape: [32], values: { length: 32 } } });
      expect(read.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(1_000_000);
    });

    it('reads a part of a tensor that has most of them', async () => {
      const rows = (size / 4 - 32) / 4096;
      const start = npyFile('<f4', [Math.floor(rows), 4096], new Uint8Array());
      const { read, blob } = blobOf('a.npy', start, start.length + Math.floor(rows) * 4096 * 4);
      const opened = await openTensorFile(blob);
      const answer = opened.ok ? await opened.value.read('') : opened;
      expect(answer).toMatchObject({ ok: true, value: { values: { length: MOST_MEASURED } } });
      expect(read.at(-1)).toBe(MOST_MEASURED * 4);
    });

    it.each([
      ['a.gguf', ascii('GGUF'), 'a.gguf is of GGUF version 0; versions 2 and 3 are read.'],
      ['a.safetensors', new Uint8Array(), 'a.safetensors has a header that is not JSON.'],
      ['a.npy', npyFile('<f4', [4], FOUR), /^a\.npy has 10737418\d+ bytes of elements, but its shape needs 16\.$/],
    ])('says in a sentence what is wrong with %s', async (name, start, reason) => {
      const { blob } = blobOf(name, start, size);
      expect(await openTensorFile(blob)).toEqual({
        ok: false,
        reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
      });
    });
  });

  it('says so when a file ends or goes away while it is read', async () => {
    const file = safetensorsFile(HEADER, FOUR);
    const { blob } = blobOf('a.safetensors', file);
    const opened = await openTensorFile(blob);
    if (!opened.ok) throw new Error(opened.reason);
    const shorter = { ...blob, slice: (from: number, to: number) => blob.slice(from, to - 1) };
    expect(await openTensorFile(shorter)).toEqual({
      ok: false,
      reason: 'a.safetensors has become shorter while it was read.',
    });
    const gone = { ...blob, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('The file was moved.')) }) };
    expect(await openTensorFile(gone)).toEqual({
      ok: false,
      reason: 'a.safetensors could not be read: The file was moved.',
    });
  });

  it('reads quantised tensors of a .gguf file', async () => {
    const { blob } = blobOf('a.gguf', sparseGguf(), 1 << 20);
    const opened = await openTensorFile(blob);
    const answer = opened.ok ? await opened.value.read('near') : opened;
    // Codes 0 to 15 less 8, times 1: the low nibbles first.
    const values = [...Array.from({ length: 16 }, (_, i) => i - 8), ...Array.from({ length: 16 }, () => -8)];
    expect(answer.ok && [...answer.value.values]).toEqual(values);
    expect(answer).toMatchObject({ value: { dtype: 'Q4_0', shape: [32] } });
  });

  it('refuses a header that states more than the file has', async () => {
    const bytes = safetensorsFile(HEADER, FOUR);
    bytes[6] = 1;
    expect(await openTensorFile(blobOf('lying.safetensors', bytes).blob)).toMatchObject({ ok: false });
  });
});
