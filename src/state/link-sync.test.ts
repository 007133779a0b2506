import { beforeEach, describe, expect, it } from 'vitest';
import { selectDesign } from './design-slice';
import * as codec from './link';
import { IDLE_MS, LEAST_BETWEEN_MS, startLinkSync, type LinkSyncDeps, type Slot } from './link-sync';
import type { RidgelineStore } from './store';
import { testStore } from './store.test-support';

/** A browser of one tab: its history, its storage and a clock that stands still until it is told to go on. */
class FakeBrowser implements LinkSyncDeps {
  readonly codec = codec;
  entries: string[];
  at = 0;
  readonly slots = new Map<Slot, string>();
  writes = 0;
  private time = 0;
  private timers: { readonly due: number; readonly run: () => void }[] = [];
  private moved: () => void = () => undefined;
  leave: () => void = () => undefined;

  constructor(link = '') {
    this.entries = [link];
  }

  readonly place = {
    read: () => this.entries[this.at]!,
    replace: (link: string) => {
      this.writes++;
      this.entries[this.at] = link;
    },
    push: (link: string) => {
      this.entries = [...this.entries.slice(0, this.at + 1), link];
      this.at++;
    },
    onMove: (listener: () => void) => {
      this.moved = listener;
      return () => undefined;
    },
    onLeave: (listener: () => void) => {
      this.leave = listener;
      return () => undefined;
    },
  };

  readonly storage = {
    read: (slot: Slot) => this.slots.get(slot) ?? null,
    write: (slot: Slot, link: string) => void this.slots.set(slot, link),
  };

  readonly clock = {
    now: () => this.time,
    after: (milliseconds: number, run: () => void) => {
      const timer = { due: this.time + milliseconds, run };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((other) => other !== timer);
      };
    },
  };

  wait(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.timers.filter((timer) => timer.due <= this.time);
    this.timers = this.timers.filter((timer) => timer.due > this.time);
    due.forEach(({ run }) => run());
  }

  go(steps: number): void {
    this.at += steps;
    this.moved();
  }
}

let store: RidgelineStore;
const state = () => store.getState();
const noticeIds = () => state().notices.map(({ id }) => id);
const linkOfRows = (rows: number) => {
  const other = testStore();
  other.getState().setField('matrix.rows', rows);
  return codec.linkOf(other.getState().history.present);
};

beforeEach(() => {
  store = testStore();
});

describe('the address', () => {
  it('follows an edit once the hand rests, without a new entry', () => {
    const browser = new FakeBrowser();
    startLinkSync(store, browser);
    state().setField('matrix.rows', 64);
    browser.wait(IDLE_MS - 1);
    expect(browser.entries).toEqual(['']);
    browser.wait(1);
    expect(browser.entries).toEqual([linkOfRows(64)]);
  });

  it('is written at most once a second', () => {
    const browser = new FakeBrowser();
    startLinkSync(store, browser);
    for (let edit = 0; edit < 20; edit++) {
      state().setField('matrix.rows', edit % 2 === 0 ? 64 : 32);
      browser.wait(IDLE_MS);
    }
    const seconds = (20 * IDLE_MS) / LEAST_BETWEEN_MS;
    expect(browser.writes).toBeGreaterThan(0);
    expect(browser.writes).toBeLessThanOrEqual(seconds + 1);
  });

  it('is written when the page goes away before the hand rested', () => {
    const browser = new FakeBrowser();
    startLinkSync(store, browser);
    state().setField('matrix.rows', 64);
    browser.leave();
    expect(browser.entries).toEqual([linkOfRows(64)]);
  });

  it('gets an entry of its own for a preset, and Back shows the design before', () => {
    const browser = new FakeBrowser();
    startLinkSync(store, browser);
    state().setField('matrix.rows', 64);
    browser.wait(IDLE_MS);
    state().replaceDesign({ ...selectDesign(state()), name: 'Preset' }, 'Preset loaded');
    expect(browser.entries).toHaveLength(2);
    browser.go(-1);
    expect(selectDesign(state()).name).toBe('');
    expect(browser.entries).toHaveLength(2);
  });

  it('knows of edits made before links were loaded', () => {
    state().setField('matrix.rows', 64);
    const browser = new FakeBrowser();
    startLinkSync(store, browser);
    browser.wait(IDLE_MS);
    expect(browser.entries).toEqual([linkOfRows(64)]);
  });
});

describe('a link', () => {
  it('is opened, and is not written again', () => {
    const link = linkOfRows(64);
    const browser = new FakeBrowser(link);
    startLinkSync(store, browser);
    browser.wait(10 * IDLE_MS);
    expect(codec.linkOf(state().history.present)).toBe(link);
    expect(browser.writes).toBe(0);
  });

  it('brings its space', () => {
    state().setAxis('matrix.rows', { field: 'matrix.rows', values: [64, 128] });
    const link = codec.linkOf(state().history.present);
    const { axes } = state().history.present;
    store = testStore();
    startLinkSync(store, new FakeBrowser(link));
    expect(state().history.present.axes).toEqual(axes);
  });

  it.each([
    ['damaged', linkOfRows(64).slice(0, -9)],
    ['newer', '#99.AAAA'],
    ['hostile', `#1.${'A'.repeat(100_000)}`],
    ['other', '#<img src=x onerror=alert(1)>'],
  ])('that is %s says so, and the page stays as it was', (_, link) => {
    const before = state().snapshot;
    const browser = new FakeBrowser(link);
    startLinkSync(store, browser);
    expect(noticeIds()).toEqual(['link']);
    expect(state().snapshot).toBe(before);
    state().setField('matrix.rows', 64);
    browser.wait(LEAST_BETWEEN_MS);
    expect(browser.entries).toEqual([linkOfRows(64)]);
  });
});

describe('work that was kept', () => {
  it('is offered beside a link, survives edits of that link, and comes back', () => {
    const browser = new FakeBrowser(linkOfRows(64));
    browser.slots.set('current', linkOfRows(32));
    startLinkSync(store, browser);
    expect(noticeIds()).toEqual(['restore']);
    state().setField('matrix.rows', 16);
    browser.wait(LEAST_BETWEEN_MS);
    expect(browser.slots.get('aside')).toBe(linkOfRows(32));
    state().notices[0]!.action!.run();
    expect(codec.linkOf(state().history.present)).toBe(linkOfRows(32));
    expect(state().notices).toEqual([]);
  });

  it('is not overwritten by a link that is only looked at', () => {
    const browser = new FakeBrowser(linkOfRows(64));
    browser.slots.set('current', linkOfRows(32));
    startLinkSync(store, browser);
    browser.wait(LEAST_BETWEEN_MS);
    browser.leave();
    expect(browser.slots.get('current')).toBe(linkOfRows(32));
  });

  it('is not offered when it is what is shown', () => {
    const browser = new FakeBrowser(linkOfRows(64));
    browser.slots.set('current', linkOfRows(64));
    startLinkSync(store, browser);
    expect(state().notices).toEqual([]);
  });
});
