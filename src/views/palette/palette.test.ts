import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../models/design/fields';
import { selectDesign } from '../../state/design-slice';
import type { RidgelineStore } from '../../state/store';
import { testStore } from '../../state/store.test-support';
import { commandsFor } from './commands';
import { matching, matchScore } from './match';

let store: RidgelineStore;
const state = () => store.getState();
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const titles = (query: string) => commandsFor(state(), query).map(({ title }) => plain(title));
const run = (query: string) => commandsFor(state(), query)[0]!.run(state());

beforeEach(() => {
  store = testStore();
});

describe('matching', () => {
  it('finds every word, starts of words before insides, insides before letters left out of one word', () => {
    const texts = ['Tab of charts', 'Chariot', 'Chart', 'Flowchart', 'Catch the art'];
    expect(matching(texts, (text) => text, 'chart')).toEqual(['Chart', 'Tab of charts', 'Flowchart', 'Chariot']);
    expect(matching(['Time to first token', 'Tottering foot'], (text) => text, 'ttft')).toEqual([
      'Time to first token',
    ]);
    expect(matchScore('Go to Compare', 'go comp')).toBeGreaterThan(0);
    expect(matchScore('Go to Compare', 'go explore')).toBe(0);
  });

  it('keeps everything for no words', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        expect(matching(texts, (text) => text, '  ')).toEqual(texts);
      }),
    );
  });
});

describe('commands', () => {
  it.each([
    ['batch 8', 'Set Batch to 8', 'deployment.decodeBatch', 8],
    ['prompt 4096', 'Set Prompt tokens to 4,096', 'deployment.promptTokens', 4096],
    ['hbm2 2.4 TB/s', 'Set HBM2: Bandwidth to 2.4 TB/s', 'tier.dram.bandwidth', 2.4e12],
    ['sram 64 MiB', 'Set VMEM: Capacity to 64 MiB', 'tier.sram.capacity', 64 * 2 ** 20],
    ['cmem 64 MiB', 'Set CMEM: Capacity to 64 MiB', 'tier.cmem.capacity', 64 * 2 ** 20],
    ['dataflow os', 'Set Dataflow to OS', 'matrix.dataflow', 'os'],
    ['weights int4', 'Set Weights to INT4', 'format.weight', 'int4'],
    ['offload on', 'Set Offload to host to on', 'deployment.offload', true],
    ['level array', 'Set Level to Array', 'assumptions.level', 'array'],
  ])('%s sets a field', (query, title, id, value) => {
    expect(titles(query)[0]).toBe(title);
    expect(run(query)).toBeNull();
    const design = selectDesign(state());
    expect(
      fieldsOf(design)
        .find((field) => field.id === id)!
        .get(design),
    ).toBe(value);
  });

  it('a field without a value asks for it; a value that it does not take is not offered', () => {
    const [first] = commandsFor(state(), 'output tokens');
    expect(first).toMatchObject({ title: 'Set Output tokens …', fill: 'Output tokens ' });
    expect(titles('array rows 0').filter((title) => title.startsWith('Set Array rows to'))).toEqual([]);
  });

  it('load presets, go to tabs, pin, undo', () => {
    expect(titles('h100 sxm')[0]).toMatch(/^Load NVIDIA H100 SXM/);
    expect(run('h100 sxm')).toBeNull();
    expect(selectDesign(state()).accelerator.name).toMatch(/H100/);
    expect(titles('')).toContain('Undo');
    run('undo');
    expect(selectDesign(state()).accelerator.name).toMatch(/TPU/);
    run('pin this');
    expect(state().pinned).toHaveLength(1);
    run('compare');
    expect(state().tab).toBe('compare');
    expect(titles('')).not.toContain('Go to Compare');
    run('unpin');
    expect(state().pinned).toEqual([]);
    run('theme dark');
    expect(state().theme).toBe('dark');
    expect(titles('xyzzy q')).toEqual([]);
  });
});
