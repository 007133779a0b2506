/**
 * A picture as plain data: drawn as an SVG string for exports and embeds (`svgText`) and as React elements on the
 * page (`Scene.tsx`), so that the two never differ. Attribute names are those of SVG.
 */
export interface SceneNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SceneNode | string)[];
}

type AttributeValue = string | number | undefined | null | false;
type Child = SceneNode | string | null | undefined | false;

/** A node. Attributes that are undefined, null or false and children that are empty are left out. */
export function node(
  tag: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly (Child | readonly Child[])[]
): SceneNode {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    kept[name] = typeof value === 'number' ? roundPx(value) : value;
  }
  const isNode = (child: Child): child is SceneNode | string =>
    child !== null && child !== undefined && child !== false && child !== '';
  return { tag, attributes: kept, children: children.flat().filter(isNode) };
}

/** Hundredths of a pixel are enough for any screen and keep files small. */
export function roundPx(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no XML file may hold, not even as entities. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Names come from links and files, so they are never trusted as markup. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The node as SVG markup. */
export function svgText(scene: SceneNode | string): string {
  if (typeof scene === 'string') return escapeXml(scene);
  const attributes = Object.entries(scene.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
  if (scene.children.length === 0) return `<${scene.tag}${attributes}/>`;
  return `<${scene.tag}${attributes}>${scene.children.map(svgText).join('')}</${scene.tag}>`;
}

/** Path through points given as x, y pairs. */
export function pathThrough(points: readonly (readonly [number, number])[], close = false): string {
  const steps = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${roundPx(x)} ${roundPx(y)}`);
  return steps.join('') + (close ? 'Z' : '');
}

/** A diamond with the area of a circle of that radius: both phases are read alike. */
export function diamond(x: number, y: number, radius: number): string {
  const r = radius * Math.sqrt(Math.PI / 2);
  return pathThrough([[x, y - r], [x + r, y], [x, y + r], [x - r, y]], true); // prettier-ignore
}
