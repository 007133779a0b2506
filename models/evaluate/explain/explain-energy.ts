/** Energy of an evaluated design in parts: with its span, and by operator. Apart from the report: only details show it. */
import type { Design } from '../../design/types';
import type { SpanEnd } from '../../hardware/technology/resolve';
import type { Phase } from '../../workload/lowering/rows';
import { compileDesign } from '../compile';
import { energyReport, ownEnergy, perToken, type EnergyData } from './energy-report';
import { operatorId } from './explain-operators';
import { mappingAt } from '../mapped/mapped-energy';
import { PART_READERS } from '../parts';
import type { ProductMapper } from '../mapped/product-mapper';
import type { EnergyReport, Report } from './report';
import { Runner } from '../runner';
import { AREA, leakageWatts } from '../stages/area';
import { ENERGY, energyStage, rowJoules } from '../stages/energy';
import { TECHNOLOGY, writeTechnology } from '../stages/technology';

/** Joules per token of one phase. */
export interface EnergySpan {
  readonly value: EnergyReport;
  /** All figures that disagree at their low ends, and at their high ends. */
  readonly low: EnergyReport;
  readonly high: EnergyReport;
}

/** Joules per token of an operator over all chips and layers, without what a chip draws at rest. */
export interface OperatorEnergy {
  readonly id: string;
  readonly name: string;
  readonly phase: Phase;
  readonly parts: Omit<EnergyReport, 'leakage' | 'idle'>;
}

export interface EnergyExplanation {
  readonly phases: Readonly<Record<Phase, EnergySpan>>;
  readonly operators: readonly OperatorEnergy[];
}

/**
 * The components of a token's energy and the span that disagreeing figures leave. At level `mapped` the loop nests are those
 * of the figures themselves, at either end.
 */
export function explainEnergy(design: Design, report: Report, mapper: ProductMapper | null = null): EnergyExplanation {
  const runner = new Runner(compileDesign(design), { mapper });
  runner.evaluate(0);
  const { metrics } = report;
  const own = ownEnergy(runner.context);
  const [low, high] = [energyAt(runner, design, 'low'), energyAt(runner, design, 'high')];
  const span = (phase: Phase): EnergySpan => {
    const at = (data: EnergyData) => energyReport(runner, phase, metrics, data);
    const [value, ...ends] = [at(own), at(low), at(high)];
    return { value, low: outer(value, ends, Math.min), high: outer(value, ends, Math.max) };
  };
  return {
    phases: { prefill: span('prefill'), decode: span('decode') },
    operators: operatorEnergies(runner, report),
  };
}

/** Component by component the outermost of what the ends give; ends of different figures need not be in order. */
function outer(
  value: EnergyReport,
  ends: readonly EnergyReport[],
  pick: (...values: number[]) => number,
): EnergyReport {
  const keys = Object.keys(value) as readonly (keyof EnergyReport)[];
  return Object.fromEntries(
    keys.map((key) => [key, pick(value[key], ...ends.map((end) => end[key]))]),
  ) as unknown as EnergyReport;
}

/** The stage `energy` once more, with all figures at one end of their spans. */
function energyAt(runner: Runner, design: Design, end: SpanEnd): EnergyData {
  const { outputs, structure, rules } = runner.context;
  const parts = {
    datapath: PART_READERS.datapath(design),
    technology: PART_READERS.technology(design),
    tierSizes: PART_READERS.tierSizes(design),
    network: PART_READERS.network(design),
  };
  const technology = new Float64Array(TECHNOLOGY.WIDTH);
  writeTechnology(parts, end, technology, 0);
  const energy = new Float64Array(energyStage.width(structure, rules, new Set()));
  const mapping = rules.level === 'mapped' ? mappingAt(runner.context, design, end) : outputs.mapping;
  const inputs = { ...outputs, mapping, technology: { data: technology, at: 0 } };
  energyStage.run({ ...parts, rules }, inputs, structure, energy, 0, runner.context);
  const { area } = outputs;
  const logic = area.data[area.at + AREA.LOGIC]!;
  const leakage = leakageWatts(inputs.technology, PART_READERS.matrix(design), logic);
  return { energy: { data: energy, at: 0 }, leakageWatts: leakage, idleWatts: area.data[area.at + AREA.IDLE_WATTS]! };
}

function operatorEnergies(runner: Runner, report: Report): readonly OperatorEnergy[] {
  const { context } = runner;
  const joules = new Float64Array(ENERGY.WIDTH);
  const shown = new Map(report.operators.map((operator) => [operator.id, operator]));
  const scale = { prefill: perToken(runner, 'prefill', report.metrics), decode: perToken(runner, 'decode', report.metrics) }; // prettier-ignore
  return context.structure.rows.flatMap((row, index): readonly OperatorEnergy[] => {
    const operator = shown.get(operatorId(row, index));
    if (operator === undefined) return [];
    rowJoules(row, index, context.rules, context.outputs, context.network(), joules, 0);
    const of = (column: number) => joules[column]! * scale[row.phase].ofRank;
    const { id, name, part, phase } = operator;
    return [
      {
        id,
        name: part === null ? name : `${name} (${part})`,
        phase,
        parts: {
          mac: of(ENERGY.MAC),
          vector: of(ENERGY.VECTOR),
          registers: of(ENERGY.REGISTERS),
          onChip: of(ENERGY.ON_CHIP),
          control: of(ENERGY.CONTROL),
          memory: of(ENERGY.OFF_CHIP),
          link: of(ENERGY.LINK),
          total: of(ENERGY.TOTAL),
        },
      },
    ];
  });
}
