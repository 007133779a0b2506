/**
 * Attention in one pass over the keys beside attention in three: the engine at level `array`, asked once for each form.
 * There is no formula here that the engine does not have.
 */
import { QUERY_TILE } from '../../cost/attention-passes';
import { sumAffine } from '../../cost/context-sum';
import type { Design } from '../../design/types';
import { ROW, SCALAR, type Phase } from '../../workload/lowering/rows';
import { levelOf, resolveRules } from '../../workload/rules';
import type { AttentionComparison, AttentionExplanation, AttentionForm, AttentionFormId } from './attention-report';
import { compileDesign } from '../compile';
import type { Context } from '../context';
import { atLevelArray } from '../dataflow';
import { explainDesign } from './explain';
import { operatorId } from './explain-operators';
import { PART_READERS } from '../parts';
import type { ReportOperator, Resource } from './report';
import { Runner } from '../runner';
import { ATTENTION_TILES, attentionTiles, keysAtLastStep, valuesRowOf } from '../stages/attention-traffic';
import { COMPUTE } from '../stages/compute-columns';
import { ACCUMULATOR_BYTES } from '../stages/product-tiling';
import { stagingBytes } from '../stages/staging';

/** Compares both forms of every kind of layer with attention, in each phase, at level `array`. */
export function explainAttention(design: Design): AttentionExplanation {
  if (design.accelerator.matrix.kind !== 'array') return { kind: 'rates' };
  const atArray = atLevelArray(design);
  if (levelOf(atArray.assumptions) !== 'array') return { kind: 'assumptions' };
  const onePass = evaluateForm(atArray, 'onePass');
  const threePass = evaluateForm(atArray, 'threePass');
  const { structure } = onePass.context;
  return {
    kind: 'array',
    chosen: resolveRules(atArray.assumptions).fusedAttention ? 'onePass' : 'threePass',
    counts: levelOf(design.assumptions) === 'array',
    layers: structure.rows.flatMap((row, index): AttentionComparison[] => {
      const scores = onePass.operators.get(operatorId(row, index));
      if (scores === undefined || scores.shape === null || valuesRowOf(structure, index) < 0) return [];
      const { id, phase, layers, part, repeat } = scores;
      const by = { onePass: formOf(onePass, index), threePass: formOf(threePass, index) };
      return [{ id, phase, layers, part, repeat, ...shapeOf(onePass.context, index), by }];
    }),
  };
}

interface EvaluatedForm {
  readonly form: AttentionFormId;
  readonly design: Design;
  readonly context: Context;
  readonly operators: ReadonlyMap<string, ReportOperator>;
}

function evaluateForm(design: Design, form: AttentionFormId): EvaluatedForm {
  const overrides = { ...design.assumptions.overrides, fusedAttention: form === 'onePass' };
  const chosen = { ...design, assumptions: { ...design.assumptions, overrides } };
  const runner = new Runner(compileDesign(chosen));
  runner.evaluate(0);
  const operators = explainDesign(chosen).operators.map((operator) => [operator.id, operator] as const);
  return { form, design: chosen, context: runner.context, operators: new Map(operators) };
}

function shapeOf({ outputs: { rows } }: Context, scores: number) {
  const at = rows.at + scores * ROW.WIDTH;
  const queries = rows.data[at + ROW.QUERIES]!;
  return {
    groups: rows.data[at + ROW.GROUPS]!,
    queries,
    heads: rows.data[at + ROW.M]! / queries,
    keys: rows.data[at + ROW.N]!,
    keyDepth: rows.data[at + ROW.K]!,
    valueDepth: rows.data[at + ROW.WIDTH + ROW.N]!,
  };
}

/** Both rows of one attention together; decode figures are means over all steps of the phase. */
function formOf({ form, design, context, operators }: EvaluatedForm, index: number): AttentionForm {
  const { structure, outputs } = context;
  const { rows, bytes } = outputs;
  const pair = [index, index + 1].map((row) => operators.get(operatorId(structure.rows[row]!, row))!);
  const sum = (of: (operator: ReportOperator) => number) => pair.reduce((total, operator) => total + of(operator), 0);
  const phaseSteps = stepsOf(context, structure.rows[index]!.phase);
  const perStep = (column: number, slope: number) => {
    const steps = rows.data[rows.at + index * ROW.WIDTH + ROW.STEPS]!;
    const of = (row: number) => {
      const at = outputs.compute.at + row * COMPUTE.WIDTH;
      return sumAffine(outputs.compute.data[at + column]!, outputs.compute.data[at + slope]!, steps);
    };
    return (of(index) + of(index + 1)) / phaseSteps;
  };
  const matrix = PART_READERS.matrix(design);
  const capacity = stagingBytes(PART_READERS.tierSizes(design), matrix);
  const tiles = new Float64Array(ATTENTION_TILES.WIDTH);
  attentionTiles(form === 'onePass', index, matrix, capacity, ACCUMULATOR_BYTES, rows, bytes, tiles);
  const held = (column: number) =>
    [ATTENTION_TILES.SCORES, ATTENTION_TILES.VALUES].map((tile) => tiles[tile + column]!);
  const seconds = sum((operator) => operator.seconds);
  const ideal = sum((operator) => (operator.utilisation ?? NaN) * operator.seconds);
  const cycles = [index, index + 1].map(
    (row) => outputs.compute.data[outputs.compute.at + row * COMPUTE.WIDTH + COMPUTE.CYCLES_TOTAL]!,
  );
  return {
    cycles: (cycles[0]! + cycles[1]!) / phaseSteps,
    seconds,
    bound: boundOf(sum),
    trafficBytes: sum((operator) => operator.memoryBytes),
    bufferBytes: Math.max(...held(QUERY_TILE.BYTES)),
    queryTile: Math.min(...held(QUERY_TILE.ROWS)),
    keyTile: Math.min(...held(QUERY_TILE.KEYS)),
    keyReads: Math.max(...held(QUERY_TILE.KEYS_READ)) / keysAtLastStep(rows, index),
    laneOps: perStep(COMPUTE.VECTOR, COMPUTE.VECTOR_SLOPE),
    specialOps: perStep(COMPUTE.SPECIAL, COMPUTE.SPECIAL_SLOPE),
    utilisation: Number.isNaN(ideal / seconds) ? null : ideal / seconds,
  };
}

function stepsOf({ structure, outputs: { rows } }: Context, phase: Phase): number {
  const scalars = rows.at + structure.rows.length * ROW.WIDTH;
  return phase === 'prefill' ? 1 : rows.data[scalars + SCALAR.DECODE_STEPS]!;
}

/** The resource with the longest time over both products. */
function boundOf(sum: (of: (operator: ReportOperator) => number) => number): Resource {
  let bound: Resource = 'none';
  let longest = 0;
  for (const resource of ['compute', 'memory', 'onChip', 'vector'] as const) {
    const seconds = sum((operator) => operator.secondsBy[resource]);
    if (seconds > longest) [bound, longest] = [resource, seconds];
  }
  return bound;
}
