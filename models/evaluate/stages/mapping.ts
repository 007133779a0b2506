import { ROW } from '../../workload/lowering/rows';
import { defineStage } from '../stage';
import { isMapped, MAPPING, MAPPING_TAIL } from './mapping-columns';

/** Asks the mapper for the loop nests of all rows; missing without one. Writes nothing but at level `mapped`. */
export const mappingStage = defineStage({
  id: 'mapping',
  reads: ['formats', 'matrix', 'datapath', 'clock', 'tierSizes', 'tierRates', 'technology', 'efficiency', 'rules'],
  after: ['rows', 'bytes'],
  width: (structure, rules) =>
    rules.level === 'mapped' ? structure.rows.length * MAPPING.WIDTH + MAPPING_TAIL.WIDTH : 0,
  run: (parts, outputs, structure, out, at, { mapper }) => {
    const { rules } = parts;
    const { rows } = outputs;
    out.fill(0, at, at + structure.rows.length * MAPPING.WIDTH + MAPPING_TAIL.WIDTH);
    if (mapper !== null) {
      mapper.writeRows(parts, { structure, rules, outputs }, out, at);
      return;
    }
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      const to = at + index * MAPPING.WIDTH;
      const hasWork = rows.data[from + ROW.REPEAT] !== 0 && rows.data[from + ROW.MACS] !== 0;
      if (isMapped(row, rules) && hasWork) out.fill(NaN, to, to + MAPPING.WIDTH);
    });
  },
});
