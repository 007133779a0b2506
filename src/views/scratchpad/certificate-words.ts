import type { Certificate } from '../../../models/scheduling/certificate/certify';
import type { ScheduleAnswer } from '../../state/scratchpad/questions';
import { bytesText } from './words';

/** What the search has proven of a schedule. */
export type KnownBounds = Pick<ScheduleAnswer, 'lowerBound' | 'upperBound'>;

/** What a second proof says about the schedule that it was asked for, in a sentence or two. */
export function certificateText(certificate: Certificate, known: KnownBounds): string {
  const { model, status, lowerBound } = certificate;
  if (status === 'infeasible') return 'By the programme nothing fits into this scratchpad.';
  if (model === 'literal') return literalText(certificate, known);
  if (lowerBound >= known.upperBound) {
    return `Both proofs agree: no schedule moves less than ${bytesText(known.upperBound)} beyond the compulsory bytes.`;
  }
  const ended = status === 'bounded' ? 'Time ended before the optimum was proven. ' : '';
  return `${ended}By the programme no schedule moves less than ${bytesText(lowerBound)}; ${besideSearch(lowerBound, known)}`;
}

/** The programme has no addresses, so that its optimum may lie below every schedule. */
function besideSearch(lowerBound: number, { lowerBound: searched, upperBound }: KnownBounds): string {
  if (lowerBound > searched)
    return `that is more than the search has proven (${bytesText(searched)}), so that the optimum lies between this and ${bytesText(upperBound)}.`;
  return `the search has proven ${lowerBound < searched ? `more, ${bytesText(searched)}` : 'the same'}.`;
}

function literalText({ status, bytes, lowerBound }: Certificate, { upperBound }: KnownBounds): string {
  if (status === 'bounded') {
    return `Time ended: the optimum of the literal model lies between ${bytesText(lowerBound)} and ${bytesText(bytes)}.`;
  }
  const optimum = `The optimum of the literal model, with addresses, is ${bytesText(bytes)}`;
  if (bytes === upperBound) return `${optimum}, that of the schedule above too.`;
  return `${optimum}; the schedule above moves ${bytesText(upperBound)}, as inputs and outputs keep their copy in main memory.`;
}
