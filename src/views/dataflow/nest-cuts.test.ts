import { expect, it } from 'vitest';
import type { MappedLoop, TierTraffic } from '../../../models/evaluate/mapped/product-mapper';
import { nestCuts, parallelText } from './nest-cuts';

const NONE = { input: 0, weight: 0, output: 0 };
const memory = (tier: string, label: string): TierTraffic => ({ tier, label, readBytes: NONE, writtenBytes: NONE, joules: 0 }); // prettier-ignore
const loop = (input: string, weight: string, output: string): MappedLoop => ({ dim: 'm', size: 2, tiers: { input, weight, output } }); // prettier-ignore

it('loops in the part of one memory are one cut, by operand', () => {
  const cuts = nestCuts({
    loops: [loop('sram', 'dram', 'dram'), loop('sram', 'sram', 'dram'), loop('sram', 'dram', 'register-output')],
    traffic: [memory('register-output', 'Register of an element'), memory('sram', 'VMEM'), memory('dram', 'HBM2')],
  });
  expect(cuts.input).toEqual([{ from: 0, rows: 3, label: 'VMEM' }]);
  expect(cuts.weight.map(({ label, rows }) => [label, rows])).toEqual([['HBM2', 1], ['VMEM', 1], ['HBM2', 1]]); // prettier-ignore
  expect(cuts.output).toEqual([
    { from: 0, rows: 2, label: 'HBM2' },
    { from: 2, rows: 1, label: 'register' },
  ]);
});

it('what runs at the same time is told in words', () => {
  expect(parallelText({ spatial: [{ along: 'rows', dim: 'n', factor: 127.5 }] })).toBe('in parallel: n × 127.5 along the rows'); // prettier-ignore
  expect(parallelText({ spatial: [] })).toBe('nothing in parallel');
});
