import { BAND_OPERANDS, type BandOperand, type BandsData } from '../../charts/dataflow/bands-layout';
import type { DataflowOperator } from '../../../models/evaluate/dataflow';
import type { OperatorMapping } from '../../../models/evaluate/explain/explain-mapping';
import { memoryTraffic, type MemoryTraffic } from '../../../models/evaluate/mapped/memory-traffic';
import { mainMemoryIndex } from '../../../models/hardware/tiers';
import type { MatrixArray, MatrixUnit, MemoryTier } from '../../../models/hardware/types';
import { tsvCell } from '../../../models/units/table-cells';
import { decimalBytes } from '../parts/bytes';

export type OperatorMemory = Omit<MemoryTraffic, 'held'>;

export const OPERAND_LABELS = { input: 'Input', weight: 'Weight', output: 'Output' } as const satisfies Readonly<
  Record<BandOperand, string>
>;

/** What an operator moves at each memory that it is known for, outermost first: by its loop nest, else at main memory. */
export function memoriesOf(
  { traffic, boundBytes, ratio }: DataflowOperator,
  mapping: OperatorMapping | null,
  tiers: readonly MemoryTier[],
  matrix: MatrixUnit,
): readonly OperatorMemory[] {
  if (mapping?.answer.kind === 'mapped' && matrix.kind === 'array') {
    return memoryTraffic(mapping.answer, mapping.product, tiers, matrix);
  }
  const main = tiers[mainMemoryIndex(tiers)];
  if (traffic === null || main === undefined) return [];
  const bytes = { input: traffic.a, weight: traffic.b, output: traffic.c };
  return [{ tier: main.id, label: main.label, bytes, boundBytes, ratio }];
}

export function bandsData(
  name: string,
  memories: readonly OperatorMemory[],
  { rows, columns, cores }: Pick<MatrixArray, 'rows' | 'columns' | 'cores'>,
): BandsData {
  const told = memories.map(({ label, bytes }) => {
    const each = BAND_OPERANDS.map((operand) => `${operand} ${decimalBytes(bytes[operand])}`);
    return `${label}: ${each.join(', ')}`;
  });
  return {
    finding: told.length === 0 ? `What ${name} moves is not known` : `What ${name} moves. ${told.join('. ')}`,
    memories: memories.map(({ tier, label, bytes }) => ({
      ...{ id: tier, label, bytes },
      texts: {
        input: decimalBytes(bytes.input),
        weight: decimalBytes(bytes.weight),
        output: decimalBytes(bytes.output),
      },
    })),
    array: `${memories.length > 1 ? 'Array' : 'Chip'}, ${rows} × ${columns}${cores === 1 ? '' : ` × ${cores} cores`}`,
  };
}

/** The table as text, in bytes with all digits. */
export function memoriesTsv(memories: readonly OperatorMemory[]): string {
  const head = [
    'Memory',
    ...BAND_OPERANDS.map((operand) => `${OPERAND_LABELS[operand]} bytes`),
    'Bound bytes',
    'Ratio',
  ];
  const lines = memories.map(({ label, bytes, boundBytes, ratio }) => [
    label,
    ...BAND_OPERANDS.map((operand) => bytes[operand]),
    boundBytes,
    ratio,
  ]);
  return [head, ...lines].map((line) => line.map(tsvCell).join('\t')).join('\n');
}
