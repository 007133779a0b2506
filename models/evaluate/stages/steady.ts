import { defineStage, type Inputs } from '../stage';
import { steadyWorkRows } from '../row-lists';
import { COMPUTE } from './compute-columns';
import { TRAFFIC } from './traffic-columns';

/** What the inner loop needs of a row whose time is the same at every step, side by side in memory. */
export const STEADY = { CYCLES: 0, OFF: 1, ON: 2, VECTOR: 3, SPECIAL: 4, WIDTH: 5 } as const;

/** Packs the steady rows that have work, prefill first: each is read once a design, and nothing else is. */
export const steadyStage = defineStage({
  id: 'steady',
  reads: [],
  after: ['compute', 'traffic'],
  width: (structure) =>
    (steadyWorkRows(structure, 'prefill').length + steadyWorkRows(structure, 'decode').length) * STEADY.WIDTH,
  run: (_parts, { compute, traffic }, _structure, out, at, { lists: { prefillWork, steadyWork } }) => {
    pack(prefillWork, compute, traffic, out, at);
    pack(steadyWork, compute, traffic, out, at + prefillWork.length * STEADY.WIDTH);
  },
});

function pack(rows: Int32Array, compute: Inputs, traffic: Inputs, out: Float64Array, at: number): void {
  let to = at;
  for (let i = 0; i < rows.length; i++) {
    const c = compute.at + rows[i]! * COMPUTE.WIDTH;
    const t = traffic.at + rows[i]! * TRAFFIC.WIDTH;
    out[to + STEADY.CYCLES] = compute.data[c + COMPUTE.CYCLES]!;
    out[to + STEADY.OFF] = traffic.data[t + TRAFFIC.OFF]!;
    out[to + STEADY.ON] = traffic.data[t + TRAFFIC.ON]!;
    out[to + STEADY.VECTOR] = compute.data[c + COMPUTE.VECTOR]!;
    out[to + STEADY.SPECIAL] = compute.data[c + COMPUTE.SPECIAL]!;
    to += STEADY.WIDTH;
  }
}
