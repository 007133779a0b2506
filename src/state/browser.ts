/** The browser, as the store's dependencies see it. */
import type { Clock, LinkPlace, Slot, WorkStorage } from './link-sync';
import type { RidgelineStore } from './store';
import { THEMES, type Theme } from './ui-slice';

function listen(target: Window | Document, names: readonly string[], listener: () => void): () => void {
  for (const name of names) target.addEventListener(name, listener);
  return () => {
    for (const name of names) target.removeEventListener(name, listener);
  };
}

export function addressBar(): LinkPlace {
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
const THEME_KEY = 'ridgeline.theme';

/** Private windows and full disks refuse storage; the page works without. */
function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeItem(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // The address still holds the work.
  }
}

export function browserStorage(): WorkStorage {
  return {
    read: (slot) => readItem(SLOT_KEYS[slot]),
    write: (slot, link) => writeItem(SLOT_KEYS[slot], link),
  };
}

export function browserClock(): Clock {
  return {
    now: () => performance.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

function isTheme(text: string | null): text is Theme {
  return THEMES.some((theme) => theme === text);
}

/** The theme that was chosen on this machine, else that of the system. */
export function keptTheme(): Theme {
  const kept = readItem(THEME_KEY);
  return isTheme(kept) ? kept : 'system';
}

/** Dresses the page in a theme, `system` resolved, also when the system changes. Call the result when the choice does. */
export function followTheme(chosen: () => Theme): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const theme = chosen();
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  apply();
  dark.addEventListener('change', apply);
  return apply;
}

export function startTheme(store: RidgelineStore): void {
  store.getState().setTheme(keptTheme());
  const apply = followTheme(() => store.getState().theme);
  store.subscribe(({ theme }, before) => {
    if (theme === before.theme) return;
    writeItem(THEME_KEY, theme);
    apply();
  });
}
