import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerCounts } from '../../layer-table/counts';
import { tableTotals } from '../../layer-table/totals';
import type { ConvolutionLayer, ElementwiseLayer, LayerTable, TableLayer } from '../../layer-table/types';
import { findLayerTablePreset, LAYER_TABLE_PRESETS } from '../../presets/layer-tables';
import { resolveRules, type Rules } from '../../rules';
import { MODULES } from '../../types';
import { REASONS } from '../reasons';
import { ROW, SCALAR, STORED, LIVE } from '../rows';
import type { LoweringInput, Parallelism, TableStructure } from '../types';
import { describeTable } from './describe';
import { fillTable } from './fill';
import { liveElements } from './live';
import { operatorsOf } from './operators';
import { storeTable } from './store';
import { operatorVectorWork } from './vector-work';

const rulesWith = (overrides: Partial<Rules> = {}) => ({
  ...resolveRules({ base: 'ridgeline@1', level: 'roofline', overrides: {} }),
  ...overrides,
});
const RULES = rulesWith();
const ONE_CHIP: Parallelism = { tensor: 1, pipeline: 1, expert: 1 };
const TABLES = LAYER_TABLE_PRESETS.map(({ build }) => build());

function tableOf(id: string): LayerTable {
  return findLayerTablePreset(id)!.build();
}

function inputOf(table: LayerTable, batch = 1, rules: Rules = RULES, split = ONE_CHIP): LoweringInput<TableStructure> {
  const tokens = { prefillBatch: batch, decodeBatch: 1, promptTokens: NaN, outputTokens: NaN, beams: 1 };
  return { structure: describeTable(table, [], rules), tokens, prefill: split, decode: split, rules };
}

interface Rows {
  readonly structure: TableStructure;
  readonly count: number;
  readonly at: (row: number, column: keyof typeof ROW) => number;
  /** Over all rows, repeats included. */
  readonly total: (column: keyof typeof ROW) => number;
  readonly scalar: (column: keyof typeof SCALAR) => number;
}

function lower(table: LayerTable, batch = 1, rules: Rules = RULES, split = ONE_CHIP): Rows {
  const input = inputOf(table, batch, rules, split);
  const count = input.structure.rows.length;
  const out = new Float64Array(count * ROW.WIDTH + SCALAR.WIDTH).fill(NaN);
  fillTable(input, out, 0);
  const at = (row: number, column: keyof typeof ROW) => out[row * ROW.WIDTH + ROW[column]]!;
  return {
    structure: input.structure,
    count,
    at,
    total: (column) => Array.from({ length: count }, (_, row) => at(row, 'REPEAT') * at(row, column)).reduce(add, 0),
    scalar: (column) => out[count * ROW.WIDTH + SCALAR[column]]!,
  };
}

function stored(
  table: LayerTable,
  batch = 1,
  rules: Rules = RULES,
): { readonly weights: number; readonly live: number } {
  const input = inputOf(table, batch, rules);
  const { kinds } = input.structure.layers;
  const half = (kinds.length + 2) * STORED.WIDTH + LIVE.WIDTH;
  const out = new Float64Array(2 * half);
  storeTable(input, out, 0);
  let weights = 0;
  let live = 0;
  kinds.forEach(({ count }, kind) => {
    const block = (kind + 2) * STORED.WIDTH;
    MODULES.forEach((_, module) => (weights += count * out[block + STORED.WEIGHTS + module]!));
    live = Math.max(live, out[block + STORED.LIVE]!);
  });
  return { weights, live };
}

const add = (a: number, b: number) => a + b;

function convolution(name: string, sizes: Partial<ConvolutionLayer> = {}): ConvolutionLayer {
  return {
    kind: 'convolution',
    name,
    repeat: 1,
    batch: 1,
    inputHeight: 8,
    inputWidth: 8,
    inputChannels: 4,
    outputChannels: 4,
    kernelHeight: 3,
    kernelWidth: 3,
    strideHeight: 1,
    strideWidth: 1,
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
    dilationHeight: 1,
    dilationWidth: 1,
    groups: 1,
    bias: false,
    ...sizes,
  };
}

const RESULT = 8 * 8 * 4;

function elementwise(operation: string, inputs: number, parameters = 0): ElementwiseLayer {
  const inputElements = inputs * RESULT;
  return {
    kind: 'elementwise',
    name: operation,
    repeat: 1,
    operation,
    inputElements,
    outputElements: RESULT,
    parameters,
  };
}

const BATCH_NORM: TableLayer = {
  kind: 'normalisation',
  name: 'norm',
  repeat: 1,
  normalisation: 'batch',
  elements: RESULT,
  parameters: 8,
};

const table = (...layers: readonly TableLayer[]): LayerTable => ({ kind: 'layers', name: 'test', layers });

describe('rows of a table', () => {
  it.each(TABLES.map((one) => [one.name, one] as const))(
    '%s: do the work and hold the weights of its layers',
    (_, one) => {
      const { macs, parameters } = tableTotals(one);
      for (const rules of [RULES, rulesWith({ fusedElementwise: false, fusedAttention: false })]) {
        expect(lower(one, 1, rules).total('MACS')).toBe(macs);
        expect(stored(one, 1, rules).weights).toBe(parameters);
      }
    },
  );

  it('are as many as there are different operators', () => {
    expect(lower(tableOf('resnet-50')).count).toBeLessThan(35);
    const twice = table(convolution('first'), convolution('second'), convolution('third', { strideHeight: 2 }));
    const { structure, at } = lower(twice);
    expect(structure.rows.map(({ name }) => name)).toEqual(['first + 1', 'third']);
    expect(at(0, 'REPEAT')).toBe(2);
  });

  it('are told apart where a range of a format rule covers one of two alike', () => {
    const twice = table(convolution('first'), convolution('second'));
    const ranges = [{ from: 1, to: 2 }];
    expect(describeTable(twice, ranges, RULES).rows.map(({ layerIndex }) => layerIndex)).toEqual([0, 1]);
  });

  it.each(TABLES.map((one) => [one.name, one] as const))(
    '%s: a batch shares the weights and nothing else',
    (_, one) => {
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 64 }), (batch) => {
          const [single, many] = [lower(one), lower(one, batch)];
          expect(many.count).toBe(single.count);
          for (let row = 0; row < single.count; row++) {
            const grows = many.structure.rows[row]!.b.role === 'activation';
            const isTable = many.structure.rows[row]!.kind === 'gather';
            for (const column of ['MACS', 'A', 'C', 'BESIDES', 'VECTOR', 'SPECIAL'] as const) {
              expect(many.at(row, column)).toBe(batch * single.at(row, column));
            }
            expect(many.at(row, 'B')).toBe(single.at(row, 'B') * (grows || isTable ? batch : 1));
            expect(many.at(row, 'M')).toBe(single.at(row, 'M') * (grows ? 1 : batch));
            expect(many.at(row, 'GROUPS')).toBe(single.at(row, 'GROUPS') * (grows ? batch : 1));
          }
          expect(stored(one, batch).live).toBe(batch * stored(one).live);
        }),
        { numRuns: 5 },
      );
    },
  );

  it('read each element of a convolution once, not its unfolded windows', () => {
    const strided = convolution('point', {
      kernelHeight: 1,
      kernelWidth: 1,
      strideHeight: 2,
      strideWidth: 2,
      padding: { top: 0, bottom: 0, left: 0, right: 0 },
    });
    expect(lower(table(convolution('plain'))).at(0, 'A')).toBe(8 * 8 * 4);
    expect(lower(table(strided)).at(0, 'A')).toBe(4 * 4 * 4);
    expect(lower(table(convolution('depthwise', { groups: 4 }))).at(0, 'GROUPS')).toBe(4);
  });

  it.each([{ tensor: 2 }, { pipeline: 2 }, { expert: 2 }])('can not be split by %j', (split) => {
    const { scalar } = lower(tableOf('vgg-16'), 1, RULES, { ...ONE_CHIP, ...split });
    expect(REASONS[scalar('REASON')]!.id).toBe('tableSplit');
    expect(REASONS[lower(tableOf('vgg-16')).scalar('REASON')]!.id).toBe('none');
  });
});

describe('layers behind a layer', () => {
  const block = table(convolution('conv'), BATCH_NORM, elementwise('add', 2), elementwise('relu', 1));

  it('run as part of it: of main memory only the other input of the addition is read', () => {
    const { count, at, structure } = lower(block);
    expect(count).toBe(1);
    expect(at(0, 'BESIDES')).toBe(RESULT);
    expect(at(0, 'C')).toBe(RESULT);
    // The batch norm folds into the weights; one lane operation each for addition and activation.
    expect(at(0, 'VECTOR')).toBe(2 * RESULT);
    expect(structure.rows[0]!.besides).toBe('activation');
  });

  it('each cross main memory where nothing is fused', () => {
    const { count, total } = lower(block, 1, rulesWith({ fusedElementwise: false }));
    expect(count).toBe(4);
    expect(total('A')).toBe((1 + 1 + 2 + 1) * RESULT);
    expect(total('C')).toBe(4 * RESULT);
    expect(total('BESIDES')).toBe(0);
  });

  it('of other sizes, repeats or kinds stand alone', () => {
    const smaller: ElementwiseLayer = { ...elementwise('mean', 1), outputElements: 1 };
    const repeated: ElementwiseLayer = { ...elementwise('relu', 1), repeat: 2 };
    const softmax: TableLayer = { kind: 'softmax', name: 'softmax', repeat: 1, rows: 4, columns: 64 };
    for (const layer of [smaller, repeated, softmax]) expect(lower(table(convolution('conv'), layer)).count).toBe(2);
  });

  it('whose second input was made within the operator read nothing', () => {
    const silu = [elementwise('Sigmoid', 1), elementwise('Mul', 2)];
    expect(lower(table(convolution('conv'), ...silu)).at(0, 'BESIDES')).toBe(0);
    const biased = [elementwise('Add', 1, 4), elementwise('Add', 2)];
    expect(lower(table(convolution('conv'), ...biased)).at(0, 'BESIDES')).toBe(RESULT);
  });

  it('a batch norm elsewhere is work of its own', () => {
    const [folded] = operatorsOf(table(convolution('conv'), BATCH_NORM), RULES);
    const [late] = operatorsOf(table(convolution('conv'), elementwise('relu', 1), BATCH_NORM), RULES);
    expect(operatorVectorWork(folded!.layer)).toEqual({ lane: 0, special: 0 });
    expect(operatorVectorWork(late!.layer)).toEqual({ lane: 2 * RESULT, special: 0 });
  });
});

describe('attention in a table', () => {
  const rowOf = ({ structure }: Rows, name: string) => structure.rows.findIndex((row) => row.name.endsWith(name));

  it('keeps its scores on the chip where it is fused, softmax at the same time', () => {
    const rows = lower(tableOf('bert-base'));
    const scores = rows.structure.rows[rowOf(rows, 'scores')]!;
    const context = rows.structure.rows[rowOf(rows, 'context')]!;
    expect([scores.c.place, context.a.place, scores.vectorOverlaps]).toEqual(['on', 'on', true]);
    expect(rowOf(rows, 'softmax')).toBe(-1);
    const elements = 12 * 128 * 128;
    expect(rows.at(rowOf(rows, 'scores'), 'VECTOR')).toBe(3 * elements);
    expect(rows.at(rowOf(rows, 'scores'), 'SPECIAL')).toBe(elements);
  });

  it('writes and reads them elsewhere', () => {
    const rows = lower(tableOf('bert-base'), 1, rulesWith({ fusedAttention: false }));
    expect(rows.structure.rows[rowOf(rows, 'scores')]!.c.place).toBe('off');
    expect(rows.at(rowOf(rows, 'softmax'), 'A')).toBe(12 * 128 * 128);
  });
});

describe('activations alive', () => {
  it('of ResNet-50 are most where a block of the first stage adds its branch', () => {
    // The inner tensor of 64 channels, the branch and the result of 256, on 56 x 56.
    expect(stored(tableOf('resnet-50')).live).toBe(56 * 56 * (64 + 256 + 256));
  });

  it('count a branch while other layers run', () => {
    const net = table(
      convolution('before', { outputChannels: 8 }),
      convolution('narrow', { inputChannels: 8, outputChannels: 2 }),
      convolution('inner', { inputChannels: 2, outputChannels: 2 }),
      convolution('wide', { inputChannels: 2, outputChannels: 8 }),
      { ...elementwise('add', 1), inputElements: 2 * 64 * 8, outputElements: 64 * 8 },
    );
    expect(liveElements(operatorsOf(net, RULES))).toEqual([4 + 8, 8 + 2, 2 + 2 + 8, 2 + 8 + 8].map((c) => 64 * c));
  });

  it('are at least inputs and result of each operator, and need no switch to be linear in the batch', () => {
    for (const one of TABLES) {
      const operators = operatorsOf(one, rulesWith({ fusedElementwise: false, fusedAttention: false }));
      liveElements(operators).forEach((elements, index) => {
        const { inputElements, outputElements } = layerCounts(operators[index]!.layer.layer);
        expect(elements).toBeGreaterThanOrEqual(inputElements + outputElements);
      });
    }
    expect(stored(tableOf('vgg-16'), 3, rulesWith({ activationMemory: false })).live).toBe(0);
  });
});

it('a set of another tool has no rows for a table, and says so', () => {
  const { rows, unmodelled } = describeTable(tableOf('resnet-50'), [], rulesWith({ lowering: 'genz' }));
  expect(rows).toEqual([]);
  expect(unmodelled).toHaveLength(1);
});
