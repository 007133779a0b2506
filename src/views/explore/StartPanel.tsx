import { useMemo } from 'react';
import { findField } from '../../../models/design/fields';
import { selectDesign, selectReport } from '../../state/design-slice';
import { axisText } from '../design/axis-text';
import { AxisIcon } from '../parts/icons';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { countText } from './counts-text';
import { metricLabel } from './metric-names';
import { suggestionsFor, type Suggestion } from './suggestions';
import styles from './explore.module.css';

/** What is shown while no field is swept: how to begin. */
export function StartPanel() {
  const design = useRidgeline(selectDesign);
  const report = useRidgeline(selectReport);
  const suggestions = useMemo(() => suggestionsFor(design, report.metrics), [design, report]);
  return (
    <div className={styles.start}>
      <h2>Which designs around this one are worth building?</h2>
      <p>
        Press <AxisIcon /> beside any field of the design to let it take several values. Or start from a space around
        the design on screen:
      </p>
      <ul>
        {suggestions.map((suggestion) => (
          <SuggestionCard key={suggestion.title} suggestion={suggestion} />
        ))}
      </ul>
    </div>
  );
}

function SuggestionCard({ suggestion }: { readonly suggestion: Suggestion }) {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const { title, axes, objectives, designs } = suggestion;
  const use = () => {
    const { openWork, history } = getState();
    openWork({ ...history.present, axes, objectives });
  };
  const labelOf = (id: string) => {
    const field = findField(design, id);
    return field === undefined
      ? id
      : field.group === null
        ? field.label
        : `${field.group} ${field.label.toLowerCase()}`;
  };
  return (
    <li className={styles.card}>
      <h3>{title}</h3>
      <dl>
        {axes.map((axis) => (
          <div key={axis.field}>
            <dt>{labelOf(axis.field)}</dt>
            <dd>{axisText(findField(design, axis.field)!, axis, labelOf)}</dd>
          </div>
        ))}
      </dl>
      <p>{`${countText(designs)} designs: ${objectives.map(metricLabel).join(' against ').toLowerCase()}.`}</p>
      <Button look="primary" onClick={use}>
        {`Use this space: ${title.toLowerCase()}`}
      </Button>
    </li>
  );
}
