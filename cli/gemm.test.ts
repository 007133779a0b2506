import { describe, expect, it } from 'vitest';
import fixture from '../models/cost/fixtures/systolic-cases.json' with { type: 'json' };
import { runGemm } from './gemm';
import { GEMM_OPTIONS, parseGemmOptions, type GemmOptions } from './gemm-options';

const TEXT = { m: '128', n: '96', k: '160', rows: '16', cols: '16', dataflow: 'ws' };

function options(text: Readonly<Record<string, string>>): GemmOptions {
  const parsed = parseGemmOptions({ ...TEXT, ...text });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.options;
}

describe('runGemm', () => {
  it('reproduces the reference under its assumption set', () => {
    const gemms = fixture.cases.filter((entry) => entry.workload.type === 'gemm' && !('bw_mode' in entry));
    for (const { workload, hw, expected } of gemms.filter((entry) => !('sparsity' in entry))) {
      if (Array.isArray(expected)) continue;
      const result = runGemm(
        options({
          m: String(workload.M),
          n: String(workload.N),
          k: String(workload.K),
          rows: String(hw.rows),
          cols: String(hw.cols),
          dataflow: hw.dataflow,
          sram: `${String(3 * hw.ifmap_sram_kb)} KiB`,
          assumptions: 'scalesim-3.0',
        }),
      );
      expect(result.cycles).toBe(expected.total_cycles);
      expect(100 * result.utilisation).toBeCloseTo(expected.overall_util_pct, 9);
      expect(100 * result.computeUtilisation).toBeCloseTo(expected.compute_util_pct, 9);
      expect(result.sram.readsA).toBe(expected.sram.ifmap_reads);
      expect(result.sram.readsOutput).toBe(0);
      expect([result.dram.bytesA, result.dram.bytesB]).toEqual([expected.dram.ifmap_reads, expected.dram.filter_reads]);
    }
    expect(gemms.length).toBeGreaterThan(8);
  });

  it('never says more than full utilisation or less than the lower bound by default', () => {
    for (const dataflow of ['os', 'ws', 'is']) {
      for (const cores of ['1', '4', '64']) {
        const result = runGemm(options({ dataflow, cores, groups: '3', sram: '64 KiB' }));
        expect(result.utilisation).toBeLessThanOrEqual(1);
        expect(result.computeUtilisation).toBeCloseTo(result.utilisation, 12);
        expect(result.dram.bytesPerLowerBound).toBeGreaterThanOrEqual(1);
        expect(result.dram.tile).not.toBeNull();
      }
    }
  });
});

describe('parseGemmOptions', () => {
  it('fills in every option', () => {
    expect(Object.keys(options({})).toSorted()).toEqual(GEMM_OPTIONS.map((spec) => spec.key).toSorted());
    expect(options({ sram: '1.5 MiB' }).sramBytes).toBe(1.5 * 1024 * 1024);
  });

  it.each([
    [{ m: '0' }, '--m: must be a whole number from 1 to 1000000000'],
    [{ m: '' }, '--m: must be a whole number from 1 to 1000000000'],
    [{ k: 'NaN' }, '--k: must be a whole number from 1 to 1000000000'],
    [{ rows: '2.5' }, '--rows: must be a whole number from 1 to 65536'],
    [{ dataflow: 'rs' }, '--dataflow: must be one of os, ws, is'],
    [{ sram: '1 parsec' }, '--sram: must be an amount of memory from 1 to 1000000000000000 B'],
    [{ colour: 'red' }, '--colour: unknown option'],
  ])('refuses %o with one sentence', (text, message) => {
    expect(parseGemmOptions({ ...TEXT, ...text })).toEqual({ ok: false, message });
  });

  it('names a missing option', () => {
    expect(parseGemmOptions({ m: '1' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('--n: is required'),
    });
  });
});
