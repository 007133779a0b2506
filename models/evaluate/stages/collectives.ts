import { collectiveSeconds } from '../../cost/network';
import { ROW } from '../../workload/lowering/rows';
import { defineStage } from '../stage';
import { BYTES } from './bytes';

/** After the rows: their sums over each phase. */
export const COLLECTIVES_TAIL = { PREFILL: 0, DECODE: 1, WIDTH: 2 } as const;

/** Seconds of every collective row, all its layers together; 0 for other rows, NaN when a link is not known. */
export const collectivesStage = defineStage({
  id: 'collectives',
  reads: ['network', 'efficiency', 'rules'],
  after: ['rows', 'bytes'],
  width: (structure) => structure.rows.length + COLLECTIVES_TAIL.WIDTH,
  run: ({ network, efficiency, rules }, { rows, bytes }, structure, out, at) => {
    const collectiveRules = {
      best: rules.bestCollectiveAlgorithm,
      startSeconds: rules.collectiveStartSeconds,
      efficiency: efficiency.link,
    };
    const tail = at + structure.rows.length;
    out.fill(0, tail, tail + COLLECTIVES_TAIL.WIDTH);
    structure.rows.forEach((row, index) => {
      const from = rows.at + index * ROW.WIDTH;
      const repeat = rows.data[from + ROW.REPEAT]!;
      const payload = bytes.data[bytes.at + index * BYTES.WIDTH + BYTES.PAYLOAD]!;
      const ranks = rows.data[from + ROW.RANKS]!;
      const stride = rows.data[from + ROW.STRIDE]!;
      const idle = row.collective === null || repeat === 0 || ranks < 2 || payload === 0;
      out[at + index] = idle
        ? 0
        : repeat * collectiveSeconds(row.collective, payload, ranks, stride, network, collectiveRules);
      out[tail + (row.phase === 'prefill' ? COLLECTIVES_TAIL.PREFILL : COLLECTIVES_TAIL.DECODE)]! += out[at + index]!;
    });
  },
});
