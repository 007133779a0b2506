import { useEffect, useState } from 'react';
import type { FormatLabInput } from '../../../workers/format-lab-input';
import type { FormatLabOutput } from '../../../workers/format-lab-job';
import type { FormatLab, LabAnswer } from '../../state/format-lab';

export interface LabResult<Ask extends FormatLabInput['ask']> {
  /** The last answer, kept while the next one is measured. */
  readonly value: Extract<FormatLabOutput, { readonly ask: Ask }> | null;
  readonly problem: string | null;
  readonly isRunning: boolean;
  /** Parts of the running question that are answered: formats, pairs, curves, reduction lengths. */
  readonly done: number;
}

interface Progress {
  readonly input: FormatLabInput;
  readonly done: number;
}

interface Answered {
  readonly input: FormatLabInput;
  readonly answer: LabAnswer;
}

/** The lab's answer to a question, asked again whenever the question is another one; the one before is taken back. */
export function useLab<Ask extends FormatLabInput['ask']>(
  lab: FormatLab,
  input: Extract<FormatLabInput, { readonly ask: Ask }>,
): LabResult<Ask> {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [last, setLast] = useState<LabResult<Ask>['value']>(null);
  useEffect(() => {
    const question = new AbortController();
    const isWanted = () => !question.signal.aborted;
    const onProgress = (done: number) => {
      if (isWanted()) setProgress({ input, done });
    };
    void lab.run(input, onProgress, question.signal).then((answer) => {
      if (!isWanted()) return;
      setAnswered({ input, answer });
      if (answer.ok) setLast(answer.value as LabResult<Ask>['value']);
    });
    return () => question.abort();
  }, [lab, input]);
  const isRunning = answered?.input !== input;
  return {
    value: last,
    problem: isRunning || answered.answer.ok ? null : answered.answer.reason,
    isRunning,
    done: progress?.input === input ? progress.done : 0,
  };
}
