/** Writes files as their formats describe them. */

export function npyFile(
  descriptor: string,
  shape: readonly number[],
  elements: Uint8Array,
  order = 'False',
): Uint8Array {
  const dimensions = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const dictionary = `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': (${dimensions}), }`;
  const header = ascii(`${dictionary.padEnd(117)}\n`);
  const prefix = Uint8Array.of(0x93, ...ascii('NUMPY'), 1, 0, header.length & 255, header.length >> 8);
  return joined([prefix, header, elements]);
}

export function safetensorsFile(header: unknown, elements: Uint8Array): Uint8Array {
  const text = ascii(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer);
  return joined([prefix, text, elements]);
}

export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
