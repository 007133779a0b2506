import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuantity, QUANTITIES, quantitySpec, unitsOf, type Quantity } from '.';
import { parseQuantity } from './parse';
import { formatEditable } from './editable';
import { formatRatio } from './ratio';

function read(text: string, quantity: Quantity, bareUnit?: string): number | string {
  const parsed = parseQuantity(text, quantity, bareUnit);
  return parsed.ok ? parsed.value : parsed.reason;
}

function shown(value: number | null, quantity: Quantity, digits?: number): string {
  return formatQuantity(value, quantity, digits).text.replaceAll('\u00a0', ' ');
}

describe('parseQuantity', () => {
  it.each<[string, Quantity, number]>([
    ['24 MiB', 'bytes', 24 * 1024 * 1024],
    ['24MB', 'bytes', 24e6],
    ['1 kB', 'bytes', 1000],
    ['1 KiB', 'bytes', 1024],
    ['1.5 TiB', 'bytes', 1.5 * 1024 ** 4],
    ['4096', 'bytes', 4096],
    ['4,096', 'bytes', 4096],
    ['819 GB/s', 'bytesPerSecond', 819e9],
    ['819', 'bytesPerSecond', 819e9],
    ['1.6 TB/s', 'bytesPerSecond', 1.6e12],
    ['2 GiB/s', 'bytesPerSecond', 2 * 1024 ** 3],
    ['400 Gbit/s', 'bytesPerSecond', 50e9],
    ['400 Gbps', 'bytesPerSecond', 50e9],
    ['1.2 GHz', 'hertz', 1.2e9],
    ['940 mhz', 'hertz', 940e6],
    ['1.2', 'hertz', 1.2e9],
    ['1.9 us', 'seconds', 1.9e-6],
    ['1.9 µs', 'seconds', 1.9e-6],
    ['1.9 \u03bcs', 'seconds', 1.9e-6],
    ['20 ms', 'seconds', 0.02],
    ['3 ns', 'seconds', 3e-9],
    ['989 TFLOPS', 'macsPerSecond', 494.5e12],
    ['989 TFLOP/s', 'macsPerSecond', 494.5e12],
    ['92 TOPS', 'macsPerSecond', 46e12],
    ['46 TMAC/s', 'macsPerSecond', 46e12],
    ['46', 'macsPerSecond', 46e12],
    ['46 TMAC/s', 'opsPerSecond', 92e12],
    ['92 TOPS', 'opsPerSecond', 92e12],
    ['700 W', 'watts', 700],
    ['7 nm', 'metres', 7e-9],
    ['7 nm', 'nanometres', 7],
    ['7', 'nanometres', 7],
    ['826 mm²', 'squareMetres', 826e-6],
    ['826 mm2', 'squareMetres', 826e-6],
    ['826 mm^2', 'squareMetres', 826e-6],
    ['826', 'squareMetres', 826e-6],
    ['6 pJ/bit', 'joulesPerBit', 6e-12],
    ['6', 'joulesPerBit', 6e-12],
    ['48 pJ/B', 'joulesPerBit', 6e-12],
    ['85 %', 'ratio', 0.85],
    ['0.85', 'ratio', 0.85],
    ['2k', 'tokens', 2000],
    ['2Ki', 'tokens', 2048],
    ['2k tokens', 'tokens', 2000],
    ['2048 tokens', 'tokens', 2048],
    ['128', 'count', 128],
    ['1e3', 'count', 1000],
    ['8.03 B', 'parameters', 8.03e9],
    ['\u22125 ms', 'seconds', -0.005],
    ['15,000 USD', 'dollars', 15_000],
    ['36 USD/kWh', 'dollarsPerJoule', 1e-5],
    ['3.6 g/kWh', 'kilogramsPerJoule', 1e-9],
    ['7', 'dollarsPerByte', 7e-9],
    ['48 g/GB', 'kilogramsPerByte', 48e-12],
    ['0.2', 'perSquareMetre', 2000],
    ['4 years', 'secondsOfService', 4 * 365.25 * 86_400],
  ])('reads %j as %s', (text, quantity, value) => {
    expect(read(text, quantity)).toBe(value);
  });

  it('reads a bare number in the unit that the field shows', () => {
    expect(read('85', 'ratio', '%')).toBe(0.85);
    expect(read('24', 'bytes', 'MiB')).toBe(24 * 1024 * 1024);
  });

  it.each<[string, Quantity, RegExp]>([
    ['', 'bytes', /not a number/],
    ['MiB', 'bytes', /not a number/],
    ['NaN', 'bytes', /not a number/],
    ['Infinity', 'bytes', /not a number/],
    ['1.2.3 GB', 'bytes', /not a unit/],
    ['1 GHz', 'bytes', /“GHz” is not a unit.*MiB/],
    ['1 KB', 'bytes', /1000 or 1024.*“kB”.*“KiB”/],
    ['1 Gb', 'bytes', /not a unit/],
    ['128K', 'tokens', /“k”.*“Ki”/],
    ['1 mw', 'watts', /not a unit/],
    ['1e400', 'count', /too large/],
    ['10,24', 'count', /has a comma/],
    ['1,5 GB', 'bytes', /has a comma/],
    ['3 KB/s', 'bytes', /not a unit/],
    [`1${'0'.repeat(70)}`, 'count', /longer than/],
    ['989 TFLOPS', 'laneOpsPerSecond', /not a unit/],
  ])('refuses %j as %s', (text, quantity, reason) => {
    expect(read(text, quantity)).toMatch(reason);
  });

  it('never throws and never gives a number that is not finite', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...QUANTITIES), (text, quantity) => {
        const parsed = parseQuantity(text, quantity);
        expect(!parsed.ok || Number.isFinite(parsed.value)).toBe(true);
      }),
    );
  });

  it('gives one meaning to each symbol and reads each quantity’s own bare unit', () => {
    for (const quantity of QUANTITIES) {
      const meanings = new Map<string, number>();
      for (const { symbol } of unitsOf(quantity)) {
        const value = read(`1 ${symbol}`, quantity, symbol);
        expect(typeof value, `${quantity} ${symbol}`).toBe('number');
        expect(meanings.get(symbol.trim()) ?? value).toBe(value);
        meanings.set(symbol.trim(), value as number);
      }
      expect(unitsOf(quantity).map((unit) => unit.symbol)).toContain(quantitySpec(quantity).bareUnit);
    }
  });
});

describe('formatQuantity', () => {
  it.each<[number | null, Quantity, string]>([
    [24 * 1024 * 1024, 'bytes', '24 MiB'],
    [1.5 * 1024 ** 3, 'bytes', '1.5 GiB'],
    [16e9, 'bytes', '16 GB'],
    [16_060_522_496, 'bytes', '16.1 GB'],
    [34.4e9, 'bytes', '34.4 GB'],
    [512, 'bytes', '512 B'],
    [128_000, 'bytes', '128 kB'],
    [999_960, 'bytes', '1.00 MB'],
    [1.6e12, 'bytesPerSecond', '1.6 TB/s'],
    [819e9, 'bytesPerSecond', '819 GB/s'],
    [1.9e-6, 'seconds', '1.9 µs'],
    [0.0123456, 'seconds', '12.3 ms'],
    [1234.5, 'seconds', '1,235 s'],
    [494.7e12, 'macsPerSecond', '495 TMAC/s'],
    [6e-12, 'joulesPerBit', '6 pJ/bit'],
    [0.85, 'ratio', '85 %'],
    [0.000123456, 'ratio', '0.0123 %'],
    [2048, 'tokens', '2,048 tokens'],
    [1234.567, 'tokensPerSecond', '1,235 tok/s'],
    [826e-6, 'squareMetres', '826 mm²'],
    [0.046225, 'squareMetres', '46,225 mm²'],
    [8_030_261_248, 'parameters', '8.03 B'],
    [100_000, 'count', '100,000'],
    [7, 'nanometres', '7 nm'],
    [-0.005, 'seconds', '\u22125 ms'],
    [0, 'bytesPerSecond', '0 GB/s'],
    [0.0806 / 3.6e6, 'dollarsPerJoule', '0.0806 USD/kWh'],
    [0.481 / 3.6e6, 'kilogramsPerJoule', '481 g/kWh'],
    [7e-9, 'dollarsPerByte', '7 USD/GB'],
    [1500, 'perSquareMetre', '0.15 /cm²'],
    [4 * 365.25 * 86_400, 'secondsOfService', '4 years'],
    [0.15, 'kilograms', '150 g'],
    [Number.NaN, 'bytes', '–'],
    [null, 'seconds', '–'],
    [Infinity, 'seconds', '∞ s'],
    [1e-30, 'seconds', '1e-18 ps'],
  ])('shows %j %s as %j', (value, quantity, text) => {
    expect(shown(value, quantity)).toBe(text);
  });

  it('keeps number and unit apart for columns', () => {
    expect(formatQuantity(1.5e9, 'hertz')).toEqual({ text: '1.5\u00a0GHz', number: '1.5', unit: 'GHz' });
  });

  it('reads back within the precision shown', () => {
    const value = fc.double({ min: 1e-9, max: 1e18, noNaN: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...QUANTITIES), fc.integer({ min: 1, max: 8 }), (x, quantity, digits) => {
        const back = read(formatQuantity(x, quantity, digits).text, quantity, '');
        expect(Math.abs((back as number) - x)).toBeLessThanOrEqual(x * 0.5000001 * 10 ** (1 - digits));
      }),
    );
  });
});

describe('formatEditable', () => {
  it('reads back as exactly the same double', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...QUANTITIES), (x, quantity) => {
        const wanted = x === 0 ? 0 : x;
        expect(read(formatEditable(x, quantity), quantity, quantitySpec(quantity).base)).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it('is short for round values', () => {
    expect(formatEditable(24 * 1024 * 1024, 'bytes')).toBe('24 MiB');
    expect(formatEditable(131072, 'tokens')).toBe('131072 tokens');
    expect(formatEditable(4.7e-12, 'joulesPerBit')).toBe('4.7 pJ/bit');
    for (const text of ['0.0806 USD/kWh', '0.1 USD/kWh', '1.2345 USD/kWh']) {
      expect(formatEditable(read(text, 'dollarsPerJoule') as number, 'dollarsPerJoule')).toBe(text);
    }
  });
});

describe('ratios', () => {
  it.each([
    [1, '×1'],
    [1.25, '×1.25'],
    [1.0031, '×1.003'],
    [0.9987, '×0.9987'],
    [55.31, '×55.3'],
    [1 / 3, '×0.333'],
  ])('%d is %s', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });
});
