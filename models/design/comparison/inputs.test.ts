import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDesign, presetDesign } from '../designs.test-support';
import { fieldOf, fieldsOf } from '../fields';
import type { Design } from '../types';
import { comparedInputs, differencesFrom, differingInputs } from './inputs';
import { firstOfSame, inputsText } from './same';

const tpu = presetDesign('tpu-v4', 'llama-3.1-8b');
const withValue = (design: Design, id: string, value: number | string) => fieldOf(design, id).set(design, value);
const differing = (...designs: readonly Design[]) => differingInputs(comparedInputs(designs));

describe('inputs side by side', () => {
  it('of the same design never differ, whatever it is called', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const rows = comparedInputs([
          design,
          { ...design, name: 'other' },
          JSON.parse(JSON.stringify(design)) as Design,
        ]);
        expect(rows.filter(({ differs }) => differs)).toEqual([]);
        for (const { id, cells } of rows) expect([id, cells.length]).toEqual([id, 3]);
      }),
      { numRuns: 40 },
    );
  });

  it('differ somewhere exactly where the designs are not the same', () => {
    fc.assert(
      fc.property(arbitraryDesign, arbitraryDesign, (a, b) => {
        const isSame = inputsText(a) === inputsText(b);
        expect(comparedInputs([a, b]).some(({ differs }) => differs)).toBe(!isSame);
      }),
      { numRuns: 40 },
    );
  });

  it('have each field once, in its section', () => {
    fc.assert(
      fc.property(arbitraryDesign, arbitraryDesign, (a, b) => {
        const rows = comparedInputs([a, b]);
        const ids = rows.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const field of [...fieldsOf(a), ...fieldsOf(b)]) {
          expect(rows.find(({ id }) => id === field.id)?.section).toBe(field.section);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('show one changed field as one row, with units', () => {
    const [row, ...rest] = differing(tpu, withValue(tpu, 'tier.dram.bandwidth', 2.4e12));
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ id: 'tier.dram.bandwidth', section: 'memory', quantity: 'bytesPerSecond' });
    expect(row!.cells.map(({ text }) => text.replace('\u00a0', ' '))).toEqual(['1.2 TB/s', '2.4 TB/s']);
  });

  it('tell a figure that is not known from one that a machine does not have', () => {
    const gpu = presetDesign('h100-sxm', 'llama-3.1-8b');
    const rows = comparedInputs([tpu, gpu]);
    const states = (id: string) => rows.find((row) => row.id === id)?.cells.map(({ state }) => state);
    expect(states('matrix.rows')).toEqual(['given', 'absent']);
    expect(states('matrix.peak.bf16')).toEqual(['absent', 'given']);
    expect(states('matrix.peak.fp4')).toEqual(['absent', 'empty']);
  });

  it('leave out what changes nothing about either workload', () => {
    const table = presetDesign('tpu-v4', 'resnet-50');
    expect(differing(table, withValue(table, 'deployment.decodeBatch', 64))).toEqual([]);
    expect(differing(tpu, withValue(tpu, 'deployment.decodeBatch', 64))).toHaveLength(1);
  });

  it('tell rules for one module, and models of one name', () => {
    const rule = { match: { module: 'ffn', role: 'weight' }, format: 'int4' } as const;
    const [rules] = differing(tpu, { ...tpu, formats: [...tpu.formats, rule] });
    expect(rules).toMatchObject({ id: 'formats', section: 'formats' });
    expect(rules!.cells[1]!.text).toBe('ffn weight: int4');

    const { workload } = tpu;
    if (workload.kind !== 'decoder') throw new Error('a decoder is compared here');
    const [model] = differing(tpu, { ...tpu, workload: { ...workload, maxContext: 1 } });
    expect(model!.cells.map(({ text }) => text)).toEqual(['Llama 3.1 8B (1)', 'Llama 3.1 8B (2)']);
  });

  it('say what sets a design apart', () => {
    const other = withValue(withValue(tpu, 'matrix.rows', 64), 'tier.sram.capacity', 2 ** 20);
    const rows = comparedInputs([tpu, other]);
    expect(differencesFrom(rows, 1, 0).map((text) => text.replace('\u00a0', ' '))).toEqual([
      'Array rows 64',
      'VMEM capacity 1 MiB',
    ]);
    expect(differencesFrom(rows, 0, 0)).toEqual([]);
  });

  it('find the first of designs that are the same', () => {
    const other = withValue(tpu, 'matrix.rows', 64);
    expect(firstOfSame([tpu, other, { ...tpu, name: 'again' }, other])).toEqual([0, 1, 0, 1]);
  });
});
