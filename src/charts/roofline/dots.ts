/** Shapes and colours that tell phases and memories apart. */
import type { Phase } from '../../../models/workload/lowering/rows';
import { diamond, node, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';

/** Colours of the memories, main memory first; a fifth one has the first colour again, with other dashes. */
const TIER_COLOURS = ['yellow', 'green', 'purple', 'sky'] as const;

/** Of a memory by its position. */
export function tierColour(at: number, theme: ChartTheme): string {
  return theme[TIER_COLOURS[at % TIER_COLOURS.length]!];
}

export function tierDashes(at: number): string {
  return at < TIER_COLOURS.length ? '6 4' : '2 4';
}

export function phaseColour(phase: Phase, theme: ChartTheme): string {
  return phase === 'prefill' ? theme.blue : theme.vermilion;
}

/** A circle in prefill, a diamond in decode. */
export function phaseMark(
  phase: Phase,
  x: number,
  y: number,
  radius: number,
  attributes: SceneNode['attributes'],
): SceneNode {
  return phase === 'prefill'
    ? node('circle', { cx: x, cy: y, r: radius, ...attributes })
    : node('path', { d: diamond(x, y, radius), ...attributes });
}
