import type { Phase } from '../../../models/workload/lowering/rows';
import { axesScene, LABEL_FONT_PX, type Caption } from '../plot';
import { node, pathThrough, type SceneNode } from '../scene';
import type { ChartTheme } from '../theme';
import { phaseColour, phaseMark, tierColour, tierDashes } from './dots';
import type { RooflineLayout } from './layout';
import type { OperatorMark } from './marks';
import type { OtherTiers } from './other-tiers';
import type { PlacedLabel, RoofLayout } from './place-roofs';

export interface RooflineFocus {
  readonly hoveredId?: string | null;
  readonly selectedId?: string | null;
}

export function rooflineCaption(layout: RooflineLayout, theme: ChartTheme): Caption {
  const key = (phase: Phase, x: number, y: number) => phaseMark(phase, x, y, 5, { fill: phaseColour(phase, theme) });
  const isTable = layout.subject.report.workloadKind === 'layers';
  const phases = (['prefill', 'decode'] as const).filter(
    (phase) => !isTable && layout.marks.some((mark) => mark.phase === phase),
  );
  return {
    finding: layout.finding,
    key: [
      ...phases.map((phase) => ({ label: phase, mark: (x: number, y: number) => key(phase, x, y) })),
      {
        label: isTable ? 'area = share of the time' : 'area = share of its phase’s time',
        mark: (x: number, y: number) =>
          node('g', { fill: 'none', stroke: theme.axis }, [
            node('circle', { cx: x - 3, cy: y + 1, r: 2.5 }),
            node('circle', { cx: x + 3, cy: y, r: 4 }),
          ]),
      },
      ...(layout.showsAll ? layout.otherRoofs : []).map(({ at, label }) => ({
        label,
        mark: (x: number, y: number) =>
          node('g', { fill: 'none', stroke: tierColour(at, theme), 'stroke-width': 2 }, [
            node('path', { d: pathThrough([[x - 7, y], [x + 7, y]]), 'stroke-dasharray': tierDashes(at) }), // prettier-ignore
            node('circle', { cx: x, cy: y, r: 3, fill: theme.surface, 'stroke-width': 1.25 }),
          ]),
      })),
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

/** The plot, without caption. Pictures of main memory alone do without `others`. */
export function rooflineScene(
  layout: RooflineLayout,
  theme: ChartTheme,
  focus: RooflineFocus = {},
  others: OtherTiers | null = null,
): SceneNode {
  const active = layout.marks.find((mark) => mark.id === (focus.hoveredId ?? focus.selectedId));
  const selected = layout.marks.find((mark) => mark.id === focus.selectedId);
  return node(
    'g',
    { 'font-size': LABEL_FONT_PX },
    axesScene(layout.plot, layout.x, layout.y, theme),
    layout.baseline && baselineScene(layout.baseline, layout, theme),
    layout.showsAll && others?.all(layout, theme),
    roofsScene(layout.roofs, layout, theme),
    active && others?.tie(active, layout, theme),
    layout.marks.map((mark) => markScene(mark, theme, active !== undefined && mark !== active)),
    labelsScene(layout.roofs, theme),
    selected && selected !== active && ringScene(selected, theme.ink),
    active && ringScene(active, theme.ink),
  );
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

function roofsScene(roofs: RoofLayout, { at, plot }: RooflineLayout, theme: ChartTheme): SceneNode {
  const colour = tierColour(at, theme);
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
