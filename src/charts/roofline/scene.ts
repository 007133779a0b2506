import type { Phase } from '../../../models/workload/lowering/rows';
import { axesScene, LABEL_FONT_PX, type Caption } from '../plot';
import { diamond, node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import type { RooflineLayout } from './layout';
import type { OperatorMark } from './marks';
import type { PlacedLabel, RoofLayout } from './place-roofs';

export interface RooflineFocus {
  /** Draws the roof and the dots of the other memory too, not only those of the operator in focus. */
  readonly showsOther?: boolean;
  readonly hoveredId?: string | null;
  readonly selectedId?: string | null;
}

export function phaseColour(phase: Phase, theme: ChartTheme): string {
  return phase === 'prefill' ? theme.blue : theme.vermilion;
}

export function rooflineCaption(layout: RooflineLayout, theme: ChartTheme): Caption {
  const key = (phase: Phase, x: number, y: number) => phaseMark(phase, x, y, 5, { fill: phaseColour(phase, theme) });
  const phases = (['prefill', 'decode'] as const).filter((phase) => layout.marks.some((mark) => mark.phase === phase));
  return {
    finding: layout.finding,
    key: [
      ...phases.map((phase) => ({ label: phase, mark: (x: number, y: number) => key(phase, x, y) })),
      {
        label: 'area = share of its phase’s time',
        mark: (x: number, y: number) =>
          node('g', { fill: 'none', stroke: theme.axis }, [
            node('circle', { cx: x - 3, cy: y + 1, r: 2.5 }),
            node('circle', { cx: x + 3, cy: y, r: 4 }),
          ]),
      },
      ...(layout.baseline === null
        ? []
        : [
            {
              label: 'pinned',
              mark: (x: number, y: number) =>
                node('circle', { cx: x, cy: y, r: 4.5, fill: 'none', stroke: theme.axis, 'stroke-dasharray': '2 2' }),
            },
          ]),
    ],
    note: layout.note,
  };
}

/** The plot, without caption. */
export function rooflineScene(layout: RooflineLayout, theme: ChartTheme, focus: RooflineFocus = {}): SceneNode {
  const active = layout.marks.find((mark) => mark.id === (focus.hoveredId ?? focus.selectedId));
  const selected = layout.marks.find((mark) => mark.id === focus.selectedId);
  return node(
    'g',
    { 'font-size': LABEL_FONT_PX },
    axesScene(layout.plot, layout.x, layout.y, theme),
    layout.baseline && baselineScene(layout.baseline, layout, theme),
    focus.showsOther === true && otherTierScene(layout, theme),
    roofsScene(layout.roofs, layout, theme),
    active && tieScene(active, layout, theme),
    layout.marks.map((mark) => markScene(mark, theme, active !== undefined && mark !== active)),
    labelsScene(layout.roofs, theme),
    selected && selected !== active && ringScene(selected, theme.ink),
    active && ringScene(active, theme.ink),
  );
}

function phaseMark(phase: Phase, x: number, y: number, radius: number, attributes: SceneNode['attributes']): SceneNode {
  return phase === 'prefill'
    ? node('circle', { cx: x, cy: y, r: radius, ...attributes })
    : node('path', { d: diamond(x, y, radius), ...attributes });
}

function markScene(mark: OperatorMark, theme: ChartTheme, faded: boolean): SceneNode {
  return phaseMark(mark.phase, mark.xPx, mark.yPx, mark.radiusPx, {
    fill: phaseColour(mark.phase, theme),
    'fill-opacity': faded ? 0.55 : 0.85,
    stroke: theme.surface,
    'stroke-width': 1.25,
  });
}

function ringScene(mark: OperatorMark, colour: string): SceneNode {
  return phaseMark(mark.phase, mark.xPx, mark.yPx, mark.radiusPx + 3, {
    fill: 'none',
    stroke: colour,
    'stroke-width': 2,
  });
}

function roofsScene(roofs: RoofLayout, { tier, plot }: RooflineLayout, theme: ChartTheme): SceneNode {
  const colour = tier === 'memory' ? theme.yellow : theme.green;
  const unused = roofs.compute.filter(({ used }) => !used);
  const used = roofs.compute.filter((roof) => roof.used);
  const line = (roof: (typeof used)[number]) =>
    node('path', { d: pathThrough([[roof.fromPx, roof.yPx], [plot.right, roof.yPx]]) }); // prettier-ignore
  return node(
    'g',
    { fill: 'none', stroke: colour, 'stroke-width': 2 },
    node('g', { stroke: theme.axis, 'stroke-width': 1, 'stroke-dasharray': '2 3' }, unused.map(line)),
    roofs.memory && node('path', { d: pathThrough([roofs.memory.from, roofs.memory.to]) }),
    used.map(line),
    roofs.ridges.map(({ xPx, yPx }) => node('circle', { cx: xPx, cy: yPx, r: 3.5, fill: theme.surface })),
  );
}

function labelsScene(roofs: RoofLayout, theme: ChartTheme): SceneNode {
  const halo = { stroke: theme.surface, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
  const text = (label: PlacedLabel, extra: SceneNode['attributes'] = {}) =>
    node('text', { x: label.xPx, y: label.yPx, 'text-anchor': label.anchor, ...extra }, label.text);
  const along = roofs.memory?.label;
  return node(
    'g',
    { fill: theme.inkSoft, ...halo },
    roofs.compute.map(
      (roof) => roof.label && text(roof.label, roof.used ? { fill: theme.ink } : { fill: theme.inkFaint }),
    ),
    roofs.ridges.map((ridge) => ridge.label && text(ridge.label)),
    along &&
      text(along, {
        fill: theme.ink,
        transform: `rotate(${along.degrees.toFixed(2)} ${along.xPx.toFixed(2)} ${along.yPx.toFixed(2)})`,
      }),
  );
}

/** The roof of the other memory, and where the operators stand by its bytes: hollow, so that no dot is taken for another. */
function otherTierScene({ otherRoof, marks, tier, plot }: RooflineLayout, theme: ChartTheme): SceneNode | null {
  if (otherRoof === null) return null;
  const colour = tier === 'memory' ? theme.green : theme.yellow;
  return node(
    'g',
    { fill: 'none', stroke: colour, 'stroke-width': 2 },
    node('path', { d: otherRoof.d, 'stroke-dasharray': '6 4' }),
    marks.map(
      (mark) =>
        mark.otherXPx !== null &&
        phaseMark(mark.phase, mark.otherXPx, mark.yPx, Math.min(mark.radiusPx, 5), {
          ...{ stroke: phaseColour(mark.phase, theme), 'stroke-width': 1.25, 'stroke-opacity': 0.7 },
        }),
    ),
    node(
      'text',
      {
        ...{ x: plot.left + 6, y: plot.top + 14, fill: theme.ink },
        ...{ stroke: theme.surface, 'stroke-width': 3, 'paint-order': 'stroke' },
      },
      `dashed, hollow: ${otherRoof.label}`,
    ),
  );
}

/** The operator's dots by bytes of either tier, joined: same performance, other intensity. */
function tieScene(mark: OperatorMark, layout: RooflineLayout, theme: ChartTheme): SceneNode | null {
  if (mark.otherXPx === null) return null;
  const other = layout.tier === 'memory' ? theme.green : theme.yellow;
  const name = layout.otherRoof?.name ?? (layout.tier === 'memory' ? 'on chip' : 'main memory');
  const towardsRight = mark.otherXPx >= mark.xPx;
  const { plot } = layout;
  const labelAtStart = mark.otherXPx + 70 > plot.right;
  return node(
    'g',
    { stroke: other, 'stroke-width': 1.5, fill: 'none' },
    layout.otherRoof && node('path', { d: layout.otherRoof.d, 'stroke-dasharray': '6 4' }),
    node('path', {
      d: pathThrough([[mark.xPx + (towardsRight ? 1 : -1) * mark.radiusPx, mark.yPx], [mark.otherXPx, mark.yPx]]), // prettier-ignore
      'stroke-dasharray': '1 3',
      'stroke-linecap': 'round',
      stroke: theme.ink,
    }),
    phaseMark(mark.phase, mark.otherXPx, mark.yPx, 5, { fill: theme.surface, stroke: phaseColour(mark.phase, theme) }),
    node(
      'text',
      {
        x: mark.otherXPx + (labelAtStart ? -10 : 10),
        y: mark.yPx - 8,
        'text-anchor': labelAtStart ? 'end' : 'start',
        fill: theme.ink,
        stroke: theme.surface,
        'stroke-width': 3,
        'paint-order': 'stroke',
      },
      name,
    ),
  );
}

function baselineScene(
  baseline: NonNullable<RooflineLayout['baseline']>,
  { plot }: RooflineLayout,
  theme: ChartTheme,
): SceneNode {
  const { roofs, marks } = baseline;
  return node(
    'g',
    { fill: 'none', stroke: theme.axis, 'stroke-width': 1.25, 'stroke-dasharray': '4 3' },
    roofs.memory && node('path', { d: pathThrough([roofs.memory.from, roofs.memory.to]) }),
    roofs.compute
      .filter(({ used }) => used)
      .map((roof) => node('path', { d: pathThrough([[roof.fromPx, roof.yPx], [plot.right, roof.yPx]]) })), // prettier-ignore
    marks.map((mark) =>
      phaseMark(mark.phase, mark.xPx, mark.yPx, mark.radiusPx, {
        stroke: phaseColour(mark.phase, theme),
        'stroke-dasharray': '2 2',
      }),
    ),
  );
}
