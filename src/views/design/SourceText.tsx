import styles from './design.module.css';

const LINK = /(https?:\/\/[^\s,;)]+)/g;

/** A citation; addresses within it are links. It comes from our own tables, never from a link or file. */
export function SourceText({ text }: { readonly text: string }) {
  return text.split(LINK).map((part) =>
    part.startsWith('http') ? (
      <a key={part} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** In the place of a source that is still loading, or that did not come. */
export function SourceWait({ hasFailed }: { readonly hasFailed: boolean }) {
  const text = hasFailed ? 'Its source could not be loaded. Is there a connection?' : 'Loading its source …';
  return <p className={styles.quiet}>{text}</p>;
}
