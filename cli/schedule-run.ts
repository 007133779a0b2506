/** What `schedule` does once it knows its graph: search, staircase, certificate, report. */
import { highsProgrammeSolver } from '../workers/highs-programme';
import {
  type Certificate,
  type CertificateModel,
  certify,
  poseCertificate,
} from '../models/scheduling/certificate/certify';
import { BaselineSearch } from '../models/scheduling/baselines/compare';
import { StaircaseSearch } from '../models/scheduling/curve';
import { capacityFault, largestOperator } from '../models/scheduling/footprint';
import { Scheduler } from '../models/scheduling/scheduler';
import { pricedStairs } from '../models/scheduling/traffic-cost';
import type { Arguments, Outcome } from './command';
import type { CliIo } from './io';
import { print } from './output';
import type { ScheduleMachine } from './schedule-machine';
import { reportSchedule } from './schedule-report';
import type { ScheduleSource } from './schedule-source';
import { scheduleText } from './schedule-text';
import { runSlices } from './slices';

export interface ScheduleQuestion {
  readonly source: ScheduleSource;
  readonly machine: ScheduleMachine | null;
  readonly scratchpadBytes: number;
  /** Of the search, the baselines, the staircase and the certificate each. */
  readonly milliseconds: number;
  readonly certificate: CertificateModel | null;
  readonly hasCurve: boolean;
}

/** After the time for a better order is over, what was found is placed: seconds at most. */
const PLACING_MS = 5000;

export async function runSchedule(question: ScheduleQuestion, args: Arguments, io: CliIo): Promise<Outcome> {
  const { source, machine, scratchpadBytes, milliseconds } = question;
  const { graph, notes } = source;
  const fault = capacityFault(graph, scratchpadBytes);
  if (fault !== null) {
    const needs = largestOperator(graph).bytes;
    print(io, args, {
      json: () => ({ status: 'infeasible', reason: fault, needsBytes: needs }),
      text: () => `${fault}\n`,
    });
    return { exit: 1 };
  }
  const scheduler = new Scheduler(graph, scratchpadBytes);
  let ended = await runSlices(io, scheduler, milliseconds);
  if (ended === 'time') {
    scheduler.stopSearching();
    await runSlices(io, scheduler, PLACING_MS);
  }
  if (scheduler.isProven) ended = 'done';
  const comparison = new BaselineSearch(graph, scratchpadBytes);
  if (ended !== 'stopped') await runSlices(io, comparison, milliseconds);
  const staircase = question.hasCurve ? new StaircaseSearch(graph) : null;
  if (staircase !== null && ended !== 'stopped') await runSlices(io, staircase, milliseconds);
  const certificate = ended === 'stopped' ? null : await certificateOf(question, scheduler);
  const report = {
    ...reportSchedule(graph, scratchpadBytes, scheduler, ended, machine?.memory ?? null, comparison),
    notes,
    ...(certificate === null ? {} : { certificate }),
    ...(staircase === null ? {} : curveOf(staircase, machine)),
  };
  print(io, args, { json: () => report, text: () => scheduleText(report) });
  return { exit: ended === 'stopped' ? 130 : 0 };
}

function curveOf({ stairs, isDone }: StaircaseSearch, machine: ScheduleMachine | null) {
  const curve = machine === null ? stairs : pricedStairs(stairs, machine.memory);
  return { curve, isCurveComplete: isDone };
}

/** The certificate, or why there is none; null where nobody asked. */
async function certificateOf(
  { source, scratchpadBytes, certificate, milliseconds }: ScheduleQuestion,
  { best }: Scheduler,
): Promise<Certificate | { readonly model: CertificateModel; readonly refused: string } | null> {
  if (certificate === null) return null;
  const posed = poseCertificate(source.graph, scratchpadBytes, certificate);
  if (!posed.ok) return { model: certificate, refused: posed.reason };
  return certify(certificate, posed.value, best, highsProgrammeSolver(), milliseconds / 1000);
}
