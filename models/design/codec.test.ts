import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from './base64url';
import { canonicalJson, canonicalSpaceJson } from './canonical';
import { decodeLink } from './codec';
import { crc32 } from './crc32';
import { arbitraryDesign, arbitrarySpace, METRIC_IDS_OF_TESTS, presetDesign } from './designs.test-support';
import { encodeDesign, encodeSpace } from './encode-link';
import LINKS from './fixtures/links.json';
import { LINK_DICTIONARY_1 } from './link-dictionary-1';
import { MAX_INFLATED_BYTES, MAX_LINK_CHARACTERS } from './link-format';
import { MAX_PINS, NO_PINS } from './pins';
import { defaultDesign } from './presets/default-design';

const CONTEXT = { metricIds: METRIC_IDS_OF_TESTS };
const decode = (hash: string) => decodeLink(hash, CONTEXT);

/** A link of any bytes, with the checksum of `checked`. */
function linkOf(deflated: Uint8Array, checked: Uint8Array, version = '1'): string {
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, crc32(checked));
  return `#${version}.${toBase64Url(Uint8Array.of(...deflated, ...sum))}`;
}

function linkOfText(text: string, version = '1'): string {
  const bytes = strToU8(text);
  return linkOf(deflateSync(bytes, { level: 9, dictionary: strToU8(LINK_DICTIONARY_1) }), bytes, version);
}

const refused = (reason: string, detail: string | RegExp) => ({
  ok: false,
  reason,
  detail: expect.stringMatching(detail),
});

describe('links of every version', () => {
  it.each(LINKS)('$summary.kind $summary.name', ({ version, link, summary }) => {
    const result = decodeLink(link, { metricIds: summary.objectives ?? [] });
    if (!result.ok) throw new Error(result.detail);
    const design = result.kind === 'design' ? result.design : result.space.base;
    expect(Number(link.slice(1, link.indexOf('.')))).toBe(version);
    expect({
      kind: result.kind,
      name: design.name,
      accelerator: design.accelerator.name,
      workload: design.workload.name,
      formats: design.formats.map(({ format }) => format).join(' '),
      decodeBatch: design.deployment.decodeBatch,
      ...(result.kind === 'space'
        ? { axes: result.space.axes.map(({ field }) => field), objectives: result.space.objectives }
        : {}),
      ...(result.view === undefined ? {} : { view: result.view }),
      ...(result.pins.designs.length > 0
        ? {
            pins: result.pins.designs.map(({ name, accelerator }) => name || accelerator.name),
            reference: result.pins.reference,
          }
        : {}),
    }).toEqual(summary);
  });

  it('the dictionary of version 1 is frozen', () => {
    expect([LINK_DICTIONARY_1.length, crc32(strToU8(LINK_DICTIONARY_1))]).toEqual([10722, 3804971874]);
  });
});

describe('a link', () => {
  it('gives any design back', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const result = decode(encodeDesign(design));
        expect(result).toMatchObject({ ok: true, kind: 'design' });
        if (result.ok && result.kind === 'design') {
          expect(canonicalJson(result.design)).toBe(canonicalJson(design));
          expect(result.design.name).toBe(design.name);
        }
      }),
    );
  });

  it('gives any space back', () => {
    fc.assert(
      fc.property(arbitrarySpace, (space) => {
        const result = decode(encodeSpace(space));
        expect(result).toMatchObject({ ok: true, kind: 'space' });
        if (result.ok && result.kind === 'space') {
          expect(canonicalSpaceJson(result.space)).toBe(canonicalSpaceJson(space));
        }
      }),
    );
  });

  it('is short', () => {
    expect(encodeDesign(defaultDesign()).length).toBeLessThan(100);
    expect(encodeDesign(presetDesign('h100-sxm', 'llama-3.1-70b')).length).toBeLessThan(300);
  });

  it('keeps markup and names of other scripts as the text that they are', () => {
    for (const name of ['<img src=x onerror=alert(1)>', 'אבג 設計 🏔', '\u202eabc', '\ud800', '__proto__']) {
      expect(decode(encodeDesign({ ...defaultDesign(), name }))).toMatchObject({ ok: true, design: { name } });
    }
  });
});

describe('designs pinned beside', () => {
  const some = fc
    .array(arbitraryDesign, { minLength: 1, maxLength: MAX_PINS })
    .chain((designs) => fc.record({ designs: fc.constant(designs), reference: fc.nat(designs.length - 1) }));

  it('come back with their reference, and none changes no link', () => {
    const design = defaultDesign();
    expect(encodeDesign(design, { pins: NO_PINS })).toBe(encodeDesign(design));
    fc.assert(
      fc.property(some, (pins) => {
        const result = decode(encodeDesign(design, { pins }));
        if (!result.ok) throw new Error(result.detail);
        expect(result.pins.designs.map(canonicalJson)).toEqual(pins.designs.map(canonicalJson));
        expect(result.pins.reference).toBe(pins.reference);
      }),
      { numRuns: 20 },
    );
  });

  it('make a link little longer where they are alike', () => {
    const design = presetDesign('h100-sxm', 'llama-3.1-70b');
    const pins = { designs: [design, { ...design, name: 'b' }, { ...design, name: 'c' }], reference: 0 };
    expect(encodeDesign(design, { pins }).length - encodeDesign(design).length).toBeLessThan(150);
  });

  it.each([
    ['{"designs":[],"reference":0}', /^pins\.designs: must be a list of 1 to 6 items/],
    ['{"designs":[DESIGN],"reference":1}', /^pins\.reference: must be the position/],
    ['{"designs":[DESIGN,0],"reference":0}', /^pins\.designs\[1\]: must be an object/],
    ['{"designs":[BROKEN],"reference":0}', /^pins\.designs\[0\]\.accelerator\.matrix\.rows: must be/],
    ['null', /^The value must be an object|^pins/],
  ])('that are %s are refused', (text, detail) => {
    const json = canonicalJson(defaultDesign());
    const pins = text.replace('DESIGN', json).replace('BROKEN', json.replace('"rows":128', '"rows":0'));
    expect(decode(linkOfText(`{"design":${json},"pins":${pins}}`))).toEqual(refused('invalid', detail));
  });
});

describe('a link that is no design', () => {
  it.each([
    '',
    '#',
    '#1',
    '#1.',
    '#0.AAAA',
    '#01.AAAA',
    '#x.AAAA',
    '#1.AA+A',
    '#1.AAAA=',
    '#1.A',
    '1.AAAA',
    '#1.AA AA',
  ])('%j is malformed', (hash) => {
    expect(decode(hash)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it('of a newer version says so', () => {
    const detail = /newer Ridgeline \(version 2\); this page knows versions up to 1/;
    expect(decode(linkOfText('{}', '2'))).toEqual(refused('newer-version', detail));
    expect(decode('#9999.AAAA')).toMatchObject({ ok: false, reason: 'newer-version' });
  });

  it('never becomes another design by the change of one letter', () => {
    const design = defaultDesign();
    const link = encodeDesign(design);
    const change = fc.tuple(fc.integer({ min: 3, max: link.length - 1 }), fc.constantFrom(...'AQZaqz059-_'));
    fc.assert(
      fc.property(change, ([at, letter]) => {
        const result = decode(link.slice(0, at) + letter + link.slice(at + 1));
        const whole = { ok: true, kind: 'design', design, pins: NO_PINS, view: undefined };
        expect(result.ok ? result : whole).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('cut short at any point is refused', () => {
    const link = encodeDesign(presetDesign('h100-sxm', 'deepseek-v3'));
    for (let length = 0; length < link.length - 1; length++) expect(decode(link.slice(0, length)).ok).toBe(false);
  });

  it('that is too long is refused before it is read', () => {
    expect(decode(`#1.${'A'.repeat(MAX_LINK_CHARACTERS)}`)).toEqual(refused('too-large', /at most 65536/));
  });

  it('that unpacks without bound is refused', () => {
    for (const size of [MAX_INFLATED_BYTES + 1, 40_000_000]) {
      const bytes = new Uint8Array(size).fill(32);
      expect(decode(linkOf(deflateSync(bytes, { level: 9 }), bytes))).toEqual(refused('too-large', /1048576 bytes/));
    }
  });

  it('with deeply nested, huge or odd JSON is refused', () => {
    expect(decode(linkOfText('['.repeat(500_000)))).toMatchObject({ ok: false, reason: 'malformed' });
    const list = `{"design":{"formats":[${'0,'.repeat(300_000)}0]}}`;
    expect(decode(linkOfText(list))).toMatchObject({ ok: false, reason: 'invalid' });
    for (const text of ['null', '3', '[]', '{}', '{"design":1,"space":1}', '{"constructor":{}}', '{"design":null}']) {
      expect(decode(linkOfText(text))).toMatchObject({ ok: false, reason: 'invalid' });
    }
  });

  it('cannot reach the prototype of objects', () => {
    const json = canonicalJson(defaultDesign());
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const hostile = json.replace('{"name"', `{"${key}":{"polluted":true},"name"`);
      expect(decode(linkOfText(`{"design":${hostile}}`))).toEqual(refused('invalid', `^${key}: is not a field`));
      const inner = json.replace('"overrides":{', `"overrides":{"${key}":{"polluted":true}`);
      expect(decode(linkOfText(`{"design":${inner}}`))).toEqual(refused('invalid', `assumptions.overrides.${key}: `));
    }
    expect('polluted' in {}).toBe(false);
  });

  it('with a design out of range names the field and the range', () => {
    const json = canonicalJson(defaultDesign()).replace('"rows":128', '"rows":0');
    const detail = 'accelerator.matrix.rows: must be a whole number from 1 to 4,096, not 0';
    expect(decode(linkOfText(`{"design":${json}}`))).toEqual({ ok: false, reason: 'invalid', detail });
  });

  it('never throws', () => {
    const hashes = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `#1.${rest}`),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => linkOf(bytes, bytes)),
      fc.json().map((text) => linkOfText(text)),
      fc.json().map((text) => linkOfText(`{"design":${text}}`)),
      fc.json().map((text) => linkOfText(`{"space":${text}}`)),
    );
    fc.assert(
      fc.property(hashes, (hash) => {
        expect(decode(hash).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
