import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoderOf, arbitraryDesign, presetDesign } from './designs.test-support';
import type { Field } from './field-types';
import { fieldsOf } from './fields';
import { issueSentence } from './issues';
import { parseDesign } from './schema';
import type { Issue } from './issues';
import type { Design } from './types';
import { allowedBy } from './value-rules';

const ARRAY = presetDesign('tpu-v4', 'mixtral-8x7b-v0.1');
const RATES = presetDesign('h100-sxm', 'deepseek-v3');

type Json = Record<string | number, unknown>;

/** Keys of a path: `accelerator.tiers[0].id` is accelerator, tiers, 0, id; a role in brackets is looked up. */
function keysOf(design: Design, path: string): readonly (string | number)[] {
  const plain = path.replace(
    /\[role=(\w+)\]/,
    (_, role) => `[${design.formats.findIndex(({ match }) => match.role === role)}]`,
  );
  return plain.split(/[.[\]]+/).flatMap((key) => (key === '' ? [] : [/^\d+$/.test(key) ? Number(key) : key]));
}

/** A copy of the design with another value at a path; undefined takes the key away. */
function withValue(design: Design, path: string, value: unknown): unknown {
  const copy = structuredClone(design) as unknown as Json;
  const keys = keysOf(design, path);
  const parent = keys.slice(0, -1).reduce<Json>((at, key) => (at[key] ??= {}) as Json, copy);
  if (value === undefined) delete parent[keys.at(-1)!];
  else parent[keys.at(-1)!] = value;
  return copy;
}

function issuesWith(design: Design, path: string, value: unknown): readonly Issue[] {
  const parsed = parseDesign(withValue(design, path, value));
  return parsed.ok ? [] : parsed.issues;
}

/** What no field of the kind takes, by the class of mistake. */
function badValues({ control }: Field): readonly unknown[] {
  const everywhere: unknown[] = [{}, [], [1], 'no such thing', '<b>', { __proto__: null }];
  switch (control.kind) {
    case 'number': {
      const { min, max, integer, optional } = control;
      const outside = [min - 1, -max, max * 2, 1e308, -1e-300, NaN, Infinity, -Infinity];
      return [...everywhere, ...outside, true, ...(integer ? [min + 0.5, max + 1] : []), ...(optional ? [] : [null])];
    }
    case 'choice':
      return [...everywhere, 0, null, true, '', '__proto__', 'constructor'];
    case 'toggle':
      return [...everywhere, 0, 1, 'true', null];
    case 'workload':
      return [...everywhere, 0, null, true];
  }
}

/** Fields that always have a value in the design itself: formats and switches fall back to a default. */
function isInDesign(design: Design, { path }: Field): boolean {
  const keys = keysOf(design, path);
  if (keys.includes(-1)) return false;
  return !/^(assumptions\.overrides|economics)\b|\.(macJoules|sramJoulesPerBit|controlShare|idleWatts|otherSquareMetres|sramLeakage|linkType)$/.test(
    path,
  );
}

describe.each([
  ['an array', ARRAY],
  ['a machine known by its rates', RATES],
])('fields of %s', (_, design) => {
  // A unit of its own is a text in the form and in axes, and an object in the design.
  const fields = fieldsOf(design).filter(
    ({ path, part }) => !path.includes('[role=state]') && !path.includes('[role=comm') && part !== 'datapath',
  );

  it.each(fields.map((field) => [field.path, field] as const))('%s: every wrong value is refused', (path, field) => {
    for (const value of badValues(field)) {
      const issues = issuesWith(design, path, value);
      const at = keysOf(design, path).reduce<string>(
        (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
        '',
      );
      // An empty list or object is refused for what it lacks, further down the path.
      expect(issues.map((issue) => issue.path.slice(0, at.length))).toContain(at);
      for (const issue of issues) expect(issue.message).toMatch(/^(must|is missing; it must|is not a field)/);
    }
  });

  it.each(fields.filter((field) => isInDesign(design, field)).map((field) => [field.path, field] as const))(
    '%s: its absence is refused with the allowed range',
    (path, { control }) => {
      const [issue] = issuesWith(design, path, undefined);
      expect(issue?.message).toMatch(/^is missing; it must be /);
      if (control.kind !== 'workload' && !path.includes('bytesPerSecond')) {
        expect(issue?.message).toBe(`is missing; it ${allowedBy(control)}`);
      }
    },
  );

  it.each(fields.map((field) => [field.path, field] as const))('%s: the ends of its range are taken', (path, field) => {
    const { control } = field;
    const ends =
      control.kind === 'number'
        ? [control.min, control.max, ...(control.optional ? [null] : [])]
        : control.kind === 'choice'
          ? control.options.map(({ value }) => value)
          : control.kind === 'toggle'
            ? [true, false]
            : [];
    for (const value of ends) expect(issuesWith(design, path, value)).toEqual([]);
  });
});

describe('a design', () => {
  it('that any fields were set in is valid', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        expect(parseDesign(design)).toMatchObject({ ok: true });
      }),
    );
  });

  it('with an unknown key anywhere is refused', () => {
    for (const path of [
      'speed',
      'accelerator.speed',
      'accelerator.tiers[0].speed',
      'workload.groups[0].layers[0].speed',
    ]) {
      expect(issuesWith(ARRAY, path, 1)).toEqual([{ path, message: 'is not a field that is known here' }]);
    }
  });

  it.each([null, undefined, 3, 'design', [], true, NaN])('that is %j is refused', (json) => {
    expect(parseDesign(json).ok).toBe(false);
  });

  it('of any JSON never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parseDesign(json).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['accelerator.tiers', [], 'accelerator.tiers: must be a list of 1 to 12 items, not 0'],
    ['accelerator.tiers[0].id', 'dram', 'accelerator.tiers[2].id: must differ from the other ids, not dram again'],
    ['accelerator.tiers[0].id', 'Bad id', 'accelerator.tiers[0].id: must be 1 to 32 lower-case letters, digits or hyphens, a letter first, not "Bad id"'],
    ['accelerator.tiers[0].kind', 'dram', 'accelerator.tiers[1].kind: must not stand outside a dram tier as sram: tiers go from the inside out'],
    ['accelerator.tiers[2].bytesPerSecond', null, 'accelerator.tiers[2].bytesPerSecond: must be a number from 1\u00a0kB/s to 1\u00a0EB/s, not null'],
    ['accelerator.matrix.kind', 'gpu', 'accelerator.matrix.kind: must be one of array or rates, not "gpu"'],
    ['accelerator.matrix', 7, 'accelerator.matrix: must be an object, not 7'],
    ['workload.groups[0].layers[0].mixer.kind', 'magic', /^workload\.groups\[0\]\.layers\[0\]\.mixer\.kind: must be one of full, sliding, .*, not "magic"$/],
    ['workload.groups[0].layers[0].mixer.kvHeads', 5, 'workload.groups[0].layers[0].mixer.kvHeads: must divide the 32 heads, not 5'],
    ['workload.groups[0].layers[0].ffn.moe.expertsPerToken', 9, 'workload.groups[0].layers[0].ffn.moe.expertsPerToken: must be at most the 8 experts, not 9'],
    ['workload.groups[0].repeat', 4097, 'workload.groups[0].repeat: must be a whole number from 1 to 4,096, not 4097'],
    ['workload.groups', Array.from({ length: 513 }, () => null), 'workload.groups: must be a list of 1 to 512 items, not 513'],
    ['workload.name', 'x'.repeat(121), /^workload\.name: must be a text of at most 120 characters, not "x{40}\.\.\."$/],
    ['deployment.prefillParallelism.tensor', 1025, 'deployment.prefillParallelism.tensor: must be a whole number from 1 to 1,024, not 1025'],
    ['deployment.promptTokens', [{ tokens: 0, weight: 1 }], 'deployment.promptTokens[0].tokens: must be a whole number from 1 to 16,777,216, not 0'],
    ['deployment.promptTokens', [], 'deployment.promptTokens: must be a list of 1 to 256 items, not 0'],
    ['formats', [{ match: { role: 'weight' }, format: 'nope' }], /^formats\[0\]\.format: must be one of .* or \d+ others, not "nope"$/],
    ['formats', [{ match: { role: 'kv' }, format: 'bf16' }, { match: { role: 'kv' }, format: 'int8' }], 'formats[1].match: must differ from that of formats[0], which it repeats'],
    ['formats', [{ match: { layers: { from: 4, to: 4 } }, format: 'bf16' }], 'formats[0].match.layers.to: must be more than from (4), not 4'],
    ['assumptions.overrides', { gravity: true }, 'assumptions.overrides.gravity: is not a field that is known here'],
  ])('with %s = %j', (path, value, sentence) => {
    const [issue] = issuesWith(ARRAY, path, value);
    if (typeof sentence === 'string') expect(issue && issueSentence(issue)).toBe(sentence);
    else expect(issue && issueSentence(issue)).toMatch(sentence);
  }); // prettier-ignore

  it('with too many layers in all, or too many parameters to count, is refused', () => {
    const group = { ...decoderOf(ARRAY).groups[0]!, repeat: 4096 };
    expect(issuesWith(ARRAY, 'workload.groups', [group, group])).toEqual([
      { path: 'workload.groups', message: 'must have at most 4096 layers in all, not 8192' },
    ]);
    const huge = structuredClone(decoderOf(ARRAY));
    Object.assign(huge, { hiddenSize: 1_000_000 });
    Object.assign(huge.groups[0]!.layers[0]!.ffn.moe!, { experts: 65_536, expertWidth: 10_000_000 });
    expect(issuesWith(ARRAY, 'workload', huge)[0]?.message).toMatch(/at most 9e15 parameters/);
  });

  it('with millions of bad items answers at once and in few words', () => {
    const parsed = parseDesign({ ...ARRAY, formats: Array.from({ length: 2_000_000 }, () => 0) });
    expect(parsed).toEqual({
      ok: false,
      issues: [{ path: 'formats', message: 'must be a list of 0 to 64 items, not 2000000' }],
    });
    const many = { ...ARRAY, formats: Array.from({ length: 64 }, () => 0) };
    const result = parseDesign(many);
    expect(result.ok ? 0 : result.issues.length).toBe(20);
  });

  it('drops assumptions of cost that are not made', () => {
    const parsed = parseDesign({ ...ARRAY, economics: { waferUsd: null, utilisation: 0.5 } });
    expect(parsed).toEqual({ ok: true, design: { ...ARRAY, economics: { utilisation: 0.5 } } });
  });

  it('keeps learned positions where they are given', () => {
    const gpt = presetDesign('tpu-v4', 'opt-125m');
    expect(decoderOf(gpt).learnedPositions).toBeGreaterThan(0);
    expect(parseDesign(gpt)).toEqual({ ok: true, design: gpt });
    expect(issuesWith(gpt, 'workload.learnedPositions', 0)).toHaveLength(1);
  });
});
