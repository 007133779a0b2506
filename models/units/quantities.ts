/**
 * The quantities that fields and metrics are measured in, with the units each may be written in.
 *
 * A unit is `multiplier * 10^exponent` of the quantity's own unit. The power of ten is kept apart from the multiplier
 * because "6 pJ/bit" must read as the double nearest to 6e-12, which 6 * 1e-12 is not; multipliers are chosen so that
 * the product is exact (powers of two) wherever the unit allows it. kB is 1000 bytes and KiB is 1024, always.
 */
export interface Unit {
  readonly symbol: string;
  /** Power of ten relative to the quantity's own unit. */
  readonly exponent: number;
  /** Further exact factor: 2^10 for Ki, 1/8 for bits in a byte quantity. */
  readonly multiplier: number;
}

export interface QuantitySpec {
  /** The unit that values are kept in, for documentation and messages. */
  readonly base: string;
  /**
   * Units that numbers are shown in, ascending; the largest that leaves at least 1 in front is taken. All have the same
   * multiplier.
   */
  readonly ladder: readonly Unit[];
  /** Units that are understood besides those of the ladder. */
  readonly alsoReads: readonly Unit[];
  /** Binary units, ascending, used to show values that are round in them. */
  readonly binaryLadder: readonly Unit[];
  /** Symbol of the unit that a bare number is read in. */
  readonly bareUnit: string;
  /** Whether a K in place of k or Ki is worth a warning: people write 128K for 131,072. */
  readonly ambiguousKilo: boolean;
}

type Prefix = readonly [symbol: string, exponent: number];

const SMALL: readonly Prefix[] = [['f', -15], ['p', -12], ['n', -9], ['µ', -6], ['m', -3]]; // prettier-ignore
const LARGE: readonly Prefix[] = [['k', 3], ['M', 6], ['G', 9], ['T', 12], ['P', 15], ['E', 18]]; // prettier-ignore
const ONE: readonly Prefix[] = [['', 0]];
const BINARY: readonly (readonly [symbol: string, multiplier: number])[] = [
  ['Ki', 1024],
  ['Mi', 1024 * 1024],
  ['Gi', 1024 * 1024 * 1024],
  ['Ti', 1024 * 1024 * 1024 * 1024],
  ['Pi', 1024 * 1024 * 1024 * 1024 * 1024],
];

function unit(symbol: string, exponent = 0, multiplier = 1): Unit {
  return { symbol, exponent, multiplier };
}

function prefixed(symbol: string, prefixes: readonly Prefix[], multiplier = 1): Unit[] {
  return prefixes.map(([prefix, exponent]) => unit(prefix + symbol, exponent, multiplier));
}

function binary(symbol: string): Unit[] {
  return BINARY.map(([prefix, multiplier]) => unit(prefix + symbol, 0, multiplier));
}

type Options = Partial<Omit<QuantitySpec, 'base' | 'ladder'>>;

function spec(base: string, ladder: readonly Unit[], options: Options = {}): QuantitySpec {
  return { base, ladder, alsoReads: [], binaryLadder: [], bareUnit: base, ambiguousKilo: false, ...options };
}

/** Names for a rate that counts a multiply-accumulate as two operations, as vendors do. */
function operationRates(multiplier: number): Unit[] {
  const large = [...ONE, ...LARGE];
  const spellings = ['FLOP/s', 'FLOPS', 'OP/s', 'OPS', 'op/s'];
  return spellings.flatMap((symbol) => prefixed(symbol, large, multiplier));
}

function macRates(multiplier: number): Unit[] {
  const large = [...ONE, ...LARGE];
  return ['MAC/s', 'MACs/s', 'MACS'].flatMap((symbol) => prefixed(symbol, large, multiplier));
}

/** With the power of ten kept apart: 1 / 3.6 for a kilowatt-hour of 3.6e6 joules. */
const PER_KILOWATT_HOUR = 1 / 3.6;
const SECONDS_PER_YEAR = 31_557_600;

const SMALL_TO_LARGE = [...SMALL, ...ONE, ...LARGE];
const UP = [...ONE, ...LARGE];

/** Every quantity. Keys name the unit a value is kept in. */
const SPECS = {
  bytes: spec('B', prefixed('B', UP), { binaryLadder: binary('B'), ambiguousKilo: true }),
  bytesPerSecond: spec('B/s', prefixed('B/s', UP), {
    alsoReads: [
      ...prefixed('Bps', UP),
      ...binary('B/s'),
      ...prefixed('bit/s', UP, 1 / 8),
      ...prefixed('b/s', UP, 1 / 8),
      ...prefixed('bps', UP, 1 / 8),
    ],
    bareUnit: 'GB/s',
    ambiguousKilo: true,
  }),
  bits: spec('bit', [unit('bit')], { alsoReads: [unit('bits'), unit('b')] }),
  hertz: spec('Hz', prefixed('Hz', UP), { bareUnit: 'GHz' }),
  seconds: spec('s', [...prefixed('s', SMALL.slice(1)), unit('s')], {
    alsoReads: [unit('min', 0, 60), unit('h', 0, 3600)],
  }),
  macs: spec('MAC', prefixed('MAC', UP), { alsoReads: prefixed('MACs', UP) }),
  ops: spec('op', prefixed('op', UP), { alsoReads: [...prefixed('FLOP', UP), ...prefixed('OP', UP)] }),
  /** A field of MACs per second also reads FLOP/s and TOPS: two operations to a MAC. */
  macsPerSecond: spec('MAC/s', prefixed('MAC/s', UP), {
    alsoReads: [...macRates(1), ...operationRates(1 / 2)],
    bareUnit: 'TMAC/s',
  }),
  opsPerSecond: spec('op/s', prefixed('op/s', UP), {
    alsoReads: [...operationRates(1), ...macRates(2)],
    bareUnit: 'Top/s',
  }),
  /** Lane operations: an FMA is one, so neither FLOP/s nor MAC/s would be read unambiguously. */
  laneOpsPerSecond: spec('op/s', prefixed('op/s', UP), { bareUnit: 'Top/s' }),
  opsPerByte: spec('op/B', [unit('op/B')], { alsoReads: [unit('FLOP/B')] }),
  watts: spec('W', prefixed('W', [...SMALL.slice(2), ...ONE, ...LARGE])),
  joules: spec('J', prefixed('J', SMALL_TO_LARGE), {
    alsoReads: [unit('Wh', 0, 3600), unit('kWh', 3, 3600)],
  }),
  joulesPerBit: spec('J/bit', prefixed('J/bit', [...SMALL, ...ONE]), {
    alsoReads: [...prefixed('J/b', SMALL), ...prefixed('J/B', SMALL, 1 / 8), ...prefixed('J/byte', SMALL, 1 / 8)],
    bareUnit: 'pJ/bit',
  }),
  joulesPerToken: spec('J/token', prefixed('J/token', [...SMALL, ...ONE, ...LARGE])),
  metres: spec('m', prefixed('m', [...SMALL.slice(2), ...ONE])),
  /** Process nodes, kept in nanometres because the number is a name more than a length. */
  nanometres: spec('nm', [unit('nm')], { alsoReads: [unit('µm', 3), unit('um', 3)] }),
  squareMetres: spec('m²', [unit('µm²', -12), unit('mm²', -6)], {
    alsoReads: [unit('cm²', -4), unit('m²'), unit('um²', -12)],
    bareUnit: 'mm²',
  }),
  count: spec('', [unit('')], { alsoReads: [...prefixed('', LARGE), ...binary('')], ambiguousKilo: true }),
  parameters: spec('', [unit(''), unit('k', 3), unit('M', 6), unit('B', 9), unit('T', 12)], {
    alsoReads: [unit('G', 9)],
    ambiguousKilo: true,
  }),
  cycles: spec('cycles', [unit('cycles')], { alsoReads: [unit(''), unit('k', 3), unit('M', 6), unit('G', 9)] }),
  ratio: spec('', [unit('%', -2)], { alsoReads: [unit('')] }),
  tokens: spec('tokens', [unit('tokens')], {
    alsoReads: [
      ...['', ' tokens', ' tok'].flatMap((name) => [...prefixed(name, LARGE), ...binary(name)]),
      unit('token'),
      unit('tok'),
    ],
    ambiguousKilo: true,
  }),
  tokensPerSecond: spec('tok/s', [unit('tok/s')], { alsoReads: [...prefixed('tok/s', LARGE), unit('tokens/s')] }),
  perSecond: spec('/s', prefixed('/s', UP)),
  dollars: spec('USD', [unit('USD')], { alsoReads: [unit('$'), unit('kUSD', 3), unit('MUSD', 6)] }),
  dollarsPerJoule: spec('USD/J', [unit('USD/kWh', -6, PER_KILOWATT_HOUR)], {
    alsoReads: [unit('USD/J'), unit('USD/MWh', -9, PER_KILOWATT_HOUR)],
    bareUnit: 'USD/kWh',
  }),
  dollarsPerByte: spec('USD/B', [unit('USD/GB', -9)], { alsoReads: [unit('USD/B')], bareUnit: 'USD/GB' }),
  kilograms: spec('kg', [unit('g', -3), unit('kg')], { alsoReads: [unit('t', 3)] }),
  kilogramsPerJoule: spec('kg/J', [unit('g/kWh', -9, PER_KILOWATT_HOUR)], {
    alsoReads: [unit('kg/J'), unit('kg/kWh', -6, PER_KILOWATT_HOUR)],
    bareUnit: 'g/kWh',
  }),
  kilogramsPerByte: spec('kg/B', [unit('g/GB', -12)], { alsoReads: [unit('kg/B')], bareUnit: 'g/GB' }),
  perSquareMetre: spec('/m²', [unit('/cm²', 4)], { alsoReads: [unit('/m²'), unit('/mm²', 6)], bareUnit: '/cm²' }),
  /** How long a machine serves. A year has 365.25 days. */
  secondsOfService: spec('s', [unit('years', 0, SECONDS_PER_YEAR)], {
    alsoReads: [unit('s'), unit('year', 0, SECONDS_PER_YEAR), unit('months', 0, SECONDS_PER_YEAR / 12)],
    bareUnit: 'years',
  }),
} as const satisfies Record<string, QuantitySpec>;

/** What a number measures; the name says the unit it is kept in (SI but for `nanometres`). */
export type Quantity = keyof typeof SPECS;

export const QUANTITIES = Object.keys(SPECS) as readonly Quantity[];

export function quantitySpec(quantity: Quantity): QuantitySpec {
  return SPECS[quantity];
}

/** All units that a quantity reads, those it is shown in first. */
export function unitsOf(quantity: Quantity): readonly Unit[] {
  const { ladder, binaryLadder, alsoReads } = SPECS[quantity];
  return [...ladder, ...binaryLadder, ...alsoReads];
}
