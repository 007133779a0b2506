/**
 * `embed.html#<link>`: the chart of a link, to be shown inside other pages. Read-only: it never changes its address,
 * stores nothing, and asks nobody but its own origin for files. `?theme=light` or `?theme=dark` overrides the system.
 *
 * The page itself is here and small, and stands at once; the models that evaluate the link come after it.
 */
import '../charts/charts.css';
import './embed.css';
import { buildShell, showMessage } from './shell';

const models = import('./show-link');
const theme = new URLSearchParams(location.search).get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;

const root = document.getElementById('embed');
if (!root) throw new Error('embed.html has no element with the id "embed"');
const shell = buildShell(root);

let shown = new AbortController();
const show = () => {
  shown.abort();
  shown = new AbortController();
  shell.open.href = `./${location.hash}`;
  showMessage(shell, 'Ridgeline', 'Evaluating the design of this link …', 'status');
  void showWhenLoaded(location.hash, shown.signal);
};
addEventListener('hashchange', show);
show();

async function showWhenLoaded(hash: string, signal: AbortSignal): Promise<void> {
  try {
    const { showLink } = await models;
    if (!signal.aborted) await showLink(shell, hash, signal);
  } catch (error) {
    if (signal.aborted) return;
    const detail = error instanceof Error ? error.message : String(error);
    showMessage(shell, 'This link could not be evaluated', detail, 'alert');
  }
}
