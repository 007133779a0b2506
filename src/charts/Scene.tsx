import { createElement, type ReactElement, type ReactNode } from 'react';
import type { SceneNode } from './scene';

/** Draws a scene as React elements, so that React changes only what differs from the picture before. */
export function Scene({ scene }: { readonly scene: SceneNode }): ReactElement {
  return elementOf(scene);
}

function elementOf({ tag, attributes, children }: SceneNode, key?: number): ReactElement {
  const props = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [reactName(name), value]));
  const drawn = children.map((child, index): ReactNode =>
    typeof child === 'string' ? child : elementOf(child, index),
  );
  return createElement(tag, { ...props, key }, drawn);
}

/** `stroke-width` is `strokeWidth` to React; `aria-label` and `data-id` stay as they are. */
function reactName(name: string): string {
  return /^(aria|data)-/.test(name) ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
