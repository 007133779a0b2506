import { useEffect, useMemo, useRef, useState } from 'react';
import type { Design } from '../../../models/design/types';
import type { PrecisionInput } from '../../../workers/precision-job';
import { METRICS } from '../../../models/evaluate/metrics/metrics';
import { MIXED_BASES, type MixedBase } from '../../../models/precision/choices';
import { selectDesign } from '../../state/design-slice';
import { browserPrecisionRunner, type PrecisionRunner } from '../../state/precision-runner';
import { Button } from '../parts/Button';
import { useRidgeline } from '../store-context';
import { Answers } from './ChoosingAnswers';
import {
  CHOICE_COSTS,
  offeredFormats,
  START_QUESTION,
  withOffered,
  type Answered,
  type Offered,
  type Question,
} from './choosing-question';
import { FormatChecks } from './FormatChecks';
import styles from './choosing.module.css';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'answered'; readonly outcome: Answered; readonly design: Design; readonly question: Question };

const POINTS = 12;
const BASE_LABELS: Readonly<Record<MixedBase, string>> = {
  bf16: 'BF16 everywhere',
  design: 'the formats of the design',
};
const LAYER_RUNS = [1, 2, 4, 8] as const;

/** Formats by cost and perplexity: one of each everywhere, and the best mixture for every budget. */
export function ChoosingPanel() {
  const design = useRidgeline(selectDesign);
  const [question, setQuestion] = useState<Question>(START_QUESTION);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const run = usePrecisionRunner();
  const own = useRidgeline((state) => state.ownFormats);
  const offered = useMemo(() => offeredFormats(own), [own]);
  const latest = useRef(0);
  const ask = async () => {
    const number = ++latest.current;
    const input: PrecisionInput = { design, question: withOffered(question, offered), budgets: { count: POINTS } };
    setState({ kind: 'running' });
    const answer = await run(input);
    if (number !== latest.current) return;
    const outcome = answer.ok ? answer.value : answer;
    setState(outcome.ok ? { kind: 'answered', outcome, design, question } : { kind: 'failed', reason: outcome.reason });
  };
  const isOld = state.kind === 'answered' && (state.design !== design || state.question !== question);
  return (
    <div className={styles.panel}>
      <QuestionForm question={question} offered={offered} onChange={setQuestion} />
      <div className={styles.tools}>
        <Button look="primary" disabled={state.kind === 'running'} onClick={() => void ask()}>
          {state.kind === 'running' ? 'Choosing…' : 'Choose formats'}
        </Button>
        <span className={styles.note} role="status">
          {isOld ? 'The design or the question has changed since.' : ''}
        </span>
      </div>
      {state.kind === 'failed' && <p className={styles.problem}>{state.reason}</p>}
      {state.kind === 'answered' && <Answers outcome={state.outcome} />}
      <p className={styles.note}>
        Perplexities are estimates unless they are called published. A mixture&apos;s loss adds up the noise of its
        parts by their share of the products: an assumption. Its cost is that of the whole design, evaluated anew.
      </p>
    </div>
  );
}

/** A worker for as long as the panel is shown, started with the first question. */
function usePrecisionRunner(): PrecisionRunner['run'] {
  const runner = useRef<PrecisionRunner | null>(null);
  useEffect(
    () => () => {
      runner.current?.dispose();
      runner.current = null;
    },
    [],
  );
  return (input) => (runner.current ??= browserPrecisionRunner()).run(input);
}

interface QuestionFormProps {
  readonly question: Question;
  readonly offered: Offered;
  readonly onChange: (question: Question) => void;
}

function QuestionForm({ question, offered, onChange }: QuestionFormProps) {
  const { choices } = question;
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.field}>
          <label htmlFor="choosing-cost">Make least</label>
          <select
            id="choosing-cost"
            value={question.cost}
            onChange={(event) => onChange({ ...question, cost: CHOICE_COSTS.find((id) => id === event.target.value)! })}
          >
            {CHOICE_COSTS.map((id) => (
              <option key={id} value={id}>
                {METRICS.find((metric) => metric.id === id)?.label}
              </option>
            ))}
          </select>
        </span>
        <span className={styles.field}>
          <label htmlFor="choosing-base">Start from</label>
          <select
            id="choosing-base"
            value={question.base}
            onChange={(event) =>
              onChange({ ...question, base: MIXED_BASES.find((base) => base === event.target.value)! })
            }
          >
            {MIXED_BASES.map((base) => (
              <option key={base} value={base}>
                {BASE_LABELS[base]}
              </option>
            ))}
          </select>
        </span>
        <span className={styles.field}>
          <label htmlFor="choosing-runs">Runs of layers that may differ</label>
          <select
            id="choosing-runs"
            value={question.layerRuns}
            onChange={(event) => onChange({ ...question, layerRuns: Number(event.target.value) })}
          >
            {LAYER_RUNS.map((runs) => (
              <option key={runs} value={runs}>
                {runs}
              </option>
            ))}
          </select>
        </span>
      </div>
      {offered.map(({ operands, label, formats }) => (
        <FormatChecks
          key={operands}
          label={label}
          formats={formats}
          chosen={choices[operands]}
          onChange={(chosen) => onChange({ ...question, choices: { ...choices, [operands]: chosen } })}
        />
      ))}
    </>
  );
}
