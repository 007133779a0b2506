import { useMemo } from 'react';
import {
  comparisonData,
  comparisonMarkdown,
  comparisonTable,
  comparisonTitle,
} from '../../../models/evaluate/comparison/comparison-data';
import { METRICS } from '../../../models/evaluate/metrics/metrics';
import { quantitySpec } from '../../../models/units';
import { MultiplesChart } from '../../charts/multiples/MultiplesChart';
import { multiplesSvg } from '../../charts/multiples/svg';
import { PRINT } from '../../charts/theme';
import { shareOf } from '../../state/share';
import { CopyButton } from '../parts/CopyButton';
import { addressWith } from '../parts/page-address';
import { SaveButtons } from '../scratchpad/SaveButtons';
import { useFiles } from '../scratchpad/use-files';
import { useRidgelineStore } from '../store-context';
import { multiplesOf, notDrawn } from './charts-data';
import type { ShownComparison } from './use-comparison';
import styles from './compare.module.css';

/** Two columns of panels and their values fit a page. */
const FIGURE_WIDTH_PX = 900;

const UNITS = Object.fromEntries(METRICS.map(({ id, quantity }) => [id, quantitySpec(quantity).base]));

/** The metrics as small multiples, and the comparison as files. */
export function MultiplesSection({ comparison }: { readonly comparison: ShownComparison }) {
  const data = useMemo(() => multiplesOf(comparison), [comparison]);
  return (
    <section aria-labelledby="compare-multiples">
      <header className={styles.head}>
        <h2 id="compare-multiples" className={styles.heading}>
          At a glance
        </h2>
        <Exports comparison={comparison} />
      </header>
      {data.panels.length > 0 && <MultiplesChart data={data} />}
      {notDrawn(comparison).map((sentence) => (
        <p key={sentence} className={styles.note}>
          {sentence}
        </p>
      ))}
    </section>
  );
}

function Exports({ comparison }: { readonly comparison: ShownComparison }) {
  const { getState } = useRidgelineStore();
  const { saveSvg, savePng, saveCsv, saveJson } = useFiles();
  const title = comparisonTitle(comparison);
  const svg = () => multiplesSvg(multiplesOf(comparison), FIGURE_WIDTH_PX, PRINT);
  const permalink = () => addressWith(shareOf(getState()).link);
  return (
    <span className={styles.exports}>
      <CopyButton
        label="Copy as Markdown"
        title="Copy metrics and differing inputs as tables in Markdown"
        text={() => comparisonMarkdown(comparison, permalink())}
      />
      <SaveButtons
        what="the small multiples"
        saves={[
          ['SVG', () => saveSvg(title, svg(), UNITS)],
          ['PNG', () => void savePng(title, svg(), UNITS)],
        ]}
      />
      <SaveButtons
        what="the comparison"
        saves={[
          ['CSV', () => saveCsv(comparisonTable(comparison))],
          ['JSON', () => saveJson(title, comparisonData(comparison), UNITS)],
        ]}
      />
    </span>
  );
}
