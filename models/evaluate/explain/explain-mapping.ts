/** How the products of one design run at level `mapped`: the chosen loop nests, as data and as text. */
import type { Design } from '../../design/types';
import { TIER_OPERANDS } from '../../hardware/types';
import { levelOf } from '../../workload/rules';
import { compileDesign } from '../compile';
import { operatorId } from './explain-operators';
import { mappedRows, type MappedRow } from '../mapped/mapped-rows';
import type { Product, ProductAnswer, ProductMapper, ProductMapping } from '../mapped/product-mapper';
import type { ReportOperator } from './report';
import { rowMapper } from '../mapped/row-mapper';
import { Runner } from '../runner';
import { ROW } from '../../workload/lowering/rows';

/** One operator with its loop nest. The operators of attention have none: see `isMapped`. */
export interface OperatorMapping {
  /** As in `ReportOperator`. */
  readonly id: string;
  readonly name: string;
  readonly phase: ReportOperator['phase'];
  readonly part: string | null;
  readonly repeat: number;
  /** The product that was mapped; where sizes are expectations, the whole numbers with the larger share. */
  readonly product: Product;
  readonly answer: ProductAnswer;
  /** The nest as lines of text, outermost loop first; empty where there is none. */
  readonly text: readonly string[];
}

export interface MappingReport {
  readonly kind: 'mapping';
  /** Whether the design itself is timed at level `mapped`. */
  readonly counts: boolean;
  readonly operators: readonly OperatorMapping[];
}

/** A design without loop nests: known by its peak rates, or under assumptions that never map. */
export interface NoMapping {
  readonly kind: 'rates' | 'assumptions';
}

/** Maps the products of a design, whatever its level is. */
export function explainMapping(design: Design, mapper: ProductMapper): MappingReport | NoMapping {
  const mapped = atLevelMapped(design);
  if ('kind' in mapped) return mapped;
  const runner = evaluated(mapped, mapper);
  const operators = mappedRows(runner.context, mapped).map((row) => operatorMapping(runner, row));
  return { kind: 'mapping', counts: levelOf(design.assumptions) === 'mapped', operators };
}

/** Maps the product of one operator, by its id; null where it has no loop nest. The others are not searched for. */
export function explainOperatorMapping(design: Design, id: string, mapper: ProductMapper): OperatorMapping | null {
  const mapped = atLevelMapped(design);
  if ('kind' in mapped) return null;
  const runner = evaluated(mapped, NO_NESTS);
  const index = runner.context.structure.rows.findIndex((row, at) => operatorId(row, at) === id);
  const { structure, rules, outputs } = runner.context;
  const [found] = mappedRows({ structure, rules, outputs, mapper }, mapped, index);
  return found === undefined ? null : operatorMapping(runner, found);
}

/** For an evaluation of which only the sizes of the products are wanted. */
const NO_NESTS = rowMapper(() => ({ kind: 'unmapped', reason: 'not asked', misfits: [] }));

function atLevelMapped(design: Design): Design | NoMapping {
  if (design.accelerator.matrix.kind !== 'array') return { kind: 'rates' };
  const mapped: Design = { ...design, assumptions: { ...design.assumptions, level: 'mapped' } };
  return levelOf(mapped.assumptions) === 'mapped' ? mapped : { kind: 'assumptions' };
}

function evaluated(design: Design, mapper: ProductMapper): Runner {
  const runner = new Runner(compileDesign(design), { mapper });
  runner.evaluate(0);
  return runner;
}

function operatorMapping({ context }: Runner, { row, product, answer }: MappedRow): OperatorMapping {
  const { rows } = context.outputs;
  const { name, phase, part } = context.structure.rows[row]!;
  return {
    ...{ id: operatorId({ phase }, row), name, phase, part: part === 'all' ? null : part },
    repeat: rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]!,
    ...{ product, answer, text: answer.kind === 'mapped' ? mappingText(answer) : [] },
  };
}

/** A loop nest in columns: the loops, and for each operand the memory that keeps what the loops inside need. */
export function mappingText({ loops, spatial, traffic }: ProductMapping): readonly string[] {
  const labels = new Map(traffic.map(({ tier, label }) => [tier, tier.startsWith('register-') ? 'register' : label]));
  const table = [
    ['loop', ...TIER_OPERANDS],
    ...loops.map(({ dim, size, tiers }, depth) => [
      `${'  '.repeat(depth)}for ${dim} in 0..${size}`,
      ...TIER_OPERANDS.map((operand) => labels.get(tiers[operand]) ?? tiers[operand]),
    ]),
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const lines = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const parallel = spatial.map(({ dim, factor, along }) => `${dim} x ${short(factor)} along ${along}`).join(', ');
  return [...lines, `${'  '.repeat(loops.length)}in parallel: ${parallel === '' ? 'nothing' : parallel}`];
}

/** Means of units with as many digits as tell them apart. */
function short(factor: number): string {
  return Number.isInteger(factor) ? String(factor) : factor.toFixed(3);
}
