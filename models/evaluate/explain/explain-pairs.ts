/** What the matrix unit does with the pairs of formats of a design. Apart from the report: only details show it. */
import type { Design } from '../../design/types';
import { COMPUTE_CLASSES } from '../../formats/types';
import { ROW } from '../../workload/lowering/rows';
import type { Module } from '../../workload/types';
import { compileDesign } from '../compile';
import { formatOf } from '../formats-of';
import { PART_READERS } from '../parts';
import { Runner } from '../runner';
import { DEQUANTISE_LANE_OPS } from '../stages/compute';
import { DATAPATH_CLASS, rateOf } from '../stages/row-rate';

/**
 * `native`: multiplied as they are. `upcast`: converted before the product, which is vector work for each element.
 * `ownUnit`: in a unit that the array has for this pair. `unsupported`: no rate, so no time.
 */
export type PairTreatment = 'native' | 'upcast' | 'ownUnit' | 'unsupported';

/** One pair of formats in the products of one module. */
export interface PairUse {
  readonly module: Module;
  /** Formats, by id: of activations, and of weights (or cached keys and values). */
  readonly left: string;
  readonly right: string;
  readonly treatment: PairTreatment;
  /** Class that it is multiplied in; null: none, or a unit of its own. */
  readonly computeClass: string | null;
  readonly convertsLeft: boolean;
  readonly convertsRight: boolean;
  /** Products a cycle of the chip, or a second where only peak rates are known; NaN where it has none. */
  readonly rate: number;
}

/** Every pair that the design multiplies, by module in the order of its operators. */
export function explainPairs(design: Design): readonly PairUse[] {
  const runner = new Runner(compileDesign(design));
  runner.evaluate(0);
  const { structure, outputs, rules } = runner.context;
  const formats = PART_READERS.formats(design);
  const parts = { formats, matrix: PART_READERS.matrix(design), datapath: PART_READERS.datapath(design), rules };
  const uses = new Map<string, PairUse>();
  structure.rows.forEach((row, index) => {
    const at = outputs.rows.at + index * ROW.WIDTH;
    if (outputs.rows.data[at + ROW.REPEAT] === 0 || outputs.rows.data[at + ROW.MACS] === 0) return;
    const left = formatOf(formats.rules, row.module, row.a.role, row.layerIndex).id;
    const right = formatOf(formats.rules, row.module, row.b.role, row.layerIndex).id;
    const { classIndex, macsPerCycle, widenLeft, widenRight } = rateOf(row, parts);
    const isSupported = !Number.isNaN(macsPerCycle);
    uses.set(`${row.module} ${left} ${right}`, {
      module: row.module,
      left,
      right,
      treatment: treatmentOf(isSupported, classIndex, widenLeft || widenRight),
      computeClass: isSupported ? (COMPUTE_CLASSES[classIndex] ?? null) : null,
      convertsLeft: widenLeft,
      convertsRight: widenRight,
      rate: macsPerCycle,
    });
  });
  return [...uses.values()];
}

function treatmentOf(isSupported: boolean, classIndex: number, converts: boolean): PairTreatment {
  if (!isSupported) return 'unsupported';
  if (classIndex === DATAPATH_CLASS) return 'ownUnit';
  return converts ? 'upcast' : 'native';
}

/** What happens to a pair, in words. */
export function pairText({ treatment, computeClass, convertsLeft, convertsRight }: PairUse): string {
  const name = computeClass?.toUpperCase() ?? '';
  switch (treatment) {
    case 'unsupported':
      return 'unsupported: no native rate holds both';
    case 'ownUnit':
      return 'in a unit of its own';
    case 'native':
      return `native in ${name}`;
    case 'upcast': {
      const converted = [...(convertsLeft ? ['left'] : []), ...(convertsRight ? ['right'] : [])];
      return `up-cast to ${name}: ${converted.join(' and ')} operand converted, ${DEQUANTISE_LANE_OPS} lane operations an element`;
    }
  }
}
