import type { LoopNestProblem, PortPlan } from './problem';
import type { NestScratch } from './scratch';
import { windowUnion } from './windows';

/**
 * Cycles that compute waits for data: all ports work at once, and the worst one counts.
 *
 * A link needs `real` cycles in each of its periods and may use `allowed` of them; the first period is on-loading. One
 * link on a port stalls by what is missing, or has slack. Several links add what each misses alone, and what all need
 * together beyond the cycles in which at least one of them is allowed.
 *
 * Source: Mei et al., DATE 2022, sections 3 and 4.
 */
export function fillPortStalls(problem: LoopNestProblem, scratch: NestScratch): number {
  let worst = 0;
  for (let i = 0; i < problem.ports.length; i++) {
    const stall = portStall(problem, problem.ports[i]!, scratch);
    scratch.portStall[i] = stall;
    if (stall > worst) worst = stall;
  }
  return worst;
}

function portStall(problem: LoopNestProblem, port: PortPlan, scratch: NestScratch): number {
  const { real, allowed, count, period, unionPeriod, unionWindow } = scratch;
  let [active, missing, slack, windows, union, last] = [0, 0, 0, 0, -1, 0];
  for (let i = 0; i < port.links.length; i++) {
    const link = port.links[i]!;
    if (real[link] === 0) continue;
    const entry = problem.linkEntry[link]!;
    const repeats = count[entry]! - 1;
    const stall = (real[link]! - allowed[entry]!) * repeats;
    if (stall > 0) missing += stall;
    else slack += stall;
    windows += allowed[entry]! * repeats;
    unionPeriod[active] = period[entry]!;
    unionWindow[active] = allowed[entry]!;
    if (union < 0 && period[entry]! === allowed[entry]!) union = period[entry] * count[entry]!;
    last = stall;
    active++;
  }
  if (active <= 1) return active === 0 ? 0 : last;
  if (union < 0) {
    const oneLongest = windowUnion(unionPeriod, unionWindow, active);
    union = oneLongest * Math.floor(problem.temporalCycles / unionPeriod[active - 1]!);
  }
  return missing + Math.max(0, slack + windows - union);
}
