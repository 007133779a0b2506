import { useState } from 'react';
import { EMBED_SIZE, iframeHtml } from '../../export/snippets';
import { titleOf } from '../../state/pins';
import type { Tab } from '../../state/ui-slice';
import type { Work } from '../../state/work';
import { embeddedChart } from './embedded-chart';
import { lengthWords } from './share-texts';
import { SharedText } from './SharedText';
import styles from './frame.module.css';

const CHART_NAMES = { roofline: 'Roofline', frontier: 'Frontier' } as const;

/** A frame with the chart of the design or its space, for any page of HTML; the frame itself is drawn when asked for. */
export function ShareEmbed({ work, tab }: { readonly work: Work; readonly tab: Tab }) {
  const [isPreviewed, setIsPreviewed] = useState(false);
  const { link, shows, about } = embeddedChart(work, tab);
  const address = `${new URL('embed.html', location.href).href}${link}`;
  const title = `${CHART_NAMES[shows]} of ${titleOf(work.design)}`;
  return (
    <>
      <SharedText label="HTML of a live chart" text={iframeHtml(title, address)} what="HTML">
        <p>{about.join(' ')}</p>
        <p className={styles.quiet}>
          {lengthWords(address)} The chart answers to pointer and keys, and leads to this page. Nothing is sent
          anywhere.
        </p>
      </SharedText>
      <details onToggle={(event) => setIsPreviewed(event.currentTarget.open)}>
        <summary>Preview</summary>
        {isPreviewed && (
          <iframe className={styles.sharePreview} src={address} title={title} height={EMBED_SIZE.heightPx} />
        )}
      </details>
    </>
  );
}
