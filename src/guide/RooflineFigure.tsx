import { useEffect, useState } from 'react';
import { defaultDesign } from '../../models/design/presets/default-design';
import styles from './guide.module.css';

/** The chart that anybody can embed, of the design that the page opens with. */
export function RooflineFigure() {
  const [link, setLink] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    void import('../../models/design/encode-link').then(({ encodeDesign }) => {
      if (isShown) setLink(encodeDesign(defaultDesign()));
    });
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <div className={styles.embed}>
      {link !== null && <iframe title="Roofline of the default design" src={`./embed.html${link}`} loading="lazy" />}
    </div>
  );
}
