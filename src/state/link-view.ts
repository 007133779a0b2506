/** What the page was showing, as links hold it beside the design: the tab, and what is scheduled in a scratchpad. */
import * as v from 'valibot';
import { ATTENTION_DRAWINGS } from '../../models/scheduling/sources/graph-json';
import { GRAPH_EXAMPLES } from '../../models/scheduling/sources/examples';
import { MOST_SCRATCHPAD_BYTES, type ScratchpadChoice } from './scratchpad/choice';
import type { SourceChoice } from './scratchpad/read-source';
import { TABS, type Tab } from './ui-slice';

/** A graph with more text than this is not even tried. */
const MOST_GRAPH_CHARACTERS = 400_000;
const MOST_NAME_CHARACTERS = 200;

const wholeOrNull = (most: number) => v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)));

/** Every choice is written out, so that a link keeps its meaning when the page starts with other ones. */
const ScratchpadSchema = v.strictObject({
  source: v.variant('kind', [
    v.strictObject({ kind: v.literal('design') }),
    v.strictObject({ kind: v.literal('example'), example: v.picklist(GRAPH_EXAMPLES) }),
    v.strictObject({
      kind: v.literal('graph'),
      name: v.pipe(v.string(), v.maxLength(MOST_NAME_CHARACTERS)),
      graph: v.unknown(),
    }),
  ]),
  phase: v.picklist(['prefill', 'decode']),
  layers: wholeOrNull(1_000_000_000),
  attention: v.picklist(ATTENTION_DRAWINGS),
  tokens: wholeOrNull(1_000_000_000),
  batch: wholeOrNull(1_000_000_000),
  weights: v.boolean(),
  bytes: wholeOrNull(MOST_SCRATCHPAD_BYTES),
});

const ViewSchema = v.strictObject({
  /** The first tab is not named. */
  tab: v.optional(v.picklist(TABS)),
  scratchpad: v.optional(ScratchpadSchema),
});

type LinkScratchpad = v.InferOutput<typeof ScratchpadSchema>;
export type LinkView = v.InferOutput<typeof ViewSchema>;

/** The view of a link; undefined where it would say nothing. A choice that a link cannot hold is left out. */
export function linkView(tab: Tab | null, choice: ScratchpadChoice | undefined): LinkView | undefined {
  const scratchpad = choice === undefined ? null : linkScratchpad(choice);
  if ((tab === null || tab === TABS[0]) && scratchpad === null) return undefined;
  return {
    ...(tab === null || tab === TABS[0] ? {} : { tab }),
    ...(scratchpad === null ? {} : { scratchpad }),
  };
}

function linkScratchpad({ source, options, ownBytes }: ScratchpadChoice): LinkScratchpad | null {
  const { phase, blocks, attention, tokens, batch, weights } = options;
  const carried = linkSource(source);
  return carried && { source: carried, phase, layers: blocks, attention, tokens, batch, weights, bytes: ownBytes };
}

/** A file is carried only where it is JSON and not too long. */
function linkSource(source: SourceChoice): LinkScratchpad['source'] | null {
  if (source.kind === 'onnx') return null;
  if (source.kind !== 'text') return source;
  if (source.text.length > 4 * MOST_GRAPH_CHARACTERS) return null;
  try {
    // What else a file says of itself stays behind, above all the link that it was saved with.
    const { name, ops, tensors } = JSON.parse(source.text.replace(/^\uFEFF/, '')) as Readonly<Record<string, unknown>>;
    const graph = { name, ops, tensors };
    const isShort = JSON.stringify(graph).length <= MOST_GRAPH_CHARACTERS;
    return isShort ? { kind: 'graph', name: source.name.slice(0, MOST_NAME_CHARACTERS), graph } : null;
  } catch {
    return null;
  }
}

export interface OpenedView {
  readonly tab: Tab | null;
  readonly scratchpad?: ScratchpadChoice;
}

export type ReadView =
  { readonly ok: true; readonly view: OpenedView } | { readonly ok: false; readonly reason: string };

/** What a link says of the view, undefined standing for nothing; or one sentence on what is wrong with it. */
export function readView(view: unknown): ReadView {
  if (view === undefined) return { ok: true, view: { tab: null } };
  const parsed = v.safeParse(ViewSchema, view);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { ok: false, reason: `view.${v.getDotPath(issue) ?? ''}: ${issue.message}` };
  }
  const { tab, scratchpad } = parsed.output;
  return { ok: true, view: { tab: tab ?? null, ...(scratchpad && { scratchpad: choiceOf(scratchpad) }) } };
}

function choiceOf({ source, bytes, layers, ...options }: LinkScratchpad): ScratchpadChoice {
  const { phase, attention, tokens, batch, weights } = options;
  return {
    source: source.kind === 'graph' ? { kind: 'text', name: source.name, text: JSON.stringify(source.graph) } : source,
    options: { phase, blocks: layers, attention, tokens, batch, weights },
    ownBytes: bytes,
  };
}
