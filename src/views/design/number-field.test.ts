import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberControl } from '../../../models/design/field-types';
import { fieldsOf } from '../../../models/design/fields';
import { defaultDesign } from '../../../models/design/presets/default-design';
import { draftOf, readDraft } from './number-draft';
import { positionOf, SLIDER_STEPS, sliderRange, stepped, valueAt } from './number-scale';

const NUMBERS = fieldsOf(defaultDesign()).flatMap(({ id, label, control, get }) =>
  control.kind === 'number' ? [{ id, label, control, value: get(defaultDesign()) as number | null }] : [],
);

const CLOCK: NumberControl = {
  kind: 'number',
  quantity: 'hertz',
  min: 1e6,
  max: 1e10,
  integer: false,
  scale: 'log',
  optional: false,
};

describe('text of a number', () => {
  it.each(NUMBERS)('$id reads back as it is shown', ({ control, label, value }) => {
    const read = readDraft(draftOf(value, control), control, label);
    expect(read).toEqual(value === null && !control.optional ? expect.anything() : { ok: true, value });
  });

  it.each([
    ['1.2 GHz', { ok: true, value: 1.2e9 }],
    ['800 MHz', { ok: true, value: 8e8 }],
    ['', { ok: false, reason: 'Clock must be a number from 1 MHz to 10 GHz.' }],
    ['20 GHz', { ok: false, reason: 'Clock must be a number from 1 MHz to 10 GHz.' }],
    ['-1 GHz', { ok: false, reason: 'Clock must be a number from 1 MHz to 10 GHz.' }],
    ['fast', { ok: false, reason: 'Clock must be a number from 1 MHz to 10 GHz: what is typed is not a number.' }],
  ])('"%s" of a clock', (text, expected) => {
    const read = readDraft(text, CLOCK, 'Clock');
    const plain = read.ok ? read : { ...read, reason: read.reason.replaceAll('\u00a0', ' ') };
    expect(plain).toEqual(expected);
  });

  it('that is empty means not known where that is allowed', () => {
    expect(readDraft(' ', { ...CLOCK, optional: true }, 'Clock')).toEqual({ ok: true, value: null });
  });
});

describe('sliders', () => {
  it.each(NUMBERS)('$id: every position gives a value that is allowed', ({ control, value }) => {
    const range = sliderRange(control, value ?? control.min);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SLIDER_STEPS }), (position) => {
        const at = valueAt(control, range, position);
        expect(at).toBeGreaterThanOrEqual(control.min);
        expect(at).toBeLessThanOrEqual(control.max);
        if (control.integer) expect(Number.isInteger(at)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it.each(NUMBERS.filter(({ value }) => value !== null))('$id: its value is in reach', ({ control, value }) => {
    const range = sliderRange(control, value!);
    expect(value).toBeGreaterThanOrEqual(range.min);
    expect(value).toBeLessThanOrEqual(range.max);
    const position = positionOf(control, range, value!);
    expect(position).toBeGreaterThanOrEqual(0);
    expect(position).toBeLessThanOrEqual(SLIDER_STEPS);
  });
});

describe('arrow keys', () => {
  const powers = { scale: 'powersOfTwo', min: 1, max: 4096, integer: true } as const;
  it.each([
    [powers, 128, 1, 256],
    [powers, 100, 1, 128],
    [powers, 100, -1, 64],
    [powers, 4096, 1, 4096],
    [CLOCK, 1e9, 1, 2e9],
    [CLOCK, 1.05e9, 1, 2e9],
    [CLOCK, 1.05e9, -1, 1e9],
    [CLOCK, 1e9, -1, 5e8],
    [{ scale: 'linear', min: 0, max: 1, integer: false } as const, 0.5, 1, 0.51],
  ] as const)('%o from %s by %s goes to %s', (scale, value, direction, expected) => {
    expect(stepped(scale, value, direction)).toBe(expected);
  });

  it.each(NUMBERS.filter(({ value }) => value !== null))('$id stays within its range', ({ control, value }) => {
    let at = value!;
    for (let step = 0; step < 200; step++) at = stepped(control, at, 1);
    expect(at).toBeLessThanOrEqual(control.max);
  });
});
