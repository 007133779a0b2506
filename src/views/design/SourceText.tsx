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
