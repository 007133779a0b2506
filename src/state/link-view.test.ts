import { describe, expect, it } from 'vitest';
import { defaultDesign } from '../../models/design/presets/default-design';
import LINKS from '../../models/design/fixtures/links.json';
import { MAX_LINK_CHARACTERS } from '../../models/design/link-format';
import { carriesScratchpad, linkOf, openLink } from './link';
import { readView } from './link-view';
import type { ScratchpadChoice } from './scratchpad/choice';
import { START_OPTIONS } from './scratchpad/start';
import { shareOf } from './share';
import { startHistory } from './history';
import { workOf, type Work } from './work';

const GRAPH = {
  name: 'tiny',
  ops: [{ id: 'only', in: ['x'], out: ['y'] }],
  tensors: { x: { size: 4, kind: 'input' } },
};
const CHOICE: ScratchpadChoice = { source: { kind: 'design' }, options: START_OPTIONS, ownBytes: 2 ** 20 };

function workWith(change: Partial<ScratchpadChoice>): Work {
  return { ...workOf(defaultDesign()), scratchpad: { ...CHOICE, ...change } };
}

function opened(work: Work, tab: 'scratchpad' | null = null) {
  const result = openLink(linkOf(work, tab));
  if (!result.ok) throw new Error(result.reason);
  return result;
}

describe('a link of what is scheduled', () => {
  it('is read in every form that was ever written', () => {
    const views = LINKS.flatMap(({ summary }) => ('view' in summary ? [summary.view] : []));
    expect(views.length).toBeGreaterThan(0);
    for (const view of views) expect(readView(view)).toMatchObject({ ok: true, view: { tab: 'scratchpad' } });
  });

  it.each([
    ['the workload of the design', { options: { ...START_OPTIONS, tokens: 512, blocks: null, weights: true } }],
    ['an example', { source: { kind: 'example', example: 'cells' }, ownBytes: null }],
    ['a graph', { source: { kind: 'text', name: 'tiny', text: JSON.stringify(GRAPH) } }],
  ] as const)('gives %s back', (_, change) => {
    const work = workWith(change);
    expect(opened(work, 'scratchpad')).toEqual({ ok: true, work, tab: 'scratchpad' });
    expect(carriesScratchpad(work)).toBe(true);
  });

  it('says nothing where nothing is chosen', () => {
    const work = workOf(defaultDesign());
    expect(linkOf(work, 'roofline')).toBe(linkOf(work));
    expect(opened(work)).toEqual({ ok: true, work, tab: null });
  });

  it('stands beside a space too', () => {
    const work = { ...workWith({}), axes: [{ field: 'deployment.decodeBatch', values: [1, 2] }] };
    expect(opened(work, 'scratchpad')).toEqual({ ok: true, work, tab: 'scratchpad' });
  });

  it('leaves behind what a file says besides its graph', () => {
    const text = JSON.stringify({ ...GRAPH, about: { permalink: 'https://example.org/#1.abc' } });
    const { work } = opened(workWith({ source: { kind: 'text', name: 'tiny', text } }));
    expect(work.scratchpad?.source).toEqual({ kind: 'text', name: 'tiny', text: JSON.stringify(GRAPH) });
  });

  it.each([
    ['an ONNX file', { kind: 'onnx', name: 'net', file: new ArrayBuffer(8), sizes: {} }],
    ['what is no JSON', { kind: 'text', name: 'broken', text: '{' }],
    ['what is no object', { kind: 'text', name: 'null', text: 'null' }],
    ['a graph that makes it too long', { kind: 'text', name: 'long', text: noise(120_000) }],
    ['a graph that is hopelessly long', { kind: 'text', name: 'longer', text: noise(500_000) }],
  ] as const)('leaves %s behind, and says so', (_, source) => {
    const work = workWith({ source });
    expect(carriesScratchpad(work)).toBe(false);
    const { scratchpad: _left, ...rest } = work;
    expect(opened(work, 'scratchpad')).toEqual({ ok: true, work: rest, tab: 'scratchpad' });
    expect(linkOf(work).length).toBeLessThan(MAX_LINK_CHARACTERS);
    expect(shareOf({ history: startHistory(work), tab: 'scratchpad' }).file).toBe('left');
  });

  it.each([
    [{ tab: 'nowhere' }, /^view\.tab: /],
    [{ scratchpad: { source: { kind: 'design' } } }, /^view\.scratchpad\./],
    [{ constructor: {} }, /^view/],
    [7, /^view/],
    [null, /^view/],
  ])('refuses %j in one sentence', (view, reason) => {
    expect(readView(view)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});

/** A graph whose text can not be packed. */
function noise(characters: number): string {
  let state = 1;
  let name = '';
  while (name.length < characters) name += (state = (state * 48271) % 2147483647).toString(36);
  return JSON.stringify({ ...GRAPH, tensors: { [name]: { size: 4, kind: 'input' } } });
}
