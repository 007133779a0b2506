import { readItem, writeItem } from './stored-items';
import type { RidgelineStore } from './store';
import { THEMES, type Theme } from './ui-slice';

const THEME_KEY = 'ridgeline.theme';

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
