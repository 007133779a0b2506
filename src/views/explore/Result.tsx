import { useEffect, useMemo, useState } from 'react';
import { ParetoChart } from '../../charts/pareto/ParetoChart';
import type { ParetoConstraint } from '../../charts/pareto/data';
import { selectReport } from '../../state/design-slice';
import { selectBaseline } from '../../state/pins-slice';
import { selectConstraints, selectObjectives } from '../../state/space-slice';
import { designIndexOf } from '../../state/sweep-designs';
import type { SweepAnswer } from '../../state/sweep-types';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { countParts, emptyText } from './counts-text';
import { FrontierTable } from './FrontierTable';
import { drawnObjectives, paretoData } from './pareto-data';
import { axisFacts, named, Preview } from './Preview';
import styles from './explore.module.css';

interface ResultProps {
  readonly answer: SweepAnswer;
  /** Whether it answers the space on screen. */
  readonly isCurrent: boolean;
}

/** What came out of a sweep: the cloud and its frontier, what became of the designs, the frontier as a table. */
export function Result({ answer, isCurrent }: ResultProps) {
  const { getState } = useRidgelineStore();
  const [hovered, setHovered] = useState<number | null>(null);
  const [choice, setChoice] = useState<{ readonly answer: SweepAnswer; readonly index: number } | null>(null);
  const chosen = choice?.answer === answer ? choice.index : null;
  const choose = (index: number | null) => setChoice(index === null ? null : { answer, index });
  const load = (index: number) => {
    const design = named(designIndexOf(answer.sweep.space).designAt(index), index);
    getState().replaceDesign(design, design.name);
  };
  const empty = emptyText(answer);
  return (
    <>
      <div className={styles.chart} data-stale={!isCurrent}>
        <Chart answer={answer} hovered={hovered} chosen={chosen} onHover={setHovered} onChoose={choose} />
        {empty !== null && <p className={styles.empty}>{empty}</p>}
      </div>
      <p className={styles.counts}>{countParts(answer).join(' · ')}</p>
      <Preview answer={answer} index={chosen} onLoad={load} onClose={() => choose(null)} />
      <FrontierTable
        answer={answer}
        chosen={chosen}
        hovered={hovered}
        onChoose={choose}
        onHover={setHovered}
        onLoad={load}
      />
    </>
  );
}

interface ChartProps {
  readonly answer: SweepAnswer;
  readonly hovered: number | null;
  readonly chosen: number | null;
  readonly onHover: (index: number | null) => void;
  readonly onChoose: (index: number | null) => void;
}

function Chart({ answer, hovered, chosen, onHover, onChoose }: ChartProps) {
  const objectives = useRidgeline(selectObjectives);
  const current = useRidgeline(selectReport).metrics;
  const baseline = useRidgeline(selectBaseline)?.report.metrics ?? null;
  const drawn = drawnObjectives(answer, objectives);
  const key = drawn.join();
  const data = useMemo(
    () => paretoData(answer, key.split(','), { current, baseline }),
    [answer, key, current, baseline],
  );
  useDrawnMark(answer);
  return (
    <ParetoChart
      data={data}
      hoveredIndex={hovered}
      onHover={onHover}
      chosenIndex={chosen}
      onPick={onChoose}
      onClear={() => onChoose(null)}
      describe={(index) => axisFacts(answer, index)}
      onConstraintChange={useConstraintDrag(answer)}
    />
  );
}

/** Marks the moment after the frame in which an answer was first drawn: from here on it is on screen. */
function useDrawnMark(answer: SweepAnswer): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      setTimeout(() => {
        performance.mark('sweep-drawn');
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [answer]);
}

/** Dragging a constraint's line moves its bound: at the end of the drag, since that asks for another sweep. */
function useConstraintDrag(answer: SweepAnswer) {
  const { getState } = useRidgelineStore();
  return ({ id, bound }: ParetoConstraint, value: number, done: boolean): void => {
    if (!done) return;
    const swept = answer.sweep.space.constraints[Number(id.split('.')[0])];
    const constraints = selectConstraints(getState());
    const changed = constraints.map((old) =>
      old.metric === swept?.metric && bound in old ? { ...old, [bound]: value } : old,
    );
    getState().setConstraints(changed);
  };
}
