import { expectedActiveExperts } from '../../experts';
import type { Rules } from '../../rules';
import type { DenseFfn, Ffn, MoeFfn } from '../../types';
import { ROW, type RowDescriptor } from '../rows';
import { routedRows, type RankWork } from './ranks';
import type { Location, RowFactory } from './row-factory';
import { fillCollective, setGemm, type RowWriter } from '../row-writer';

/** Rows of a layer's feed-forward part: dense, experts, or both, and the all-reduce after them. */
export function describeFfn(row: RowFactory, ffn: Ffn, place: Location): readonly RowDescriptor[] {
  return [
    ...(ffn.dense ? denseRows(row, place) : []),
    ...(ffn.moe ? expertRows(row, place) : []),
    ...(ffn.dense || ffn.moe
      ? [row({ ...place, name: 'FFN all-reduce', kind: 'collective', module: 'ffn', collective: 'allReduce' })]
      : []),
  ];
}

function denseRows(row: RowFactory, place: Location) {
  return [
    row({ ...place, name: 'FFN up', kind: 'gemm', module: 'ffn' }),
    row({ ...place, name: 'FFN down', kind: 'gemm', module: 'ffn' }),
  ];
}

function expertRows(row: RowFactory, place: Location) {
  return [
    row({ ...place, name: 'Router', kind: 'gemm', module: 'router' }),
    row({ ...place, name: 'Expert dispatch', kind: 'collective', module: 'expert', collective: 'allToAll' }),
    row({ ...place, name: 'Experts up', kind: 'gemm', module: 'expert' }),
    row({ ...place, name: 'Experts down', kind: 'gemm', module: 'expert' }),
    row({ ...place, name: 'Expert combine', kind: 'collective', module: 'expert', collective: 'allToAll' }),
    row({ ...place, name: 'Shared experts up', kind: 'gemm', module: 'shared' }),
    row({ ...place, name: 'Shared experts down', kind: 'gemm', module: 'shared' }),
  ];
}

/** Fills the rows that `describeFfn` names. */
export function fillFfn(
  writer: RowWriter,
  hidden: number,
  { dense, moe }: Ffn,
  count: number,
  work: RankWork,
  steps: number,
  rules: Rules,
): void {
  if (dense) fillDense(writer, hidden, dense, count, work, steps);
  if (moe) fillExperts(writer, hidden, moe, count, work, steps, rules);
  if (dense || moe) fillCollective(writer, work.tensor, 1, work.tokens * hidden, count, steps);
}

type FfnShape = Pick<DenseFfn, 'width' | 'gated'>;

function fillDense(
  writer: RowWriter,
  hidden: number,
  ffn: FfnShape,
  count: number,
  work: RankWork,
  steps: number,
): void {
  const width = Math.ceil(ffn.width / work.tensor);
  const up = writer.next(count, steps);
  setGemm(writer.out, up, work.tokens, width * (ffn.gated ? 2 : 1), hidden);
  const down = writer.next(count, steps);
  setGemm(writer.out, down, work.tokens, hidden, width);
}

function fillExperts(
  writer: RowWriter,
  hidden: number,
  moe: MoeFfn,
  count: number,
  work: RankWork,
  steps: number,
  rules: Rules,
): void {
  const { out } = writer;
  const router = writer.next(count, steps);
  setGemm(out, router, work.tokens, moe.experts, hidden);
  const payload = (rules.payloadHeldPerRank ? work.tokens : work.groupTokens) * moe.expertsPerToken * hidden;
  fillCollective(writer, work.expert, work.tensor, payload, count, steps);

  const routed = routedRows(work, moe.expertsPerToken, rules);
  const active = activeExpertsOfRank(moe, work, rules);
  const width = Math.ceil(moe.expertWidth / work.tensor);
  const up = writer.next(count, steps);
  setExperts(out, up, active, routed, width * (moe.gated ? 2 : 1), hidden);
  const down = writer.next(count, steps);
  setExperts(out, down, active, routed, hidden, width);
  fillCollective(writer, work.expert, work.tensor, payload, count, steps);

  fillDense(writer, hidden, { width: moe.sharedWidth, gated: moe.gated }, moe.sharedWidth > 0 ? count : 0, work, steps);
}

function activeExpertsOfRank(moe: MoeFfn, work: RankWork, rules: Rules): number {
  if (rules.expectedExperts) {
    return expectedActiveExperts(moe.experts, moe.expertsPerToken, work.groupTokens) / work.expert;
  }
  if (work.phase === 'prefill') return moe.experts / work.expert;
  return Math.max(1, Math.ceil(moe.expertsPerToken / work.expert));
}

/** `active` products whose rows add up to `routed`; each active expert's weights are read once. */
function setExperts(out: Float64Array, at: number, active: number, routed: number, n: number, k: number): void {
  out[at + ROW.GROUPS] = active;
  out[at + ROW.M] = routed / active;
  out[at + ROW.N] = n;
  out[at + ROW.K] = k;
  out[at + ROW.MACS] = routed * n * k;
  out[at + ROW.A] = routed * k;
  out[at + ROW.B] = active * n * k;
  out[at + ROW.C] = routed * n;
}
