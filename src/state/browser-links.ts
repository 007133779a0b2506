/** Keeps links and work in the browser. Loaded after the first picture, or before it when the address has a link. */
import * as codec from './link';
import { startLinkSync, type Clock, type LinkPlace, type Slot, type WorkStorage } from './link-sync';
import type { RidgelineStore } from './store';
import { readItem, writeItem } from './stored-items';

function listen(target: Window | Document, names: readonly string[], listener: () => void): () => void {
  for (const name of names) target.addEventListener(name, listener);
  return () => {
    for (const name of names) target.removeEventListener(name, listener);
  };
}

function addressBar(): LinkPlace {
  return {
    read: () => location.hash,
    replace: (link) => history.replaceState(null, '', link),
    push: (link) => history.pushState(null, '', link),
    onMove: (listener) => listen(window, ['popstate', 'hashchange'], listener),
    onLeave: (listener) => listen(window, ['pagehide'], listener),
  };
}

const SLOT_KEYS = {
  current: 'ridgeline.work.current',
  aside: 'ridgeline.work.aside',
} as const satisfies Record<Slot, string>;

function browserStorage(): WorkStorage {
  return {
    read: (slot) => readItem(SLOT_KEYS[slot]),
    write: (slot, link) => writeItem(SLOT_KEYS[slot], link),
  };
}

function browserClock(): Clock {
  return {
    now: () => performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

export function startBrowserLinks(store: RidgelineStore): void {
  startLinkSync(store, { codec, place: addressBar(), storage: browserStorage(), clock: browserClock() });
}
