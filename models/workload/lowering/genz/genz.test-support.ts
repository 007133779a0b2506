import { layerKinds } from '../../layer-kinds';
import { resolveRules } from '../../rules';
import type { Ffn, DecoderWorkload } from '../../types';
import { ROW, SCALAR, type Phase, type RowDescriptor } from '../rows';
import type { LoweringInput, Parallelism, Tokens } from '../types';
import { genzLowering } from '.';

export interface Shape {
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly vocabularySize: number;
  readonly ffn: Ffn;
}

const PLAIN = { gated: true, activation: 'silu', bias: false } as const;

export const denseFfn = (width: number): Ffn => ({ dense: { ...PLAIN, width }, moe: null });

export const moeFfn = (experts: number, expertsPerToken: number, expertWidth: number, sharedWidth = 0): Ffn => ({
  dense: null,
  moe: { ...PLAIN, experts, expertsPerToken, expertWidth, sharedWidth },
});

/** A model of equal layers with heads of 128. */
export function modelOf({ hiddenSize, layers, heads, kvHeads, vocabularySize, ffn }: Shape): DecoderWorkload {
  const attention = { sharedKeyValue: false, outputGate: false, rotaryFraction: 1, bias: false };
  const mixer = { kind: 'full', heads, kvHeads, headDim: 128, valueHeadDim: 128, ...attention } as const;
  const layer = { mixer, ffn, norms: 2, normKind: 'rms' } as const;
  return {
    kind: 'decoder',
    name: 'test',
    hiddenSize,
    vocabularySize,
    tiedEmbeddings: false,
    groups: [{ repeat: layers, layers: [layer] }],
    maxContext: null,
  };
}

export const LLAMA_2_7B = modelOf({
  hiddenSize: 4096,
  layers: 32,
  heads: 32,
  kvHeads: 32,
  vocabularySize: 32000,
  ffn: denseFfn(11008),
});

export const MIXTRAL_8X7B = modelOf({
  hiddenSize: 4096,
  layers: 32,
  heads: 32,
  kvHeads: 8,
  vocabularySize: 32000,
  ffn: moeFfn(8, 2, 14336),
});

export const RULES = resolveRules({ base: 'genz-0.0.16', level: 'roofline', overrides: {} });

export interface Run {
  readonly workload: DecoderWorkload;
  readonly tokens?: Partial<Tokens>;
  readonly parallelism?: Partial<Parallelism>;
}

export function inputOf({ workload, tokens, parallelism }: Run): LoweringInput {
  const layers = layerKinds(workload, []);
  const split = { tensor: 1, pipeline: 1, expert: 1, ...parallelism };
  return {
    structure: { kind: 'decoder', workload, layers, ...genzLowering.describe(workload, layers, RULES) },
    tokens: { prefillBatch: 1, decodeBatch: 1, promptTokens: 1024, outputTokens: 128, beams: 1, ...tokens },
    prefill: split,
    decode: split,
    rules: RULES,
  };
}

export interface Row {
  readonly row: RowDescriptor;
  readonly get: (column: keyof typeof ROW) => number;
}

export function rowsOf(rows: readonly RowDescriptor[], values: Float64Array): readonly Row[] {
  return rows.map((row, index) => ({ row, get: (column) => values[index * ROW.WIDTH + ROW[column]]! }));
}

/** The rows of one phase that happen, and the scalars. */
export function lowered(run: Run, phase: Phase) {
  const input = inputOf(run);
  const { rows } = input.structure;
  const values = new Float64Array(rows.length * ROW.WIDTH + SCALAR.WIDTH).fill(NaN);
  genzLowering.fill(input, values, 0);
  const scalar = (name: keyof typeof SCALAR) => values[rows.length * ROW.WIDTH + SCALAR[name]]!;
  const found = rowsOf(rows, values).filter(({ row, get }) => row.phase === phase && get('REPEAT') !== 0);
  return { rows: found, scalar };
}

export function total(rows: readonly Row[], kinds: readonly RowDescriptor['kind'][], column: keyof typeof ROW): number {
  let sum = 0;
  for (const { row, get } of rows) if (kinds.includes(row.kind)) sum += get('REPEAT') * get(column);
  return sum;
}
