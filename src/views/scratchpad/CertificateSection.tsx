import { useEffect, useState } from 'react';
import { type Certificate, type CertificateModel, MOST_LITERAL } from '../../../models/scheduling/certificate/certify';
import { formatQuantity } from '../../../models/units';
import { CERTIFICATE_SECONDS, type CertificateState } from '../../state/scratchpad/certificate-run';
import { Button } from '../parts/Button';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import { bytesText, gapText } from './words';
import styles from './scratchpad.module.css';

/** A proof by an integer programme, which shares nothing with the search but the graph. */
export function CertificateSection() {
  const { getState } = useScratchpadStore();
  const answer = useScratchpad((state) => state.schedule.answer);
  const state = useScratchpad((all) => all.certificate);
  const { model } = useScratchpad((all) => all.view);
  if (answer === null) return null;
  const { operators, tensors } = answer.question.loaded.graph;
  const isSmall = operators.length <= MOST_LITERAL.operators && tensors.length <= MOST_LITERAL.tensors;
  const chosen = isSmall ? model : 'compact';
  const isOld = state.question !== null && state.question !== answer.question;
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
          <Button onClick={() => getState().certify(chosen)}>Prove by integer programme</Button>
        )}
      </div>
      <p className={styles.note}>
        The same question as an integer programme, solved by HiGHS in a worker of its own, with the schedule above as
        its start; at most {CERTIFICATE_SECONDS} s.
        {chosen === 'literal' &&
          ' The literal model gives inputs and outputs no copy in main memory, so that its optimum may be higher.'}
      </p>
      <div className={styles.proof} role="status" data-stale={isOld}>
        <Outcome state={state} />
        {isOld && <p className={styles.note}>The graph or the size has changed since.</p>}
      </div>
    </section>
  );
}

function Outcome({ state }: { readonly state: CertificateState }) {
  switch (state.status) {
    case 'idle':
      return null;
    case 'running':
      return <Running state={state} />;
    case 'failed':
      return <p className={styles.problem}>{state.problem}</p>;
    case 'stopped':
      return <p>Cancelled{boundText(state.lowerBound)}.</p>;
    case 'done':
      return state.certificate && <Proof certificate={state.certificate} />;
  }
}

function Running({ state }: { readonly state: CertificateState }) {
  const elapsed = useSecondsSince(state.startedMs);
  return (
    <p>
      Solving for {elapsed} s{boundText(state.lowerBound)} …
    </p>
  );
}

function boundText(lowerBound: number | null): string {
  return lowerBound === null ? '' : `, no less than ${bytesText(lowerBound)} so far`;
}

const SENTENCES: Readonly<Record<Certificate['status'], string>> = {
  optimal: 'The programme’s optimum is proven.',
  bounded: 'Time ended before the optimum was proven.',
  infeasible: 'By the programme nothing fits.',
};

function Proof({ certificate }: { readonly certificate: Certificate }) {
  const { model, status, bytes, lowerBound, seconds, columns, rows } = certificate;
  const gap = bytes > 0 ? (bytes - lowerBound) / bytes : 0;
  const facts: readonly (readonly [string, string])[] = [
    ['Model', model],
    ['At most', bytesText(bytes)],
    ['At least', bytesText(lowerBound)],
    ['Gap', gapText(gap)],
    ['Time', formatQuantity(seconds, 'seconds').text],
    ['Columns', columns.toLocaleString('en')],
    ['Rows', rows.toLocaleString('en')],
  ];
  return (
    <>
      <p>{SENTENCES[status]}</p>
      <dl className={styles.bounds}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
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
