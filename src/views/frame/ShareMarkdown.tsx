import { useState, type ReactNode } from 'react';
import type { Design } from '../../../models/design/types';
import { fileName } from '../../export/figure-source';
import { markdownLink, markdownPicture } from '../../export/snippets';
import { titleOf } from '../../state/pins';
import { Button } from '../parts/Button';
import { useRidgelineStore } from '../store-context';
import { fileTitle, saveFile } from './save-file';
import { SharedText } from './SharedText';
import styles from './frame.module.css';

interface ShareMarkdownProps {
  readonly design: Design;
  readonly address: string;
  /** What there is to choose and to know about the link. */
  readonly children: ReactNode;
}

/** The link in Markdown, as words or as a picture that is saved here and lies beside the document. */
export function ShareMarkdown({ design, address, children }: ShareMarkdownProps) {
  const { getState } = useRidgelineStore();
  const [withPicture, setWithPicture] = useState(false);
  const [problem, setProblem] = useState('');
  const title = titleOf(design);
  const file = fileName(fileTitle(design), 'svg');
  const text = withPicture ? markdownPicture(title, file, address) : markdownLink(title, address);
  return (
    <SharedText label="The link in Markdown" text={text} what="Markdown">
      <label className={styles.shareCheck}>
        <input type="checkbox" checked={withPicture} onChange={(event) => setWithPicture(event.target.checked)} />
        With a picture of the roofline
      </label>
      {withPicture && (
        <div className={styles.sharePicture}>
          <Button onClick={() => void saveFile('svg', getState()).then(setProblem)}>Save {file}</Button>
          <p className={styles.quiet}>Keep it beside the document, under this name: the Markdown asks for it there.</p>
          <p role="status" className={styles.problem}>
            {problem}
          </p>
        </div>
      )}
      {children}
    </SharedText>
  );
}
