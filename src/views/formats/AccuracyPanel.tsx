import { useMemo, useState } from 'react';
import { accuracyFacts } from '../../../models/formats/accuracy/facts';
import { fitAccuracyModel } from '../../../models/formats/accuracy/estimate';
import { publishedModelName } from '../../../models/formats/accuracy/models';
import { ACCURACY_SOURCES } from '../../../models/formats/accuracy/sources';
import type { AccuracyFact, AccuracyMetric } from '../../../models/formats/accuracy/types';
import { accuracyOf } from '../../../models/precision/accuracy-of';
import { uniformFormats } from '../../../models/precision/uniform';
import { selectDesign } from '../../state/design-slice';
import { useRidgeline } from '../store-context';
import { LineChart } from '../../charts/lines/LineChart';
import { accuracyData } from './accuracy-chart';
import { accuracySentence, factRows, formatLabel } from './accuracy-rows';
import { offeredFormats } from './choosing-question';
import { TableHeads, type Head } from './TableHeads';
import styles from './choosing.module.css';

const METRICS = [
  ['perplexity', 'Perplexity'],
  ['divergence', 'Divergence'],
  ['score', 'Task scores'],
  ['loss', 'Training loss'],
] as const satisfies readonly (readonly [AccuracyMetric, string])[];

/** Published accuracy of the model under formats, and what is estimated for the formats of the design. */
export function AccuracyPanel() {
  const design = useRidgeline(selectDesign);
  const facts = useMemo(accuracyFacts, []);
  const accuracy = useMemo(() => fitAccuracyModel(facts), [facts]);
  const name = publishedModelName(design.origin.workload?.preset ?? null);
  const [metric, setMetric] = useState<AccuracyMetric>('perplexity');
  const [withSuspects, setWithSuspects] = useState(false);
  const [everyModel, setEveryModel] = useState(false);
  const formats = uniformFormats(design);
  const shown = facts.filter(
    (fact) => fact.metric === metric && (everyModel || fact.model === name) && (withSuspects || fact.suspect === null),
  );
  const { knownModel, unknownModel } = accuracy.sensitivity;
  const own = useRidgeline((state) => state.ownFormats);
  const data = useMemo(() => {
    const [weights] = offeredFormats(own);
    return accuracyData(accuracy, name, uniformFormats(design), weights?.formats ?? []);
  }, [accuracy, name, design, own]);
  return (
    <div className={styles.panel}>
      <p className={styles.finding}>{accuracySentence(accuracyOf(accuracy, name, formats), formats, name)}</p>
      {data !== null && <LineChart data={data} />}
      <h3>Published values</h3>
      <div className={styles.tools}>
        <span className={styles.field}>
          <label htmlFor="accuracy-metric">Measure</label>
          <select
            id="accuracy-metric"
            value={metric}
            onChange={(event) => setMetric(event.target.value as AccuracyMetric)}
          >
            {METRICS.map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </span>
        <label className={styles.check}>
          <input type="checkbox" checked={everyModel} onChange={(event) => setEveryModel(event.target.checked)} />
          Every model
        </label>
        <label className={styles.check}>
          <input type="checkbox" checked={withSuspects} onChange={(event) => setWithSuspects(event.target.checked)} />
          Suspect values too
        </label>
      </div>
      <FactTable facts={shown} name={everyModel ? null : name} />
      <p className={styles.note}>
        Estimates are fitted on {knownModel.points} published direct casts: predicted from the other values of its
        model, a left-out increase is missed by a factor of {knownModel.median.toFixed(2)} in the median and{' '}
        {knownModel.ninetieth.toFixed(1)} in nine of ten; from other models alone, by {unknownModel.median.toFixed(2)}{' '}
        and {unknownModel.ninetieth.toFixed(1)}.
      </p>
    </div>
  );
}

const FACT_HEADS: readonly Head[] = [
  ['Model', 'words'],
  ['Weights', 'words'],
  ['Activations', 'words'],
  ['Cache', 'words'],
  ['Method', 'words'],
  ['Test', 'words'],
  ['Value', 'numbers'],
  ['16 bits', 'numbers'],
  ['Change', 'numbers'],
  ['Source', 'words'],
];

function FactTable({ facts, name }: { readonly facts: readonly AccuracyFact[]; readonly name: string | null }) {
  if (facts.length === 0) {
    return (
      <p className={styles.none}>
        {name === null
          ? 'This model has no published values here.'
          : `Nothing of this kind is published of ${name} here.`}
      </p>
    );
  }
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Published values">
      <table className={styles.table}>
        <TableHeads heads={FACT_HEADS} />
        <tbody>
          {factRows(facts).map(({ key, fact, value, reference, change }) => (
            <tr key={key} data-suspect={fact.suspect !== null}>
              <th scope="row">{fact.model}</th>
              <td>{formatLabel(fact.scheme.weights)}</td>
              <td>{formatLabel(fact.scheme.activations)}</td>
              <td>{formatLabel(fact.scheme.keyValues)}</td>
              <td>{fact.scheme.method}</td>
              <td>{fact.test}</td>
              <td className={styles.number}>{value}</td>
              <td className={styles.number}>{reference}</td>
              <td className={styles.number}>{change}</td>
              <td className={styles.words}>
                <Source fact={fact} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Source({ fact: { source, title, suspect } }: { readonly fact: AccuracyFact }) {
  const { url, text, read, note } = ACCURACY_SOURCES[source];
  const label = `${title}${read === 'secondary' ? ', as quoted' : ''}`;
  return (
    <>
      {url === null ? (
        label
      ) : (
        <a href={url} title={note === undefined ? text : `${text}; ${note}`} rel="noreferrer">
          {label}
        </a>
      )}
      {suspect !== null && <span className={styles.suspect}> Suspect: {suspect}</span>}
    </>
  );
}
