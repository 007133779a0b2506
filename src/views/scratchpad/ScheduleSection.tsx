import { useMemo, useState } from 'react';
import { movesOf } from '../../../models/scheduling/moves';
import { ScheduleChart } from '../../charts/scratchpad/ScheduleChart';
import { scheduleSvg } from '../../charts/scratchpad/scene';
import type { ScheduleData } from '../../charts/scratchpad/data';
import { PRINT } from '../../charts/theme';
import type { ScheduleState } from '../../state/scratchpad/questions';
import { GraphSection } from './GraphSection';
import { RunLine } from './RunLine';
import { blockFacts, highlightOf, type Pointed, scheduleContent, usedText, windowAround } from './schedule-data';
import { SaveButtons } from './SaveButtons';
import { scheduleFile } from './schedule-file';
import { StepThrough } from './StepThrough';
import { movesTable } from './tables';
import { useFiles } from './use-files';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import { scheduleFinding } from './words';
import styles from './scratchpad.module.css';

/** Schedule and graph side by side in meaning: what is pointed at in one stands out in the other. */
export function ScheduleSection() {
  const run = useScratchpad((state) => state.schedule);
  const loaded = useScratchpad((state) => state.loaded);
  const isReading = useScratchpad((state) => state.isReading);
  const isInvalid = useScratchpad((state) => state.invalidDrafts.length > 0);
  const { step: wanted, pinned } = useScratchpad((state) => state.view);
  const { getState } = useScratchpadStore();
  const [hovered, setHovered] = useState<Pointed | null>(null);
  const { answer } = run;
  const best = answer?.output.best ?? null;
  const isOwn = answer?.question.loaded === loaded;
  const step = Math.min(wanted, (best?.order.length ?? 1) - 1);
  const isThere = pinned !== null && answer !== null && pinned < answer.question.loaded.graph.tensors.length;
  const pointed = hovered ?? (isThere ? ({ kind: 'tensor', tensor: pinned } as const) : null);
  const onStep = (next: number) => getState().show({ step: next });
  const shared = { step, pointed, onStep, onPoint: setHovered };
  return (
    <>
      {answer === null ? (
        <div className={styles.empty} />
      ) : (
        <section
          className={styles.results}
          data-stale={isReading || isInvalid || run.question !== answer.question}
          aria-labelledby="schedule-heading"
        >
          <Picture run={run} answer={answer} {...shared} />
        </section>
      )}
      {loaded !== null && <GraphSection loaded={loaded} best={isOwn ? best : null} {...shared} />}
    </>
  );
}

interface PictureProps {
  readonly run: ScheduleState;
  readonly answer: NonNullable<ScheduleState['answer']>;
  readonly step: number;
  readonly pointed: Pointed | null;
  readonly onStep: (step: number) => void;
  readonly onPoint: (pointed: Pointed | null) => void;
}

function Picture({ run, answer, step, pointed, onStep, onPoint }: PictureProps) {
  const { question, output } = answer;
  const { graph } = question.loaded;
  const { best } = output;
  const { scratchpadBytes } = question;
  const content = useMemo(() => scheduleContent({ graph, scratchpadBytes }, best), [graph, scratchpadBytes, best]);
  const data = { content, finding: scheduleFinding(question, output, run.status), note: usedText(content) };
  const moves = useMemo(() => movesOf(graph, best), [graph, best]);
  const { span, pinned } = useScratchpad((state) => state.view);
  const { getState } = useScratchpadStore();
  const count = best.order.length;
  const [from, to] = windowAround(step, count, span);
  const window = useMemo(() => [from, to] as const, [from, to]);
  const highlight = useMemo(() => highlightOf(graph, best, pointed), [graph, best, pointed]);
  return (
    <>
      <div className={styles.head}>
        <h3 id="schedule-heading">Schedule</h3>
        <ScheduleFiles answer={answer} data={data} />
        <SpanSelect count={count} span={span} onSpan={(next) => getState().show({ span: next })} />
      </div>
      <RunLine run={run} answer={output} />
      <ScheduleChart
        data={data}
        window={window}
        step={step}
        highlight={highlight}
        announcement={`Step ${step + 1}: ${content.steps[step]!}`}
        factsOf={(block) => blockFacts(content, block)}
        onStep={onStep}
        onPoint={(tensor) => onPoint(tensor === null ? null : { kind: 'tensor', tensor })}
      />
      <StepThrough
        graph={graph}
        best={best}
        moves={moves}
        step={step}
        pointedTensors={highlight.tensors}
        pinned={pinned}
        onStep={onStep}
        onPoint={onPoint}
        onPin={(tensor) => getState().show({ pinned: tensor === pinned ? null : tensor })}
      />
    </>
  );
}

/** Fits a column of a paper and half a slide. */
const FIGURE_SIZE = { widthPx: 720, heightPx: 400 };
const UNITS = { address: 'B', bytes: 'B', step: '' };

interface ScheduleFilesProps {
  readonly answer: NonNullable<ScheduleState['answer']>;
  readonly data: ScheduleData;
}

/** The schedule as files: its picture, what it moves, and all of it. */
function ScheduleFiles({ answer, data }: ScheduleFilesProps) {
  const files = useFiles();
  const { graph } = answer.question.loaded;
  const title = `Schedule of ${graph.name}`;
  const svg = () => scheduleSvg(data, FIGURE_SIZE, PRINT);
  return (
    <SaveButtons
      what="the schedule"
      saves={[
        ['SVG', () => files.saveSvg(title, svg(), UNITS)],
        ['PNG', () => void files.savePng(title, svg(), UNITS)],
        ['CSV', () => files.saveCsv(movesTable(graph, answer.output.best))],
        ['JSON', () => files.saveJson(title, scheduleFile(answer), UNITS)],
      ]}
    />
  );
}

const SPANS = [20, 50, 100, 200, 500] as const;

interface SpanSelectProps {
  readonly count: number;
  readonly span: number | null;
  readonly onSpan: (span: number | null) => void;
}

/** How many steps are drawn at once: long schedules are read part by part. */
function SpanSelect({ count, span, onSpan }: SpanSelectProps) {
  const spans = SPANS.filter((size) => size < count);
  if (spans.length === 0) return null;
  return (
    <label className={styles.choice}>
      Steps in sight{' '}
      <select
        value={span !== null && span < count ? span : 'all'}
        onChange={(event) => onSpan(SPANS.find((size) => String(size) === event.target.value) ?? null)}
      >
        <option value="all">all {count}</option>
        {spans.map((size) => (
          <option key={size} value={size}>
            {size}
          </option>
        ))}
      </select>
    </label>
  );
}
