import { useMemo, useState } from 'react';
import { defaultDesign } from '../../models/design/presets/default-design';
import type { Design } from '../../models/design/types';
import { ATTENTION_FORMS, type AttentionFormId } from '../../models/evaluate/explain/attention-report';
import { explainAttention } from '../../models/evaluate/explain/explain-attention';
import { formatQuantity } from '../../models/units';
import type { LineData } from '../charts/lines/data';
import { LineChart } from '../charts/lines/LineChart';
import type { CategoryColour } from '../charts/theme';
import { Controls } from './Controls';
import { wholeGeometric } from './places';
import styles from './guide.module.css';

const PROMPTS = wholeGeometric(128, 65_536, 19);
const FORMS: Readonly<Record<AttentionFormId, { readonly label: string; readonly colour: CategoryColour }>> = {
  onePass: { label: 'one pass', colour: 'blue' },
  threePass: { label: 'three passes', colour: 'vermilion' },
};
const QUANTITIES = {
  bufferBytes: { label: 'Bytes held on the chip', noun: 'bytes held on the chip' },
  trafficBytes: { label: 'Bytes of main memory', noun: 'bytes of main memory' },
} as const;
type Shown = keyof typeof QUANTITIES;

/** What attention in one pass and in three needs against the length of the prompt, for the design the page opens with. */
export function AttentionFigure() {
  const [shown, setShown] = useState<Shown>('bufferBytes');
  const data = useMemo(() => attentionData(defaultDesign(), shown), [shown]);
  return (
    <>
      <Controls label="What is shown">
        <label className={styles.input}>
          Shown
          <select value={shown} onChange={(event) => setShown(event.target.value as Shown)}>
            {Object.entries(QUANTITIES).map(([id, { label }]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </Controls>
      <LineChart data={data} />
    </>
  );
}

function attentionData(design: Design, shown: Shown): LineData {
  const columns = PROMPTS.map((promptTokens) => {
    const report = explainAttention({ ...design, deployment: { ...design.deployment, promptTokens } });
    const prefill = report.kind === 'array' ? report.layers.find(({ phase }) => phase === 'prefill') : undefined;
    return ATTENTION_FORMS.map((form) => prefill?.by[form][shown] ?? NaN);
  });
  const last = columns.at(-1) ?? [];
  const ratio = (last[1] ?? NaN) / (last[0] ?? NaN);
  return {
    finding: `At ${formatQuantity(PROMPTS.at(-1)!, 'tokens').text} three passes need ${formatQuantity(ratio, 'count').text} times the ${QUANTITIES[shown].noun} of one`,
    note: `Prefill of ${design.workload.name} on ${design.accelerator.name}, level array.`,
    x: { label: 'Prompt', quantity: 'tokens', scale: 'log' },
    y: { label: QUANTITIES[shown].label, quantity: 'bytes', scale: 'log' },
    at: PROMPTS,
    series: ATTENTION_FORMS.map((form, at) => ({
      id: form,
      ...FORMS[form],
      look: 'line',
      y: columns.map((column) => column[at]!),
    })),
    marks: [],
  };
}
