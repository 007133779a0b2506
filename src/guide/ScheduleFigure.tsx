import { useMemo, useState } from 'react';
import { largestOperator } from '../../models/scheduling/footprint';
import { compulsoryBytes } from '../../models/scheduling/schedule';
import type { LineData } from '../charts/lines/data';
import { LineChart } from '../charts/lines/LineChart';
import { ScheduleChart } from '../charts/scratchpad/ScheduleChart';
import { bytesLike } from '../views/parts/bytes';
import { blockFacts, scheduleContent, usedText } from '../views/scratchpad/schedule-data';
import { Controls } from './Controls';
import styles from './guide.module.css';
import { NumberInput } from './NumberInput';
import {
  branches,
  movedBytes,
  type ScheduleBy,
  scheduleBy,
  SCHEDULES,
  type Staircase,
  staircaseOf,
} from './schedule-example';

const KIB = 1024;
const FIRST_BYTES = 88 * KIB;
const bytesText = bytesLike(2 ** 20);

const LABELS: Readonly<Record<ScheduleBy, string>> = {
  searched: 'order, replacement and addresses searched',
  lru: 'as drawn; least recently used leaves',
  belady: 'as drawn; used again last leaves',
  greedy: 'as drawn; cheapest to move leaves',
};

/** A small graph in a scratchpad: its schedule by search or by rule, and what each moves in scratchpads of all sizes. */
export function ScheduleFigure() {
  const [bytes, setBytes] = useState(FIRST_BYTES);
  const [by, setBy] = useState<ScheduleBy>('searched');
  const [step, setStep] = useState(0);
  const graph = useMemo(branches, []);
  const { best, isProven } = useMemo(() => scheduleBy(graph, bytes, by), [graph, bytes, by]);
  const content = useMemo(() => scheduleContent({ graph, scratchpadBytes: bytes }, best), [graph, bytes, best]);
  const staircase = useMemo(() => staircaseOf(graph), [graph]);
  const line = useMemo(() => staircaseData(staircase, bytes), [staircase, bytes]);
  const window = useMemo(() => [0, best.order.length] as const, [best]);
  const moved = movedBytes(best);
  const beyond = `${moved === 0 ? 'nothing' : bytesText(moved)} moved beyond the compulsory ${bytesText(compulsoryBytes(graph))}`;
  const finding = `${by === 'searched' ? 'Searched' : 'By rule'}: ${beyond}${isProven ? ', proven optimal' : ''}`;
  return (
    <>
      <Controls label="Scratchpad and schedule">
        <NumberInput
          label="Scratchpad"
          quantity="bytes"
          value={bytes}
          min={largestOperator(graph).bytes}
          max={256 * KIB}
          onChange={(value) => setBytes(Math.floor(value))}
        />
        <label className={styles.input}>
          Schedule
          <select
            className={styles.wide}
            value={by}
            onChange={(event) => setBy(SCHEDULES.find((id) => id === event.target.value)!)}
          >
            {SCHEDULES.map((id) => (
              <option key={id} value={id}>
                {LABELS[id]}
              </option>
            ))}
          </select>
        </label>
      </Controls>
      <ScheduleChart
        data={{ content, finding, note: usedText(content) }}
        window={window}
        step={step}
        highlight={{ tensors: [], step: null }}
        announcement={`Step ${step + 1}: ${content.steps[step]!}`}
        factsOf={(block) => blockFacts(content, block)}
        onStep={setStep}
        onPoint={() => undefined}
        heightPx={280}
      />
      <p className={styles.source}>
        Step {step + 1}: {content.steps[step]}
      </p>
      <LineChart data={line} heightPx={240} />
    </>
  );
}

function staircaseData({ sizes, searched, rules }: Staircase, bytes: number): LineData {
  const inKib = (values: readonly number[]) => values.map((value) => value / KIB);
  const enough = (values: readonly number[]) => bytesText(sizes[values.indexOf(0)]!);
  const best = sizes.map((_, at) => Math.min(...Object.values(rules).map((values) => values[at]!)));
  return {
    finding: `Searched, nothing is moved twice from ${enough(searched)} on; as drawn, with the best of three rules, from ${enough(best)}`,
    note: null,
    x: { label: 'Scratchpad, KiB', quantity: 'count', scale: 'linear' },
    y: { label: 'Moved beyond the compulsory bytes, KiB', quantity: 'count', scale: 'linear' },
    at: inKib(sizes),
    series: [
      { id: 'searched', label: 'searched, proven', colour: 'blue', look: 'steps', y: inKib(searched) },
      {
        id: 'belady',
        label: 'as drawn, used again last leaves',
        colour: 'vermilion',
        look: 'steps',
        y: inKib(rules.belady),
      },
      {
        id: 'lru',
        label: 'as drawn, least recently used leaves',
        colour: 'purple',
        look: 'points',
        y: inKib(rules.lru),
      },
    ],
    marks: bytes <= sizes.at(-1)! ? [{ x: bytes / KIB, label: 'above' }] : [],
  };
}
