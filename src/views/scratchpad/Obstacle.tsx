import { useState } from 'react';
import { selectDesign } from '../../state/design-slice';
import type { GraphProblem } from '../../state/scratchpad/read-source';
import { sizeToTry } from '../design/import-onnx';
import { Button } from '../parts/Button';
import { useRidgeline } from '../store-context';
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
  if (graphProblem !== null) return <GraphFault {...graphProblem} />;
  if (loaded === null) return null;
  if (scratchpadBytes === null) return <Sentence text="The design names no on-chip memory: set a size." />;
  if (scratchpadBytes < loaded.leastBytes) {
    return (
      <>
        <Sentence text={tooSmallText({ loaded, scratchpadBytes })} />
        <Button onClick={() => getState().setOwnBytes(loaded.leastBytes)}>
          Use the smallest that works, {bytesText(loaded.leastBytes)}
        </Button>
        <ShortenButton scratchpadBytes={scratchpadBytes} />
      </>
    );
  }
  if (failure === null) return null;
  return (
    <>
      <Sentence text={failure} />
      <Button onClick={() => getState().goOn('schedule')}>Try again</Button>
    </>
  );
}

/** Of decoders: fewer tokens need less room. */
function ShortenButton({ scratchpadBytes }: { readonly scratchpadBytes: number }) {
  const { getState } = useScratchpadStore();
  const isDesign = useScratchpad((state) => state.source.kind === 'design');
  const isDecoder = useRidgeline(selectDesign).workload.kind === 'decoder';
  const phase = useScratchpad((state) => state.options.phase);
  const [problem, setProblem] = useState<string | null>(null);
  if (!isDesign || !isDecoder) return null;
  return (
    <>
      <Button onClick={() => void getState().shortenToFit(scratchpadBytes).then(setProblem)}>
        {phase === 'prefill' ? 'Draw the longest prompt that fits' : 'Draw the longest context that fits'}
      </Button>
      {problem !== null && <Sentence text={problem} />}
    </>
  );
}

/** A file that leaves sizes open is offered with usual ones. */
function GraphFault({ reason, openSizes, isLost }: GraphProblem) {
  const { getState } = useScratchpadStore();
  const source = useScratchpad((state) => state.source);
  const shown = useScratchpad((state) => state.loaded?.graph.name);
  if (isLost) {
    return (
      <>
        <Sentence text={reason} />
        <Button onClick={() => getState().readAgain()}>Try again</Button>
      </>
    );
  }
  if (source.kind !== 'onnx' || openSizes.length === 0) {
    return (
      <>
        <Sentence text={reason} />
        {shown !== undefined && <p className={styles.note}>Shown is still {shown}.</p>}
      </>
    );
  }
  const sizes = Object.fromEntries(openSizes.map((name) => [name, sizeToTry(name)]));
  const words = Object.entries(sizes).map(([name, size]) => `${name} = ${size}`);
  return (
    <>
      <Sentence text={reason} />
      <Button onClick={() => getState().choose({ ...source, sizes: { ...source.sizes, ...sizes } })}>
        Read with {words.join(', ')}
      </Button>
    </>
  );
}

function Sentence({ text }: { readonly text: string }) {
  return (
    <p className={styles.problem} role="alert">
      {text}
    </p>
  );
}
