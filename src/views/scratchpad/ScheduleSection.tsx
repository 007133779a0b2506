import { useMemo, useState } from 'react';
import { movesOf } from '../../../models/scheduling/moves';
import { ScheduleChart } from '../../charts/scratchpad/ScheduleChart';
import type { ScheduleJobOutput } from '../../../workers/schedule-job';
import type { RunState } from '../../state/scratchpad/polled-run';
import type { ScheduleAnswer, ScheduleQuestion } from '../../state/scratchpad/scratchpad-store';
import { RunLine } from './RunLine';
import { blockFacts, highlightOf, type Pointed, scheduleData } from './schedule-data';
import { StepThrough } from './StepThrough';
import { useScratchpad } from './use-scratchpad';
import styles from './scratchpad.module.css';

type Run = RunState<ScheduleQuestion, ScheduleJobOutput>;

/** The schedule found so far, to be gone through step by step. */
export function ScheduleSection() {
  const run = useScratchpad((state) => state.schedule);
  const isReading = useScratchpad((state) => state.isReading);
  const { answer } = run;
  if (answer?.output.kind !== 'schedule') return <div className={styles.empty} />;
  const isStale = isReading || run.question !== answer.question;
  return (
    <section className={styles.results} data-stale={isStale} aria-labelledby="schedule-heading">
      <h3 id="schedule-heading">Schedule</h3>
      <RunLine run={run} answer={answer.output} question={answer.question} />
      <Picture run={run} question={answer.question} answer={answer.output} />
    </section>
  );
}

interface PictureProps {
  readonly run: Run;
  readonly question: ScheduleQuestion;
  readonly answer: ScheduleAnswer;
}

function Picture({ run, question, answer }: PictureProps) {
  const { graph } = question.loaded;
  const { best } = answer;
  const [wanted, setStep] = useState(0);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const step = Math.min(wanted, best.order.length - 1);
  const data = useMemo(() => scheduleData(question, answer, run.status), [question, answer, run.status]);
  const moves = useMemo(() => movesOf(graph, best), [graph, best]);
  const window = useMemo(() => [0, best.order.length] as const, [best]);
  const highlight = useMemo(() => highlightOf(graph, best, pointed), [graph, best, pointed]);
  return (
    <>
      <ScheduleChart
        data={data}
        window={window}
        step={step}
        highlight={highlight}
        announcement={`Step ${step + 1}: ${data.steps[step]!}`}
        factsOf={(block) => blockFacts(data, block)}
        onStep={setStep}
        onPoint={(tensor) => setPointed(tensor === null ? null : { kind: 'tensor', tensor })}
      />
      <StepThrough
        graph={graph}
        best={best}
        moves={moves}
        step={step}
        pointedTensors={highlight.tensors}
        onStep={setStep}
        onPoint={setPointed}
      />
    </>
  );
}
