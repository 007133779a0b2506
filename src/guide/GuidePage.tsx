import { lazy, Suspense, type ReactNode } from 'react';
import { METRIC_DOCUMENTATION } from '../../models/evaluate/metrics/metric-documentation';
import { METRICS } from '../../models/evaluate/metrics/metrics';
import { ECONOMICS_NOT_MODELLED } from '../../models/hardware/economics/resolve';
import { TECHNOLOGY_NOT_MODELLED } from '../../models/hardware/technology/not-modelled';
import { ArrayFigure } from './ArrayFigure';
import { DieFigure } from './DieFigure';
import { RooflineFigure } from './RooflineFigure';
import { SramFigure } from './SramFigure';
import { TrafficFigure } from './TrafficFigure';
import styles from './guide.module.css';

// They evaluate whole designs, or search: that comes after the page.
const NestFigure = lazy(async () => ({ default: (await import('./NestFigure')).NestFigure }));
const AttentionFigure = lazy(async () => ({ default: (await import('./AttentionFigure')).AttentionFigure }));

const ScheduleFigure = lazy(async () => ({ default: (await import('./ScheduleFigure')).ScheduleFigure }));

interface Part {
  readonly id: string;
  readonly title: string;
  readonly text: ReactNode;
  readonly figure: ReactNode;
}

const PARTS: readonly Part[] = [
  {
    id: 'roofline',
    title: 'Rooflines: what bounds an operator',
    text: (
      <>
        <p>
          An operator takes the longer of two times: its multiply-accumulates at the rate of the matrix unit, and its
          bytes at the bandwidth of the memory they come from. Vector work that does not overlap comes on top. Such a
          time is a lower bound: launches, scheduling and contention only add to it.
        </p>
        <Formula>
          {'time = max(MACs / rate, off-chip bytes / bandwidth, on-chip bytes / bandwidth) + vector work'}
        </Formula>
        <Source>Williams, Waterman, Patterson, CACM 52(4), 2009.</Source>
      </>
    ),
    figure: <RooflineFigure />,
  },
  {
    id: 'array',
    title: 'The array: folds',
    text: (
      <>
        <p>
          A systolic array computes a product in folds, each a filling of its rows and columns. The dataflow decides
          which two of M, N and K lie on the array and which one streams through it. While a fold streams, the next
          stationary tile loads; what the stream is too short to hide, the array waits for. That is why a product of one
          row, as in decoding a token, leaves most of an array idle.
        </p>
        <Formula>{'cycles → folds × max(stream, rows of the tile);  folds = ⌈Sr / rows⌉ × ⌈Sc / columns⌉'}</Formula>
        <Source>Samajdar et al., ISPASS 2020, equations 1 to 6.</Source>
      </>
    ),
    figure: <ArrayFigure />,
  },
  {
    id: 'traffic',
    title: 'Tiles: what a memory saves',
    text: (
      <>
        <p>
          A product larger than the memory on the chip is cut into tiles, and operands cross more than once. The larger
          the memory, the fewer the crossings, down to one. No schedule can move less than the dashed line; how far the
          best tile is from it is shown for every operator.
        </p>
        <Formula>{'bytes ≥ max(every operand once, 2 M N K √(a b c / S) − S)'}</Formula>
        <Source>Hong, Kung, STOC 1981; Smith, van de Geijn, arXiv 1702.02017; Kwasniewski et al., SC 2019.</Source>
      </>
    ),
    figure: <TrafficFigure />,
  },
  {
    id: 'nests',
    title: 'Loop nests: what each memory keeps',
    text: (
      <>
        <p>
          At level mapped a search finds the order of all loops, and for each operand the memory that keeps what the
          loops inside need. A convolution has loops over output channels K, input channels C, rows and columns of
          outputs OY and OX and of taps FY and FX; neighbouring windows share their inputs where these loops run. Bands,
          of inputs, weights and outputs from the left, are as wide as the bytes between a memory and all that lies
          inside it.
        </p>
        <Source>Mei et al., IEEE Transactions on Computers 70(8), 2021; DATE 2022.</Source>
      </>
    ),
    figure: (
      <Suspense fallback={<div className={styles.nestSlot} />}>
        <NestFigure />
      </Suspense>
    ),
  },
  {
    id: 'attention',
    title: 'Attention: one pass or three',
    text: (
      <>
        <p>
          In one pass the array sees each tile of keys once, keeps a running maximum and sum, and rescales what it has
          added up: what it holds does not grow with the prompt. In three passes the scores are written, read for their
          maximum and sum, and read again for the values. A design chooses its form with the switch for fused attention.
        </p>
        <Source>FlashAttention-2, arXiv 2307.08691; FuseMax, arXiv 2406.10491.</Source>
      </>
    ),
    figure: <AttentionFigure />,
  },
  {
    id: 'scratchpad',
    title: 'Scratchpads: order, replacement, addresses',
    text: (
      <>
        <p>
          A scratchpad has no cache’s hardware: before a network runs it is settled in which <b>order</b> its operators
          run, which tensor leaves when room is needed (<b>replacement</b>), and at which <b>address</b> each lies. An
          operator needs its inputs and outputs side by side. What is given is fetched once and what is asked for is
          written once, whatever one does; counted is what goes beyond: an activation that is spilled and fetched again,
          an input that is fetched twice.
        </p>
        <p>
          The three belong together. Three branches widen an input and narrow it again: as drawn, all wide tensors lie
          there at once, and no rule of replacement makes good for that. Branch by branch the same bytes fit into two
          thirds of the room. And room that is free in pieces takes no tensor that is larger than each of them.
        </p>
        <p>
          The search keeps two numbers: what its best schedule moves, and what no schedule can do without. Where they
          meet, the schedule is <b>proven optimal</b>; where time ends before, it is <b>heuristic</b>, and the{' '}
          <b>gap</b> is how much of it is not proven to be needed. Over all sizes the optimum is a staircase: a byte of
          scratchpad is worth buying only up to the next edge.
        </p>
        <p>
          Not modelled: tiles of a tensor (each lies there as a whole), an output in the place of its input, several
          operators at once, and moves that hide behind computing.
        </p>
        <Source>
          The question is that of Li, Gupta, Malik, COSMA, arXiv 2311.18246; placing after Moffitt, MiniMalloc, ASPLOS
          2023. Search, bounds and accounting are ours.
        </Source>
      </>
    ),
    figure: (
      <Suspense fallback={<div className={styles.scheduleSlot} />}>
        <ScheduleFigure />
      </Suspense>
    ),
  },
  {
    id: 'sram',
    title: 'Energy of on-chip memory',
    text: (
      <>
        <p>
          A byte from a large bank costs more than one from a small bank. Capacities between the rows of the table are
          read off straight lines; larger memories are banks side by side. SRAM is never scaled like logic: nodes
          without figures of their own are missing.
        </p>
        <Source>CACTI 7 runs, each row with its source in the app.</Source>
      </>
    ),
    figure: <SramFigure />,
  },
  {
    id: 'die',
    title: 'Area is yield is cost',
    text: (
      <>
        <p>
          Larger dies catch more defects and waste more of the wafer’s edge. The cost of a good die follows from the
          price of a wafer, the dies it holds and the share of them that work.
        </p>
        <Formula>{'yield = (1 + area × defects / clustering)^−clustering'}</Formula>
      </>
    ),
    figure: <DieFigure />,
  },
];

/** How the models work, each with a picture that the models draw while one reads. */
export function GuidePage() {
  return (
    <main className={styles.page}>
      <header>
        <h1>How Ridgeline computes</h1>
        <p>
          Every picture below is drawn by the models of the app from the numbers beside it. Change them.{' '}
          <a href="./">Open the app</a>
        </p>
        <nav aria-label="Contents">
          <ul className={styles.contents}>
            {[...PARTS, { id: 'not-modelled', title: 'What is not modelled' }].map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {PARTS.map(({ id, title, text, figure }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`} className={styles.part}>
          <div className={styles.text}>
            <h2 id={`${id}-title`}>{title}</h2>
            {text}
          </div>
          <div className={styles.figure}>
            <Suspense fallback={<div className={styles.place} />}>{figure}</Suspense>
          </div>
        </section>
      ))}
      <NotModelled />
    </main>
  );
}

function Formula({ children }: { readonly children: string }) {
  return <p className={styles.formula}>{children}</p>;
}

function Source({ children }: { readonly children: string }) {
  return <p className={styles.source}>{children}</p>;
}

function metricsThatLackIt(sentence: string): readonly string[] {
  return METRICS.flatMap(({ id, label }) => (METRIC_DOCUMENTATION[id].notModelled === sentence ? [label] : []));
}

function NotModelled() {
  const sentences = [...new Set(METRICS.map(({ id }) => METRIC_DOCUMENTATION[id].notModelled))];
  return (
    <section id="not-modelled" aria-labelledby="not-modelled-title" className={styles.text}>
      <h2 id="not-modelled-title">What is not modelled</h2>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <b>{metricsThatLackIt(sentence).join(', ')}:</b> {sentence}
          </li>
        ))}
        <li>
          <b>Energy and area:</b> {TECHNOLOGY_NOT_MODELLED.join('; ')}.
        </li>
        <li>
          <b>Cost and carbon:</b> {ECONOMICS_NOT_MODELLED.join('; ')}.
        </li>
      </ul>
    </section>
  );
}
