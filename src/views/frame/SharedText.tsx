import { useState, type ReactNode } from 'react';
import { Button } from '../parts/Button';
import { copyText } from '../parts/clipboard';
import styles from './frame.module.css';

interface SharedTextProps {
  readonly label: string;
  readonly text: string;
  /** What the button copies, in a word or two. */
  readonly what: string;
  /** What there is to choose and to know about the text. */
  readonly children: ReactNode;
}

/** A text to be taken elsewhere: to select and to copy. */
export function SharedText({ label, text, what, children }: SharedTextProps) {
  const [tried, setTried] = useState({ text: '', isCopied: false });
  const copy = async () => setTried({ text, isCopied: await copyText(text) });
  const told = tried.isCopied ? 'Copied.' : 'Not allowed here: copy it from the field.';
  return (
    <>
      <label>
        {label}
        <textarea readOnly rows={4} spellCheck={false} value={text} onFocus={(event) => event.target.select()} />
      </label>
      {children}
      <div className={styles.shareFoot}>
        <span role="status">{tried.text === text && told}</span>
        <Button look="primary" onClick={() => void copy()}>
          Copy {what}
        </Button>
      </div>
    </>
  );
}
