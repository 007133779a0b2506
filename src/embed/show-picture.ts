import type { SizePx } from '../charts/plot';
import { node, svgText } from '../charts/scene';
import { stepFor } from '../charts/walk';
import type { Picture, PictureOf, Target } from './picture';
import type { Shell } from './shell';

/** Draws a chart, and again when its room changes; answers pointer and keys. Ends with the signal. */
export function showPicture(shell: Shell, pictureOf: PictureOf, signal: AbortSignal): void {
  const { plot } = shell;
  shell.message.hidden = true;
  plot.hidden = false;
  let picture: Picture | null = null;
  let current: Target | null = null;
  let drawn: SizePx = { widthPx: 0, heightPx: 0 };

  const choose = (target: Target | null, announce: boolean) => {
    if (picture === null || target?.id === current?.id) return;
    current = target;
    redraw(plot, picture, target);
    placeTooltip(shell, target);
    if (announce) shell.live.textContent = target?.announcement ?? 'Nothing chosen';
  };
  const draw = () => {
    const { clientWidth, clientHeight } = plot;
    if (clientWidth < 1 || clientHeight < 1) return;
    if (clientWidth === drawn.widthPx && clientHeight === drawn.heightPx) return;
    // The words around the chart decide how much room they leave it: they come first, so that nothing moves.
    setWords(shell, pictureOf({ widthPx: clientWidth, heightPx: clientHeight }));
    drawn = { widthPx: plot.clientWidth, heightPx: plot.clientHeight };
    picture = pictureOf(drawn);
    current = null;
    drawAll(shell, picture, drawn);
  };
  draw();
  const observer = new ResizeObserver(draw);
  observer.observe(plot);
  signal.addEventListener('abort', () => observer.disconnect());

  const onPointer = (event: PointerEvent) => {
    const box = plot.getBoundingClientRect();
    choose(picture?.under(event.clientX - box.left, event.clientY - box.top) ?? null, false);
  };
  plot.addEventListener('pointermove', onPointer, { signal });
  plot.addEventListener('pointerdown', onPointer, { signal });
  plot.addEventListener('pointerleave', () => choose(null, false), { signal });
  plot.addEventListener(
    'keydown',
    (event) => {
      if (picture === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const walk = picture.walk();
      const step = stepFor(
        event.key,
        walk.findIndex(({ id }) => id === current?.id),
        walk.length,
      );
      if (step !== null) choose(walk[step]!, true);
      else if (event.key === 'Escape') choose(null, true);
      else return;
      event.preventDefault();
    },
    { signal },
  );
}

function setWords(shell: Shell, { caption }: Picture): void {
  document.title = `${caption.finding} – Ridgeline`;
  shell.heading.textContent = caption.finding;
  shell.note.textContent = caption.note ?? '';
  shell.plot.setAttribute('aria-label', caption.finding);
  shell.key.replaceChildren(
    ...caption.key.map((entry) => {
      const item = document.createElement('span');
      item.innerHTML = svgText(node('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, entry.mark(7, 7)));
      item.append(entry.label);
      return item;
    }),
  );
}

function drawAll(shell: Shell, picture: Picture, { widthPx, heightPx }: SizePx): void {
  // Safe as markup: every name in it has passed `svgText`, which escapes.
  shell.plot.innerHTML = svgText(
    node(
      'svg',
      { width: widthPx, height: heightPx, role: 'img', 'aria-label': picture.caption.finding },
      picture.ground,
      node('g', { class: 'embed-drawing' }, picture.drawing(null)),
    ),
  );
  shell.plot.append(shell.tooltip);
  shell.tooltip.hidden = true;
}

function redraw(plot: HTMLElement, picture: Picture, target: Target | null): void {
  const drawing = plot.querySelector('.embed-drawing');
  if (drawing) drawing.innerHTML = svgText(picture.drawing(target));
}

/** On the side of the mark that has more room, inside the plot. */
function placeTooltip({ tooltip, plot }: Shell, target: Target | null): void {
  tooltip.hidden = target === null;
  if (target === null) return;
  const title = document.createElement('b');
  title.textContent = target.title;
  const list = document.createElement('dl');
  for (const [label, value] of target.facts) {
    const term = document.createElement('dt');
    const text = document.createElement('dd');
    term.textContent = label;
    text.textContent = value;
    list.append(term, text);
  }
  tooltip.replaceChildren(title, list);
  const { clientWidth, clientHeight } = plot;
  const { offsetWidth, offsetHeight } = tooltip;
  const x = target.xPx > clientWidth / 2 ? target.xPx - target.gapPx - offsetWidth : target.xPx + target.gapPx;
  const y = target.yPx > clientHeight / 2 ? target.yPx - target.gapPx - offsetHeight : target.yPx + target.gapPx;
  const inside = (at: number, room: number) => Math.round(Math.max(4, Math.min(at, room - 4)));
  tooltip.style.transform = `translate(${inside(x, clientWidth - offsetWidth)}px, ${inside(y, clientHeight - offsetHeight)}px)`;
}
