import { escapeXml } from '../charts/scene';
import { sourceLine, type FigureSource } from './figure-source';

/**
 * A chart's SVG as a file of its own: the XML declaration, and where it came from, as metadata and as a description.
 * Nothing visible is added.
 */
export function exportFigureSvg(svg: string, source: FigureSource): string {
  const about = [
    `<desc>${escapeXml(sourceLine(source))}</desc>`,
    `<metadata>${escapeXml(JSON.stringify({ exporter: 'Ridgeline', ...source }))}</metadata>`,
  ].join('');
  const afterTitle = svg.indexOf('</title>');
  if (!svg.startsWith('<svg') || afterTitle < 0) throw new Error('a figure is an SVG element with a title');
  const at = afterTitle + '</title>'.length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.slice(0, at)}${about}${svg.slice(at)}\n`;
}
