const MARGIN_PX = 8;
const GAP_PX = 4;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a panel goes: under its button, else above it, always inside the window. */
export function placeOf(panel: Box, button: Box, viewport: Box): { readonly left: number; readonly top: number } {
  const mostLeft = viewport.width - panel.width - MARGIN_PX;
  const left = Math.max(MARGIN_PX, Math.min(button.left, mostLeft));
  const below = button.top + button.height + GAP_PX;
  const above = button.top - panel.height - GAP_PX;
  const fitsBelow = below + panel.height + MARGIN_PX <= viewport.height;
  const top = fitsBelow || above < MARGIN_PX ? Math.min(below, viewport.height - panel.height - MARGIN_PX) : above;
  return { left, top: Math.max(MARGIN_PX, top) };
}

export function placeBeside(panel: HTMLElement, button: HTMLElement): void {
  const viewport = { left: 0, top: 0, width: document.documentElement.clientWidth, height: innerHeight };
  const { left, top } = placeOf(panel.getBoundingClientRect(), button.getBoundingClientRect(), viewport);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}
