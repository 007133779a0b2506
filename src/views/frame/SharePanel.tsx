import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { NO_PINS } from '../../../models/design/pins';
import { carriesPins } from '../../state/link';
import { shareOf } from '../../state/share';
import { addressWith } from '../parts/page-address';
import { useRidgeline } from '../store-context';
import { FILE_WORDS, isOwnMachine, lengthWords } from './share-texts';
import { SharedText } from './SharedText';
import { ShareEmbed } from './ShareEmbed';
import { ShareMarkdown } from './ShareMarkdown';
import styles from './frame.module.css';

const FORMS = { link: 'Link', markdown: 'Markdown', embed: 'Embedded chart' } as const;
type Form = keyof typeof FORMS;

export function SharePanel() {
  const [form, setForm] = useState<Form>('link');
  const [withPins, setWithPins] = useState(true);
  const seen = useRidgeline(useShallow(({ history, tab, scratchpad }) => ({ history, tab, scratchpad })));
  const { present } = seen.history;
  const shared = shareOf(
    withPins ? seen : { ...seen, history: { ...seen.history, present: { ...present, pins: NO_PINS } } },
  );
  const address = addressWith(shared.link);
  const pinned = present.pins.designs.length;
  const aboutLink = (
    <>
      {pinned > 0 && (
        <label className={styles.shareCheck}>
          <input type="checkbox" checked={withPins} onChange={(event) => setWithPins(event.target.checked)} />
          With {pinned === 1 ? 'the pinned design' : `the ${pinned} pinned designs`}
        </label>
      )}
      {withPins && !carriesPins(present) && (
        <p className={styles.quiet}>The pinned designs are too long for a link and stay behind.</p>
      )}
      <p className={styles.quiet}>{lengthWords(address)}</p>
      {shared.file !== 'none' && <p className={styles.quiet}>{FILE_WORDS[shared.file]}</p>}
      <p className={styles.quiet}>
        The link holds all inputs{shared.file === 'left' && ' but the graph'}; nothing is sent anywhere.
      </p>
    </>
  );
  const space = present.axes.length > 0 ? ' and its space' : '';
  const place = seen.tab === 'scratchpad' ? ', in the Scratchpad tab' : '';
  return (
    <div className={styles.share}>
      <fieldset className={styles.shareForms}>
        <legend>Share as</legend>
        {(Object.keys(FORMS) as Form[]).map((id) => (
          <label key={id}>
            <input type="radio" name="share-as" checked={id === form} onChange={() => setForm(id)} />
            {FORMS[id]}
          </label>
        ))}
      </fieldset>
      {form === 'link' && (
        <SharedText label={`Link to this design${space}${place}`} text={address} what="link">
          {aboutLink}
        </SharedText>
      )}
      {form === 'markdown' && (
        <ShareMarkdown design={present.design} address={address}>
          {aboutLink}
        </ShareMarkdown>
      )}
      {form === 'embed' && <ShareEmbed work={present} tab={seen.tab} />}
      {isOwnMachine(location) && (
        <p className={styles.quiet}>This page comes from your own machine: elsewhere its address opens nothing.</p>
      )}
    </div>
  );
}
