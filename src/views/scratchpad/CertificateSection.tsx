import { useEffect, useState } from 'react';
import { type Certificate, type CertificateModel, MOST_LITERAL } from '../../../models/scheduling/certificate/certify';
import { formatQuantity } from '../../../models/units';
import { CERTIFICATE_SECONDS, type CertificateState } from '../../state/scratchpad/certificate-run';
import { Button } from '../parts/Button';
import { certificateText, type KnownBounds } from './certificate-words';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import { bytesText, gapOf, gapText } from './words';
import styles from './scratchpad.module.css';

/** A proof by an integer programme, which shares nothing with the search but the graph. */
export function CertificateSection() {
  const { getState } = useScratchpadStore();
  const { answer, question } = useScratchpad((state) => state.schedule);
  const state = useScratchpad((all) => all.certificate);
  const { model } = useScratchpad((all) => all.view);
  if (answer === null) return null;
  const { operators, tensors } = answer.question.loaded.graph;
  const isSmall = operators.length <= MOST_LITERAL.operators && tensors.length <= MOST_LITERAL.tensors;
  const chosen = isSmall ? model : 'compact';
  const isCurrent = question === answer.question;
  return (
    <section className={styles.results} aria-labelledby="certificate-heading">
      <div className={styles.head}>
        <h3 id="certificate-heading">A second proof</h3>
        {isSmall && (
          <label className={styles.choice}>
            Model{' '}
            <select
              value={chosen}
              onChange={(event) => getState().show({ model: event.target.value as CertificateModel })}
            >
              <option value="compact">compact, without addresses</option>
              <option value="literal">literal, as published, with addresses</option>
            </select>
          </label>
        )}
        {state.status === 'running' ? (
          <Button onClick={() => getState().stopCertifying()}>Cancel the proof</Button>
        ) : (
          <Button disabled={!isCurrent} onClick={() => getState().certify(chosen)}>
            Prove by integer programme
          </Button>
        )}
      </div>
      <p className={styles.note}>
        The search proves its answer itself. Here another solver, HiGHS, is asked the same question as an integer
        programme: a proof that shares nothing with the search but the graph, and a bound of its own where the search
        has left a gap. It runs in a worker, for at most {CERTIFICATE_SECONDS} s.
        {chosen === 'compact' && ' The compact model leaves addresses out: its optimum may lie below every schedule.'}
        {chosen === 'literal' &&
          ' The literal model gives inputs and outputs no copy in main memory, so that its optimum may be higher.'}
      </p>
      <div className={styles.proof} role="status">
        <Outcome state={state} known={answer.output} />
      </div>
    </section>
  );
}

interface OutcomeProps {
  readonly state: CertificateState;
  /** The schedule that is proven, and what the search has proven of it. */
  readonly known: KnownBounds;
}

function Outcome({ state, known }: OutcomeProps) {
  switch (state.status) {
    case 'idle':
      return null;
    case 'running':
      return <Running state={state} known={known} />;
    case 'failed':
      return <p className={styles.problem}>{state.problem}</p>;
    case 'stopped':
      return (
        <>
          <p>
            {state.lowerBound === null
              ? 'Cancelled before anything was proven.'
              : 'Cancelled: what was proven by then stands.'}
          </p>
          <Bounds atMost={known.upperBound} atLeast={state.lowerBound} />
        </>
      );
    case 'done':
      return state.certificate && <Proof certificate={state.certificate} known={known} />;
  }
}

function Running({ state, known }: OutcomeProps) {
  const elapsed = useSecondsSince(state.startedMs);
  return (
    <>
      <p>Solving …</p>
      <Bounds atMost={known.upperBound} atLeast={state.lowerBound} rest={[['Time', `${elapsed}\u00a0s`]]} />
    </>
  );
}

interface ProofProps {
  readonly certificate: Certificate;
  readonly known: KnownBounds;
}

function Proof({ certificate, known }: ProofProps) {
  const { model, bytes, lowerBound, seconds, columns, rows } = certificate;
  const rest: readonly Fact[] = [
    ['Time', formatQuantity(seconds, 'seconds').text],
    ['Model', model],
    ['Columns', columns.toLocaleString('en')],
    ['Rows', rows.toLocaleString('en')],
  ];
  return (
    <>
      <p>{certificateText(certificate, known)}</p>
      <Bounds atMost={bytes} atLeast={lowerBound} rest={rest} />
    </>
  );
}

type Fact = readonly [label: string, value: string];

interface BoundsProps {
  readonly atMost: number;
  /** Null: nothing is proven yet. */
  readonly atLeast: number | null;
  readonly rest?: readonly Fact[];
}

function Bounds({ atMost, atLeast, rest = [] }: BoundsProps) {
  if (!Number.isFinite(atMost)) return null;
  const facts: readonly Fact[] = [
    ['At most', bytesText(atMost)],
    ['At least', atLeast === null ? '–' : bytesText(atLeast)],
    ['Gap', atLeast === null ? '–' : gapText(gapOf({ lowerBound: atLeast, upperBound: atMost }))],
    ...rest,
  ];
  return (
    <dl className={styles.bounds}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useSecondsSince(startMs: number): number {
  const [now, setNow] = useState(startMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - startMs) / 1000));
}
