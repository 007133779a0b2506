import { useCallback, useMemo, useState } from 'react';
import type { FormatError } from '../../../models/formats/lab/measure';
import { SCALE_RULES, type ScaleRule } from '../../../models/formats/quantise/scale-rules';
import type { LabErrors } from '../../../workers/format-lab-job';
import { formatQuantity } from '../../../models/units';
import { histogramFigure } from '../../charts/plotly/histogram';
import { PlotlyChart } from '../../charts/plotly/PlotlyChart';
import type { ChartTheme } from '../../charts/theme';
import { useRidgeline } from '../store-context';
import { ChannelsPart } from './ChannelsPart';
import { DistributionGrid } from './DistributionGrid';
import { ErrorTable } from './ErrorTable';
import { levelsOf } from './levels';
import { measuringText } from './numbers';
import { RoundingChoice } from './RoundingChoice';
import { SourceForm } from './SourceForm';
import { questionOf, type LabPanelProps } from './source-draft';
import { SpreadPart } from './SpreadPart';
import { useLab } from './use-lab';
import styles from './formats.module.css';

const RULE_LABELS: Readonly<Record<ScaleRule, string>> = {
  floor: 'floor, OCP MX',
  ceil: 'ceil',
  rceil: 'rceil',
  rceilFloat32: 'rceil, in float32',
  even: 'even',
  floorOfFloat32Log: 'floor, logarithm in float32',
};

/** What the compared formats do to a tensor: random, or one of the reader's own. */
export function ErrorPanel({ lab, draft, onDraft }: LabPanelProps) {
  const compared = useRidgeline((state) => state.comparedFormats);
  const [chosen, setChosen] = useState<string | null>(null);
  const [scaleRule, setScaleRule] = useState<ScaleRule>('floor');
  const [stochasticSeed, setStochasticSeed] = useState<number | null>(null);
  const input = useMemo(
    () => ({
      ask: 'errors' as const,
      question: { ...questionOf(draft), formats: [...compared], scaleRule, stochasticSeed },
    }),
    [draft, compared, scaleRule, stochasticSeed],
  );
  const { value, problem, isRunning, done } = useLab(lab, input);
  const ranked = useMemo(
    () => (value === null ? [] : value.errors.toSorted((a, b) => sortable(b.qsnrDb) - sortable(a.qsnrDb))),
    [value],
  );
  const shown = ranked.find(({ id }) => id === chosen) ?? ranked[0];
  return (
    <>
      <SourceForm draft={draft} onChange={onDraft} />
      <div className={styles.tools}>
        <label className={styles.input}>
          Scales of MX formats
          <select value={scaleRule} onChange={(event) => setScaleRule(event.target.value as ScaleRule)}>
            {SCALE_RULES.map((rule) => (
              <option key={rule} value={rule}>
                {RULE_LABELS[rule]}
              </option>
            ))}
          </select>
        </label>
        <RoundingChoice seed={stochasticSeed} formats={compared} onChange={setStochasticSeed} />
      </div>
      <p role="status" className={problem === null ? styles.note : styles.problem}>
        {problem ?? (isRunning ? measuringText(done, compared.length) : value === null ? '' : measuredText(value))}
      </p>
      <div data-stale={isRunning || problem !== null} className={styles.results}>
        <ErrorTable errors={ranked} chosen={shown?.id ?? null} onChoose={setChosen} />
        <p className={styles.note}>
          Closed form: that of arXiv 2510.25602 at the crest factor of each group, for independent normal numbers, with
          ρ = 1.5 where scales are powers of two, and without saturation. Casts, lists of levels and zero points have
          none.
        </p>
        {value !== null && shown !== undefined && <ValuesHistogram result={value} format={shown} />}
        {ranked.length > 0 && <SpreadPart errors={ranked} />}
        {value !== null && shown !== undefined && <ChannelsPart channels={value.channels} format={shown} />}
      </div>
      <h3>Every distribution</h3>
      <DistributionGrid lab={lab} />
    </>
  );
}

/** What cannot be compared comes last. */
function sortable(value: number): number {
  return Number.isNaN(value) ? -Infinity : value;
}

function measuredText({ elements, histogram }: LabErrors): string {
  const left =
    histogram.left === 0
      ? ''
      : `, ${formatQuantity(histogram.left, 'count').text} of them not finite: what shares a scale with those has no error`;
  return `${formatQuantity(elements, 'count', 6).text} elements${left}.`;
}

const MOST_LEVELS_DRAWN = 512;

function ValuesHistogram({ result, format }: { readonly result: LabErrors; readonly format: FormatError }) {
  const { histogram, largestMagnitude } = result;
  const figure = useCallback(
    (theme: ChartTheme) => {
      const levels = levelsOf(format.id) ?? [];
      const largest = levels.reduce((most, level) => Math.max(most, Math.abs(level)), 0);
      return histogramFigure(
        {
          edges: histogram.edges,
          counts: histogram.counts,
          levels: levels.length > MOST_LEVELS_DRAWN ? [] : levels.map((level) => (level / largest) * largestMagnitude),
          levelsLabel: `levels of ${format.label}, scaled to the largest magnitude`,
          xTitle: 'Value, linear',
        },
        theme,
      );
    },
    [histogram, largestMagnitude, format],
  );
  return (
    <PlotlyChart finding={`Values of the tensor, and the levels that ${format.label} has for them`} figure={figure} />
  );
}
