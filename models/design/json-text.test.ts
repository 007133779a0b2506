import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical';
import { parseJsonText } from './json-text';
import { defaultDesign } from './presets/default-design';
import { parseDesign } from './schema';

describe('JSON text', () => {
  it('of a design is read', () => {
    const text = canonicalJson(defaultDesign());
    expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) });
    expect(parseJsonText(`\uFEFF${text}`).ok).toBe(true);
  });

  it('of 100 MB, or nested deeply, is refused before it is parsed', () => {
    expect(parseJsonText(' '.repeat(100_000_001))).toMatchObject({ ok: false, reason: 'too-large' });
    expect(parseJsonText('['.repeat(1_000_000))).toMatchObject({ ok: false, reason: 'too-deep' });
    expect(parseJsonText('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toMatchObject({ ok: false, reason: 'too-deep' });
    expect(parseJsonText(`"${'['.repeat(1000)}"`).ok).toBe(true);
  });

  it.each(['', '{', '{"a":1,}', 'undefined', '{"a":01}'])('%j is malformed', (text) => {
    expect(parseJsonText(text)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it.each(['NaN', 'Infinity', '-Infinity', '1e999'])('with %s for a number names the field', (token) => {
    const text = canonicalJson(defaultDesign()).replace('"rows":128', `"rows":${token}`);
    const json = parseJsonText(text);
    const parsed = parseDesign(json.ok ? json.value : null);
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path)).toEqual(['accelerator.matrix.rows']);
  });
});
