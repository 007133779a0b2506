import { useState } from 'react';
import { MAX_LINK_CHARACTERS } from '../../../models/design/link-format';
import { linkOf } from '../../state/link';
import { Button } from '../parts/Button';
import { copyText } from '../parts/clipboard';
import { useRidgeline } from '../store-context';
import styles from './frame.module.css';

/** Chat programs and mail cut longer addresses. */
const LONG_LINK_CHARACTERS = 4000;

export function SharePanel() {
  const work = useRidgeline(({ history }) => history.present);
  const [told, setTold] = useState('');
  const link = `${location.href.replace(/#.*$/, '')}${linkOf(work)}`;
  const copy = async () => setTold((await copyText(link)) ? 'Copied.' : 'Not allowed here: copy it from the field.');
  return (
    <div className={styles.share}>
      <label>
        Link to this design{work.axes.length > 0 && ' and its space'}
        <textarea readOnly rows={4} value={link} onFocus={(event) => event.target.select()} />
      </label>
      <p className={styles.quiet}>
        {link.length} characters
        {link.length > MAX_LINK_CHARACTERS
          ? ': too long to be opened again; shorten the lists of values.'
          : link.length > LONG_LINK_CHARACTERS && ': some programs cut links this long.'}
      </p>
      <p className={styles.quiet}>The link holds all inputs; nothing is sent anywhere.</p>
      <div className={styles.shareFoot}>
        <span role="status">{told}</span>
        <Button look="primary" onClick={() => void copy()}>
          Copy link
        </Button>
      </div>
    </div>
  );
}
