import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url';
import { crc32 } from './crc32';
import { readLink, type Ladder } from './link-format';
import { writeLink } from './link-write';

const OLD: Ladder = { current: 1, dictionaries: { 1: '{"clockGHz":' }, upgrades: {} };

/** Version 1 had the clock in GHz, version 2 renamed nothing but wrapped it. */
const NEW: Ladder = {
  current: 3,
  dictionaries: { 1: '{"clockGHz":', 2: 'other', 3: '{"machine":{"clockHz":' },
  upgrades: {
    1: (old) => ({ clockHz: (old as { clockGHz: number }).clockGHz * 1e9 }),
    2: (old) => ({ machine: old }),
  },
};

describe('the version ladder', () => {
  it('reads links of older versions through every step', () => {
    expect(readLink(writeLink('{"clockGHz":2}', OLD), NEW)).toEqual({ ok: true, value: { machine: { clockHz: 2e9 } } });
  });

  it('refuses links of newer versions', () => {
    expect(readLink(writeLink('{}', NEW), OLD)).toMatchObject({ ok: false, reason: 'newer-version' });
  });

  it('refuses old links whose content an upgrade cannot read', () => {
    expect(readLink(writeLink('null', OLD), NEW)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('gives any JSON back', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readLink(writeLink(text, OLD), OLD)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });
});

describe('base64url', () => {
  it('agrees with that of Node', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AAAAA', 'AA=', 'A+', 'A/', 'A ', 'é1'])('%j is refused', (text) => {
    expect(fromBase64Url(text)).toBeNull();
  });
});

it('crc32 of the customary check text', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
