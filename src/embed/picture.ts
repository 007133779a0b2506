import type { Caption, SizePx } from '../charts/plot';
import type { SceneNode } from '../charts/scene';

/** Something in a chart that can be pointed at. */
export interface Target {
  readonly id: string;
  readonly xPx: number;
  readonly yPx: number;
  /** Kept free around the mark by the tooltip. */
  readonly gapPx: number;
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  /** One sentence for a screen reader. */
  readonly announcement: string;
}

/** A chart laid out for one size. */
export interface Picture {
  readonly caption: Caption;
  /** Drawn once, below everything else. */
  readonly ground: SceneNode | null;
  readonly drawing: (target: Target | null) => SceneNode;
  readonly under: (xPx: number, yPx: number) => Target | null;
  /** In the order in which arrow keys walk. */
  readonly walk: () => readonly Target[];
}

/** A chart at any size. */
export type PictureOf = (size: SizePx) => Picture;
