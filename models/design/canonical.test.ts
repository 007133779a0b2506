import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalSpaceJson } from './canonical';
import { arbitraryDesign, arbitrarySpace, METRIC_IDS_OF_TESTS, presetDesign } from './designs.test-support';
import { parseDesign } from './schema';
import { parseSpace } from './space-schema';
import type { Design } from './types';

const DESIGN = presetDesign('tpu-v4', 'llama-3.1-8b');

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)])); // prettier-ignore
}

describe('canonical JSON', () => {
  it('reads back as a design with the same canonical JSON', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const json = canonicalJson(design);
        const parsed = parseDesign(JSON.parse(json));
        expect(parsed).toMatchObject({ ok: true });
        if (parsed.ok) {
          const { assumptions, ...rest } = parsed.design;
          expect(rest).toEqual(withoutAssumptions(design));
          expect(assumptions).toMatchObject({ base: design.assumptions.base, level: design.assumptions.level });
          expect(canonicalJson(parsed.design)).toBe(json);
        }
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        expect(canonicalJson(reversed(design) as Design)).toBe(canonicalJson(design));
      }),
    );
  });

  it('leaves out overrides that say what the set says', () => {
    const idle: Design = { ...DESIGN, assumptions: { ...DESIGN.assumptions, overrides: { causalMask: true } } };
    const real: Design = { ...DESIGN, assumptions: { ...DESIGN.assumptions, overrides: { causalMask: false } } };
    expect(canonicalJson(idle)).toBe(canonicalJson(DESIGN));
    expect(canonicalJson(real)).not.toBe(canonicalJson(DESIGN));
  });

  it('leaves out assumptions of cost where none is made', () => {
    expect(canonicalJson({ ...DESIGN, economics: {} })).toBe(canonicalJson(DESIGN));
    expect(canonicalJson({ ...DESIGN, economics: { utilisation: null } })).toBe(canonicalJson(DESIGN));
    expect(canonicalJson({ ...DESIGN, economics: { utilisation: 0.5 } })).toContain('"economics":{"utilisation":0.5}');
  });

  it('of a space reads back', () => {
    fc.assert(
      fc.property(arbitrarySpace, (space) => {
        const json = canonicalSpaceJson(space);
        const parsed = parseSpace(JSON.parse(json), { metricIds: METRIC_IDS_OF_TESTS });
        expect(parsed).toMatchObject({ ok: true });
        if (parsed.ok) {
          expect(parsed.space.axes).toEqual(space.axes);
          expect(canonicalSpaceJson(parsed.space)).toBe(json);
        }
      }),
    );
  });

  it('of an unchecked design is a programming error', () => {
    expect(() => canonicalJson({ ...DESIGN, name: 'x'.repeat(121) })).toThrow('name: must be a text');
  });
});

function withoutAssumptions({ assumptions: _, ...rest }: Design): Omit<Design, 'assumptions'> {
  return rest;
}
