import { Button } from '../parts/Button';
import { useScratchpad, useScratchpadStore } from './use-scratchpad';
import { bytesText, tooSmallText } from './words';
import styles from './scratchpad.module.css';

/** What keeps the graph from being scheduled, in one sentence, and what helps. */
export function Obstacle(props: { readonly designBytes: number | null }) {
  return (
    <div className={styles.obstacle}>
      <Words {...props} />
    </div>
  );
}

function Words({ designBytes }: { readonly designBytes: number | null }) {
  const { getState } = useScratchpadStore();
  const loaded = useScratchpad((state) => state.loaded);
  const graphProblem = useScratchpad((state) => state.graphProblem);
  const scratchpadBytes = useScratchpad((state) => state.ownBytes) ?? designBytes;
  const failure = useScratchpad((state) => state.schedule.problem);
  if (graphProblem !== null) return <Sentence text={graphProblem} />;
  if (loaded === null) return null;
  if (scratchpadBytes === null) return <Sentence text="The design names no on-chip memory: set a size." />;
  if (scratchpadBytes < loaded.leastBytes) {
    return (
      <>
        <Sentence text={tooSmallText({ loaded, scratchpadBytes })} />
        <Button onClick={() => getState().setOwnBytes(loaded.leastBytes)}>Use {bytesText(loaded.leastBytes)}</Button>
      </>
    );
  }
  return failure === null ? null : <Sentence text={failure} />;
}

function Sentence({ text }: { readonly text: string }) {
  return (
    <p className={styles.problem} role="alert">
      {text}
    </p>
  );
}
