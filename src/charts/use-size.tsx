import { useEffect, useState, type RefObject } from 'react';
import type { SizePx } from './plot';

/** Size of an element, followed as it changes; null until it has been laid out. */
export function useSize(element: RefObject<HTMLElement | null>): SizePx | null {
  const [size, setSize] = useState<SizePx | null>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => {
      const widthPx = target.clientWidth;
      const heightPx = target.clientHeight;
      setSize((old) => (old?.widthPx === widthPx && old.heightPx === heightPx ? old : { widthPx, heightPx }));
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
