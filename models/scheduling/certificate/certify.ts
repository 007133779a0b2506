/** A second, independent proof of what a schedule has to move: an integer programme and its bound. */
import { MOST_OPERATORS } from '../check-graph';
import { capacityFault } from '../footprint';
import type { GraphOutcome, OperatorGraph } from '../graph';
import type { PlacedSchedule } from '../scheduler';
import { compactModel, type ScheduleModel } from './compact-model';
import { literalModel } from './literal-model';
import { brokenBy, type IntegerProgramme, objectiveOf } from './programme';

export const CERTIFICATE_MODELS = ['compact', 'literal'] as const;
/** The compact programme without addresses, or that of the paper with addresses. */
export type CertificateModel = (typeof CERTIFICATE_MODELS)[number];

export interface ProgrammeAnswer {
  readonly status: 'optimal' | 'infeasible' | 'stopped';
  /** Objective of the best whole solution; infinite where none is known. */
  readonly objective: number;
  /** No whole solution has a lower objective. */
  readonly bound: number;
  readonly seconds: number;
}

/** Solves a programme from a start that may be given, for so long; says bounds as they rise. */
export type ProgrammeSolver = (
  programme: IntegerProgramme,
  start: Float64Array | null,
  seconds: number,
  onBound: (bound: number) => void,
) => Promise<ProgrammeAnswer>;

export interface Certificate {
  readonly model: CertificateModel;
  /**
   * `optimal`: the programme's optimum is known; `bounded`: the time ended before; `infeasible`: nothing fits, by the
   * programme.
   */
  readonly status: 'optimal' | 'bounded' | 'infeasible';
  /** Bytes of the programme's best solution, the schedule it was given included. */
  readonly bytes: number;
  /** By the programme alone, no schedule moves less. */
  readonly lowerBound: number;
  readonly seconds: number;
  readonly columns: number;
  readonly rows: number;
}

/** The published model has columns for each pair of tensors and step. */
export const MOST_LITERAL = { operators: 12, tensors: 16 } as const;
/** Room and time of the solver grow faster than this. */
const MOST_ENTRIES = 400_000;

/** Poses the programme of a graph; refused in a sentence where it would be too large. */
export function poseCertificate(
  graph: OperatorGraph,
  scratchpadBytes: number,
  model: CertificateModel,
): GraphOutcome<ScheduleModel<PlacedSchedule>> {
  const reason = capacityFault(graph, scratchpadBytes) ?? sizeFault(graph, model);
  if (reason !== null) return { ok: false, reason };
  if (model === 'literal') return { ok: true, value: literalModel(graph, scratchpadBytes) };
  const posed = compactModel(graph, scratchpadBytes);
  const entries = posed.programme.rows.reduce((sum, { columns }) => sum + columns.length, 0);
  return entries <= MOST_ENTRIES ? { ok: true, value: posed } : tooLarge(`${entries} entries`, `${MOST_ENTRIES}`);
}

function sizeFault({ operators, tensors }: OperatorGraph, model: CertificateModel): string | null {
  if (model === 'literal') {
    const fits = operators.length <= MOST_LITERAL.operators && tensors.length <= MOST_LITERAL.tensors;
    if (fits) return null;
    return `The literal model is posed for at most ${MOST_LITERAL.operators} operators and ${MOST_LITERAL.tensors} tensors; the graph has ${operators.length} and ${tensors.length}.`;
  }
  const most = MOST_OPERATORS / 20;
  return operators.length <= most ? null : tooLarge(`${operators.length} operators`, `${most}`).reason;
}

function tooLarge(what: string, most: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason: `The certificate's programme would have ${what}; at most ${most} are posed.` };
}

/** Solves a posed programme. A schedule that is known is its start. */
export async function certify(
  model: CertificateModel,
  posed: ScheduleModel<PlacedSchedule>,
  known: PlacedSchedule | null,
  solver: ProgrammeSolver,
  seconds: number,
  onBound: (bytes: number) => void = () => undefined,
): Promise<Certificate> {
  const { programme, unitBytes } = posed;
  const values = known === null ? null : posed.valuesOf(known);
  const start = values !== null && brokenBy(programme, values).length === 0 ? values : null;
  const inBytes = (bound: number) => unitBytes * Math.max(0, Math.ceil(bound - ROUNDING));
  const answer = await solver(programme, start, seconds, (bound) => onBound(inBytes(bound)));
  // A solution may spill by fractions more than it needs; without them it costs whole units.
  const found = unitBytes * Math.floor(answer.objective + ROUNDING);
  const given = start === null ? Infinity : unitBytes * objectiveOf(programme, start);
  const bytes = Math.min(found, given);
  const lowerBound = answer.status === 'infeasible' ? Infinity : Math.min(inBytes(answer.bound), bytes);
  const status = answer.status === 'infeasible' ? 'infeasible' : lowerBound >= bytes ? 'optimal' : 'bounded';
  const { columns, rows } = programme;
  return { model, status, bytes, lowerBound, seconds: answer.seconds, columns: columns.length, rows: rows.length };
}

/** The objective counts whole units, so that a bound holds for the next whole number. */
const ROUNDING = 1e-5;
