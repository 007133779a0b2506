/** The parts of the embedded page. Texts are set as text, never as markup. */
export interface Shell {
  readonly heading: HTMLElement;
  readonly about: HTMLElement;
  readonly open: HTMLAnchorElement;
  readonly key: HTMLElement;
  readonly message: HTMLElement;
  readonly plot: HTMLElement;
  readonly tooltip: HTMLElement;
  readonly note: HTMLElement;
  readonly live: HTMLElement;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function buildShell(root: HTMLElement): Shell {
  const shell: Shell = {
    heading: element('h1', { class: 'chart-finding' }),
    about: element('p', { class: 'embed-about' }),
    open: element('a', { class: 'embed-open', target: '_blank', rel: 'noopener' }),
    key: element('span', { class: 'chart-key' }),
    message: element('p', { class: 'embed-message', hidden: '' }),
    plot: element('div', {
      class: 'chart-plot',
      role: 'group',
      'aria-roledescription': 'chart',
      'aria-label': 'Chart',
      'aria-describedby': 'embed-keys',
      tabindex: '0',
      hidden: '',
    }),
    tooltip: element('div', { class: 'chart-tooltip', hidden: '' }),
    note: element('p', { class: 'chart-note' }),
    live: element('p', { class: 'chart-hidden', 'aria-live': 'polite' }),
  };
  shell.open.textContent = 'Open in Ridgeline';
  const keys = element('p', { id: 'embed-keys', class: 'chart-hidden' });
  keys.textContent = 'Arrow keys walk the marks; Escape clears.';
  root.replaceChildren(
    element(
      'header',
      { class: 'chart-caption' },
      element('div', { class: 'embed-line' }, shell.about, shell.open),
      shell.heading,
      shell.key,
    ),
    shell.message,
    shell.plot,
    shell.note,
    keys,
    shell.live,
  );
  return shell;
}

/** One message in place of a chart. */
export function showMessage(shell: Shell, heading: string, message: string, role: 'alert' | 'status'): void {
  shell.heading.textContent = heading;
  document.title = `${heading} – Ridgeline`;
  shell.message.setAttribute('role', role);
  shell.message.textContent = message;
  shell.message.hidden = false;
  shell.plot.hidden = true;
  shell.note.textContent = '';
  shell.key.replaceChildren();
}
