import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { MAX_LINK_CHARACTERS } from '../../../models/design/link-format';
import { NO_PINS } from '../../../models/design/pins';
import { carriesPins } from '../../state/link';
import { type SharedFile, shareOf } from '../../state/share';
import { Button } from '../parts/Button';
import { copyText } from '../parts/clipboard';
import { addressWith } from '../parts/page-address';
import { useRidgeline } from '../store-context';
import styles from './frame.module.css';

/** Chat programs and mail cut longer addresses. */
const LONG_LINK_CHARACTERS = 4000;

/** What a link holds of a file that is scheduled in the Scratchpad tab. */
const FILE_WORDS: Readonly<Record<SharedFile, string>> = {
  none: '',
  whole: 'The graph of the Scratchpad tab goes along.',
  drawn: 'The ONNX file stays here; the graph drawn from it goes along, in the formats of now.',
  left: 'The graph of the Scratchpad tab is too large for a link: whoever opens it sees the design’s own workload there. Save the graph as JSON in that tab and send it along.',
};

export function SharePanel() {
  const seen = useRidgeline(useShallow(({ history, tab, scratchpad }) => ({ history, tab, scratchpad })));
  const { present } = seen.history;
  const [told, setTold] = useState('');
  const pinned = present.pins.designs.length;
  const [withPins, setWithPins] = useState(true);
  const shared = shareOf(
    withPins ? seen : { ...seen, history: { ...seen.history, present: { ...present, pins: NO_PINS } } },
  );
  const link = addressWith(shared.link);
  const copy = async () => setTold((await copyText(link)) ? 'Copied.' : 'Not allowed here: copy it from the field.');
  return (
    <div className={styles.share}>
      <label>
        Link to this design{present.axes.length > 0 && ' and its space'}
        {seen.tab === 'scratchpad' && ', in the Scratchpad tab'}
        <textarea readOnly rows={4} value={link} onFocus={(event) => event.target.select()} />
      </label>
      {pinned > 0 && (
        <label className={styles.sharePins}>
          <input type="checkbox" checked={withPins} onChange={(event) => setWithPins(event.target.checked)} />
          With {pinned === 1 ? 'the pinned design' : `the ${pinned} pinned designs`}
        </label>
      )}
      {withPins && !carriesPins(present) && (
        <p className={styles.quiet}>The pinned designs are too long for a link and stay behind.</p>
      )}
      <p className={styles.quiet}>
        {link.length} characters
        {link.length > MAX_LINK_CHARACTERS
          ? ': too long to be opened again; shorten the lists of values.'
          : link.length > LONG_LINK_CHARACTERS && ': some programs cut links this long.'}
      </p>
      {shared.file !== 'none' && <p className={styles.quiet}>{FILE_WORDS[shared.file]}</p>}
      <p className={styles.quiet}>
        The link holds all inputs{shared.file === 'left' && ' but the graph'}; nothing is sent anywhere.
      </p>
      <div className={styles.shareFoot}>
        <span role="status">{told}</span>
        <Button look="primary" onClick={() => void copy()}>
          Copy link
        </Button>
      </div>
    </div>
  );
}
