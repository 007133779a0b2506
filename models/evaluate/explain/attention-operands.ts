import { QUERY_TILE } from '../../cost/attention-passes';
import { ROW } from '../../workload/lowering/rows';
import type { Context } from '../context';
import { ATTENTION_TILES, attentionTiles } from '../stages/attention-traffic';
import { ACCUMULATOR_BYTES } from '../stages/product-tiling';
import { TRAFFIC } from '../stages/traffic-columns';
import { BYTES } from '../stages/bytes';

/** What one product of an attention moves and holds, of one layer at the first step. */
export interface AttentionOperands {
  /** Bytes to and from main memory; keys and values again for each tile of rows. */
  readonly traffic: { readonly a: number; readonly b: number; readonly c: number };
  readonly tile: { readonly m: number; readonly n: number; readonly k: number };
}

/** Of the attention whose scores are row `scores`: its two products, as the stage `traffic` counts them. */
export function attentionOperands(
  { structure, rules, outputs, matrix }: Context,
  scores: number,
  capacity: number,
): readonly [scores: AttentionOperands, values: AttentionOperands] {
  const { rows, bytes, traffic } = outputs;
  const tiles = new Float64Array(ATTENTION_TILES.WIDTH);
  attentionTiles(rules.fusedAttention, scores, matrix(), capacity, ACCUMULATOR_BYTES, rows, bytes, tiles);
  const moved = (row: number, passes: number) => {
    const { a, c } = structure.rows[row]!;
    const size = bytes.at + row * BYTES.WIDTH;
    const off = (place: string, column: number) => (place === 'off' ? bytes.data[size + column]! : 0);
    const repeat = rows.data[rows.at + row * ROW.WIDTH + ROW.REPEAT]!;
    const all = traffic.data[traffic.at + row * TRAFFIC.WIDTH + TRAFFIC.OFF]! / repeat;
    const left = off(a.place, BYTES.A);
    const result = passes * off(c.place, BYTES.C);
    return { a: left, b: all - left - result, c: result };
  };
  const at = rows.at + scores * ROW.WIDTH;
  const held = (tile: number, column: number) => tiles[tile + column]!;
  const { SCORES, VALUES } = ATTENTION_TILES;
  return [
    {
      // In three passes scores leave, come back, leave as exponentials; the product of values brings them back.
      traffic: moved(scores, rules.fusedAttention ? 1 : 3),
      tile: { m: held(SCORES, QUERY_TILE.ROWS), n: held(SCORES, QUERY_TILE.KEYS), k: rows.data[at + ROW.K]! },
    },
    {
      traffic: moved(scores + 1, 1),
      tile: {
        m: held(VALUES, QUERY_TILE.ROWS),
        n: rows.data[at + ROW.WIDTH + ROW.N]!,
        k: held(VALUES, QUERY_TILE.KEYS),
      },
    },
  ];
}
