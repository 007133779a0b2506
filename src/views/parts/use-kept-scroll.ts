import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Keeps how far the scrolled element around a part of the page is scrolled, while that part is away. */
export function useKeptScroll(
  inside: RefObject<HTMLElement | null>,
  keptPx: () => number,
  keep: (scrollPx: number) => void,
): void {
  const given = useRef({ keptPx, keep });
  useLayoutEffect(() => {
    const frame = scrolledAround(inside.current);
    if (frame === null) return;
    const { keptPx, keep } = given.current;
    let last = keptPx();
    frame.scrollTop = last;
    // When the part goes, it is too late to ask: what is left may be too short to be scrolled that far.
    const note = () => void (last = frame.scrollTop);
    frame.addEventListener('scroll', note);
    return () => {
      frame.removeEventListener('scroll', note);
      keep(last);
      frame.scrollTop = 0;
    };
  }, [inside]);
}

/** Null where the page as a whole is scrolled: then it stays where it is. */
function scrolledAround(element: HTMLElement | null): HTMLElement | null {
  for (let outer = element?.parentElement ?? null; outer !== null; outer = outer.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(outer).overflowY)) return outer;
  }
  return null;
}
