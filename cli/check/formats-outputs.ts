/**
 * What the name of an output in a file of number-format cases asks for: the recipe of its quantisation, and whether its
 * values or its scales are listed. Nothing here reads what a case expects.
 */
import {
  floatElement,
  integerElement,
  mxIntegerElement,
  type Element,
} from '../../models/formats/elements/float-element';
import {
  FLINT4_LEVELS,
  FP3_LEVELS,
  FP3_SPECIALS,
  FP4_LEVELS,
  FP4_SPECIALS,
  NF4_LEVELS,
  NF4_THRESHOLDS,
  wholeLevels,
  type Levels,
} from '../../models/formats/elements/level-sets';
import {
  CHANNEL,
  groupsOf,
  TENSOR,
  type Grouping,
  type Recipe,
  type RowGrouping,
} from '../../models/formats/quantise/recipe';
import type { ScaleRule } from '../../models/formats/quantise/scale-rules';

export type Wanted = 'values' | 'scaleExponents' | 'blockScales' | 'tensorScale';

export interface OutputKind {
  readonly recipe: Recipe;
  readonly wanted: Wanted;
  /** What the other code makes of an element before it quantises it. */
  readonly prepare: (element: number) => number;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Form {
  readonly pattern: RegExp;
  readonly recipe: (groups: Groups) => Recipe | null;
  readonly prepare?: (element: number) => number;
}

const FORMS: readonly Form[] = [
  {
    pattern: /^microxcaling\/mx(?<element>\w+)\/b(?<size>\d+)\/(?<rounding>even|nearest)$/,
    recipe: (groups) => powerOfTwo(groups, 'floorOfFloat32Log'),
    prepare: withoutNegativeZero,
  },
  {
    pattern: /^numpy_exact\/mx(?<element>\w+)\/b(?<size>\d+)\/(?<rule>\w+)\/(?:rne|scale_exp)$/,
    recipe: (groups) => powerOfTwo(groups, SCALE_RULES[groups['rule'] ?? '']),
  },
  {
    pattern: /^ml_dtypes\/cast_(?<element>\w+)$/,
    recipe: ({ element }) => cast(element, 'even', false),
  },
  {
    pattern: /^microxcaling\/cast_(?<element>\w+)\/sat\/(?<rounding>even|nearest)$/,
    recipe: ({ element, rounding }) => cast(element, rounding === 'even' ? 'even' : 'halfAway', true),
    prepare: withFloat32Exponent,
  },
  {
    pattern:
      /^numpy\/nv(?<element>fp4|int4)\/b(?<size>\d+)\/(?<levels>two_level|single_level)(?:\/(?<form>division|paper|te))?(?:\/block_scales_e4m3|\/tensor_scale_f32)?$/,
    recipe: twoLevel,
  },
  {
    pattern: /^(?:numpy\/int(?<bits>\d)_sym|bitmod_f32\/quant_int(?<bounded>\d+))\/(?<grouping>\w+)$/,
    recipe: ({ bits, bounded, grouping }) => {
      const element = integerElement(Number(bits ?? bounded));
      return scaled(element, grouping, 'largestMagnitude', bits === undefined);
    },
  },
  {
    pattern: /^(?:numpy\/int(?<bits>\d)_asym|bitmod_f32\/quant_int_asym(?<bounded>\d+))\/(?<grouping>\w+)$/,
    recipe: ({ bits, bounded, grouping }) => asymmetric(Number(bits ?? bounded), grouping, bits !== undefined),
  },
  {
    pattern: /^numpy\/ternary_absmean\/(?<grouping>\w+)$/,
    recipe: ({ grouping }) => scaled(integerElement(2), grouping, 'meanMagnitude', false),
  },
  {
    pattern: /^numpy\/nf4\/(?<grouping>\w+)$/,
    recipe: ({ grouping }) =>
      inRows(grouping, (rows) => {
        return {
          kind: 'normalFloat',
          levels: NF4_LEVELS,
          thresholds: NF4_THRESHOLDS,
          grouping: rows,
          scales: 'float32',
        };
      }),
  },
  {
    pattern: /^numpy\/bipolar_int(?<bits>\d)\/(?<grouping>\w+)$/,
    recipe: ({ bits, grouping }) =>
      inRows(grouping, (rows) => ({ kind: 'bipolar', bits: Number(bits), grouping: rows })),
  },
  {
    pattern: /^bitmod_f32\/quant_mx_(?<levels>\w+)\/(?<grouping>\w+)$/,
    recipe: ({ levels, grouping }) => listed(candidatesOf(levels), grouping, 'powerOfTwo'),
  },
  {
    pattern: /^bitmod_f32\/(?<levels>\w+)\/(?<grouping>\w+)$/,
    recipe: ({ levels, grouping }) => listed(candidatesOf(levels), grouping, 'largestMagnitude'),
  },
];

/** Null: an output of a kind that is not known here. */
export function outputKind(name: string): OutputKind | null {
  for (const { pattern, recipe, prepare = unchanged } of FORMS) {
    const groups = pattern.exec(name)?.groups;
    if (groups === undefined) continue;
    const found = recipe(groups);
    return found === null ? null : { recipe: found, wanted: wantedOf(name), prepare };
  }
  return null;
}

function unchanged(element: number): number {
  return element;
}

/** microxcaling multiplies by the sign, which is +0 for both zeros. */
function withoutNegativeZero(element: number): number {
  return element === 0 ? 0 : element;
}

/** Its casts divide by 2^floor(log2 x) with the logarithm in float32: at 128 that is infinite and the result NaN. */
function withFloat32Exponent(element: number): number {
  return Math.fround(Math.log2(Math.abs(element))) === 128 ? NaN : withoutNegativeZero(element);
}

function wantedOf(name: string): Wanted {
  if (name.endsWith('/scale_exp')) return 'scaleExponents';
  if (name.endsWith('/block_scales_e4m3')) return 'blockScales';
  return name.endsWith('/tensor_scale_f32') ? 'tensorScale' : 'values';
}

const SCALE_RULES: Readonly<Record<string, ScaleRule>> = {
  floor: 'floor',
  ceil: 'ceil',
  rceil: 'rceil',
  rceil_f32: 'rceilFloat32',
  even: 'even',
};

export const FLOATS: Readonly<Record<string, Element>> = {
  fp8_e4m3: floatElement(4, 3, 'nanOnly'),
  fp8_e5m2: floatElement(5, 2, 'ieee'),
  fp6_e2m3: floatElement(2, 3, 'none'),
  fp6_e3m2: floatElement(3, 2, 'none'),
  fp4_e2m1: floatElement(2, 1, 'none'),
};

function mxElement(name: string | undefined): Element | null {
  const bits = /^int(\d)$/.exec(name ?? '')?.[1];
  return bits === undefined ? (FLOATS[name ?? ''] ?? null) : mxIntegerElement(Number(bits));
}

function groupingOf(text: string | undefined): Grouping | null {
  if (text === 'tensor') return TENSOR;
  if (text === 'channel') return CHANNEL;
  const size = /^(?:group|g|b)(\d+)$/.exec(text ?? '')?.[1];
  return size === undefined ? null : groupsOf(Number(size));
}

function inRows(text: string | undefined, recipe: (rows: RowGrouping) => Recipe): Recipe | null {
  const grouping = groupingOf(text);
  return grouping === null || grouping.kind === 'tensor' ? null : recipe(grouping);
}

function powerOfTwo({ element: name, size, rounding }: Groups, rule: ScaleRule | undefined): Recipe | null {
  const element = mxElement(name);
  if (element === null || rule === undefined) return null;
  const grouping = groupsOf(Number(size));
  return { kind: 'powerOfTwo', element, grouping, rule, rounding: rounding === 'nearest' ? 'halfAway' : 'even' };
}

function cast(name: string | undefined, rounding: 'even' | 'halfAway', saturates: boolean): Recipe | null {
  const element = FLOATS[name ?? ''];
  if (element?.kind !== 'float') return null;
  const special = { ieee: 'infinity', nanOnly: 'nan', none: 'saturate' } as const;
  return { kind: 'cast', element, rounding, overflow: saturates ? 'saturate' : special[element.specials] };
}

function twoLevel({ element, size, levels, form }: Groups): Recipe {
  return {
    kind: 'twoLevel',
    element: element === 'int4' ? integerElement(4) : floatElement(2, 1, 'none'),
    blockSize: Number(size),
    arithmetic: form === 'paper' ? 'reciprocal' : form === 'te' ? 'folded' : 'division',
    levels: levels === 'two_level' ? 2 : 1,
  };
}

/** The bounds that BitMoD's code puts on every scale, and the error from which its search starts. */
const BITMOD_BOUNDS = { smallest: 1e-5, largest: 1e4 };
const BITMOD_ERROR_LIMIT = 1e3;

function scaled(
  element: Element,
  groupingText: string | undefined,
  scaleFrom: 'largestMagnitude' | 'meanMagnitude',
  isBounded: boolean,
): Recipe | null {
  const grouping = groupingOf(groupingText);
  const bounds = isBounded ? BITMOD_BOUNDS : null;
  return grouping === null ? null : { kind: 'scaled', element, grouping, scaleFrom, bounds };
}

function asymmetric(bits: number, groupingText: string | undefined, holdsZero: boolean): Recipe | null {
  const grouping = groupingOf(groupingText);
  const bounds = holdsZero ? null : BITMOD_BOUNDS;
  return grouping === null ? null : { kind: 'asymmetric', bits, grouping, holdsZero, bounds };
}

/** The lists of levels of that name, several where a group chooses one. */
export function candidatesOf(name: string | undefined): readonly Levels[] | null {
  if (name === 'mixed_bitmod3') return Object.values(FP3_SPECIALS);
  if (name === 'mixed_bitmod4') return Object.values(FP4_SPECIALS);
  const special = /^fp([34])_(\w+)$/.exec(name ?? '');
  const specials: Readonly<Record<string, Levels>> = special?.[1] === '3' ? FP3_SPECIALS : FP4_SPECIALS;
  const bits = /^int(\d)$/.exec(name ?? '')?.[1];
  const element = FLOATS[name ?? ''];
  const plain: Readonly<Record<string, Levels>> = { fp3: FP3_LEVELS, fp4: FP4_LEVELS, flint4: FLINT4_LEVELS };
  if (bits !== undefined) return [wholeLevels(integerElement(Number(bits)))];
  const levels = plain[name ?? ''] ?? specials[special?.[2] ?? ''] ?? (element ? wholeLevels(element) : undefined);
  return levels === undefined ? null : [levels];
}

function listed(
  candidates: readonly Levels[] | null,
  groupingText: string | undefined,
  scaleFrom: 'largestMagnitude' | 'powerOfTwo',
): Recipe | null {
  if (candidates === null) return null;
  const bounds = scaleFrom === 'powerOfTwo' ? null : BITMOD_BOUNDS;
  return inRows(groupingText, (grouping) => ({
    kind: 'levels',
    candidates,
    grouping,
    scaleFrom,
    bounds,
    errorLimit: BITMOD_ERROR_LIMIT,
  }));
}
