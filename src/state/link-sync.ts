/**
 * Keeps the address of the page and the work in step, and a copy of the work in the browser's storage.
 *
 * Editing replaces the address once the hand rests; presets, imports and opened links add an entry of their own, so that
 * Back steps sensibly. A link never overwrites work that was kept: it is put aside first, and offered.
 */
import type { OpenedLink } from './link';
import type { Notice } from './ui-slice';
import type { RidgelineStore } from './store';
import type { Work } from './work';

/** The address bar and its history. Links start with `#`; the empty text is an address without one. */
export interface LinkPlace {
  readonly read: () => string;
  readonly replace: (link: string) => void;
  readonly push: (link: string) => void;
  /** Calls back when the user goes back or forward, or enters another link; answers how to stop that. */
  readonly onMove: (listener: () => void) => () => void;
  /** Calls back before the page goes away. */
  readonly onLeave: (listener: () => void) => () => void;
}

/** `current`: the work as it was last; `aside`: other work that gave way to a link. */
export type Slot = 'current' | 'aside';

export interface WorkStorage {
  readonly read: (slot: Slot) => string | null;
  readonly write: (slot: Slot, link: string) => void;
}

/** `after` answers how to call it off. */
export interface Clock {
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** What links say; it is handed in because it loads later than the page. */
export interface LinkCodec {
  readonly linkOf: (work: Work) => string;
  readonly openLink: (link: string) => OpenedLink;
}

export interface LinkSyncDeps {
  readonly codec: LinkCodec;
  readonly place: LinkPlace;
  readonly storage: WorkStorage;
  readonly clock: Clock;
}

export const IDLE_MS = 300;
export const LEAST_BETWEEN_MS = 1000;

class LinkSync {
  /** The work that address and storage agree with. */
  private saved: Work;
  private milestones: number;
  private writtenAt = -Infinity;
  private cancelPending: (() => void) | null = null;

  constructor(
    private readonly store: RidgelineStore,
    private readonly deps: LinkSyncDeps,
  ) {
    // The user may have changed the design before this was loaded.
    const { history, milestones } = store.getInitialState();
    this.saved = history.present;
    this.milestones = milestones;
  }

  /** Opens the link that the page was called with, and offers the work that was kept. */
  open(): void {
    const { place, storage, codec } = this.deps;
    const link = place.read();
    if (link.length > 1) this.follow(link);
    const kept = storage.read('current');
    const shown = codec.linkOf(this.store.getState().history.present);
    if (kept === null || kept === shown) return;
    storage.write('aside', kept);
    this.store.getState().tell(this.offer(kept));
  }

  /** Shows what a link stands for; a link that cannot be opened explains itself and changes nothing. */
  follow(link: string): void {
    const opened = this.deps.codec.openLink(link);
    const { openWork, setTab, tell, dismiss } = this.store.getState();
    const problem = opened.ok ? openWork(opened.work) : opened.reason;
    if (problem === null) {
      if (opened.ok && opened.tab !== null) setTab(opened.tab);
      dismiss('link');
      this.markSaved();
    } else {
      const text = `The link in the address could not be opened. ${problem}`;
      const details = ['What you see is another design. The link stays in the address until you change something.'];
      tell({ id: 'link', tone: 'problem', text, details, action: null });
    }
  }

  moved(): void {
    const link = this.deps.place.read();
    if (link.length <= 1 || link === this.deps.codec.linkOf(this.store.getState().history.present)) return;
    this.flush();
    this.follow(link);
  }

  changed(): void {
    const { history, milestones } = this.store.getState();
    if (milestones !== this.milestones) this.flush();
    else if (history.present !== this.saved) this.schedule();
  }

  /** Writes at once what is due later. */
  flush(): void {
    this.cancelPending?.();
    this.cancelPending = null;
    const { history, milestones } = this.store.getState();
    if (history.present === this.saved) return;
    const { place, storage, clock, codec } = this.deps;
    const link = codec.linkOf(history.present);
    if (milestones === this.milestones) place.replace(link);
    else place.push(link);
    storage.write('current', link);
    this.writtenAt = clock.now();
    this.markSaved();
  }

  private markSaved(): void {
    const { history, milestones } = this.store.getState();
    this.saved = history.present;
    this.milestones = milestones;
  }

  private schedule(): void {
    const { clock } = this.deps;
    this.cancelPending?.();
    const wait = Math.max(IDLE_MS, this.writtenAt + LEAST_BETWEEN_MS - clock.now());
    this.cancelPending = clock.after(wait, () => this.flush());
  }

  private offer(kept: string): Notice {
    const run = () => {
      const opened = this.deps.codec.openLink(kept);
      const { openWork, dismiss } = this.store.getState();
      dismiss('restore');
      if (opened.ok && openWork(opened.work) === null) this.flush();
    };
    return {
      id: 'restore',
      tone: 'info',
      text: 'Your last design is kept in this browser.',
      details: [],
      action: { label: 'Restore my last design', run },
    };
  }
}

/** Starts keeping address, storage and store in step; answers how to stop. */
export function startLinkSync(store: RidgelineStore, deps: LinkSyncDeps): () => void {
  const sync = new LinkSync(store, deps);
  sync.open();
  sync.changed();
  const stops = [
    store.subscribe(() => sync.changed()),
    deps.place.onMove(() => sync.moved()),
    deps.place.onLeave(() => sync.flush()),
  ];
  return () => stops.forEach((stop) => stop());
}
