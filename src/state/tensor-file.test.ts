import { describe, expect, it } from 'vitest';
import { bytesOf, npyFile, safetensorsFile } from '../../models/tensors/tensors.test-support';
import { MOST_MEASURED, openTensorFile, type TensorBlob } from './tensor-file';

/** A file that counts what is read of it. */
function blobOf(name: string, bytes: Uint8Array, size = bytes.length) {
  const read: number[] = [];
  const blob: TensorBlob = {
    name,
    size,
    slice: (from, to) => {
      read.push(to - from);
      return { arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer) };
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
    ['a file of another kind', 'a.bin', Uint8Array.of(1, 2, 3), 'a.bin is neither a .safetensors nor a .npy file.'],
    ['an empty file', 'a.safetensors', new Uint8Array(), 'a.safetensors is too short for a .safetensors file.'],
    ['no tensors', 'a.safetensors', safetensorsFile({}, new Uint8Array()), 'a.safetensors has no tensors.'],
  ])('refuses %s', async (_, name, bytes, reason) => {
    expect(await openTensorFile(blobOf(name, bytes).blob)).toEqual({ ok: false, reason });
  });

  it('refuses a header that states more than the file has', async () => {
    const bytes = safetensorsFile(HEADER, FOUR);
    bytes[6] = 1;
    expect(await openTensorFile(blobOf('lying.safetensors', bytes).blob)).toMatchObject({ ok: false });
  });
});
