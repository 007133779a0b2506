import { floatElement, integerElement, mxIntegerElement } from '../models/formats/elements/float-element';
import { Quantiser } from '../models/formats/quantise/quantiser';
import { CHANNEL, groupsOf, type Recipe } from '../models/formats/quantise/recipe';
import { TensorStatistics } from '../models/formats/quantise/tensor-statistics';
import { measure, type Measurement } from './measure';

const E2M1 = floatElement(2, 1, 'none');
const MX = { kind: 'powerOfTwo', grouping: groupsOf(32), rule: 'floor', rounding: 'even' } as const;

const RECIPES = {
  MXFP4: { ...MX, element: E2M1 },
  'MXFP8 E4M3': { ...MX, element: floatElement(4, 3, 'nanOnly') },
  MXINT8: { ...MX, element: mxIntegerElement(8) },
  NVFP4: { kind: 'twoLevel', element: E2M1, blockSize: 16, arithmetic: 'division', levels: 2 },
  'INT8 per channel': {
    kind: 'scaled',
    element: integerElement(8),
    grouping: CHANNEL,
    scaleFrom: 'largestMagnitude',
    bounds: null,
  },
} as const satisfies Readonly<Record<string, Recipe>>;

export type QuantiseBench = keyof typeof RECIPES;
export const QUANTISE_BENCHES = Object.keys(RECIPES) as readonly QuantiseBench[];

/**
 * Elements per second of the microxcaling emulation library on a processor (microsoft/microxcaling, commit 7bc4195), as
 * the project's requirements state them: their machine is not named, and nothing of it is measured here.
 */
export const STATED_PEER_RATES: Readonly<Partial<Record<QuantiseBench, number>>> = { MXFP4: 15e6, MXINT8: 30e6 };

/** Rows of a weight matrix that stay in the cache of a core, over and over. */
const ROWS = 64;
const COLUMNS = 4096;

/** Elements quantised and dequantised by one thread, float32 in and out, scales included. */
export function benchQuantise(name: QuantiseBench, elements: number, rounds: number): Measurement {
  const input = bellShaped(Math.min(elements, ROWS * COLUMNS));
  const output = new Float32Array(input.length);
  const statistics = new TensorStatistics();
  statistics.add(input);
  const passes = Math.max(1, Math.round(elements / input.length));
  const work = () => {
    const quantiser = new Quantiser(RECIPES[name], COLUMNS, statistics);
    for (let pass = 0; pass < passes; pass++) quantiser.quantise(input, output);
    return `${quantiser.saturated} saturated`;
  };
  return measure(`${name}, one thread`, passes * input.length, work, rounds);
}

/** Sums of twelve uniform numbers less six: near enough to a normal distribution for branches to be as random. */
function bellShaped(length: number): Float32Array {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return Float32Array.from({ length }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  });
}
