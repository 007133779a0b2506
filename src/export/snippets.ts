/** Texts that show a link in other people's pages and documents. Titles may be anything; addresses are complete URLs. */
import { markdownText } from '../../models/units/markdown-text';
import { escapeXml } from '../charts/scene';

/** Room for caption, chart and note down to a frame of 360 px; wider frames than their column shrink to it. */
export const EMBED_SIZE = { widthPx: 720, heightPx: 480 };

/** `[title](address)`. */
export function markdownLink(title: string, address: string): string {
  return `[${markdownText(title)}](${markdownAddress(address)})`;
}

/** A picture that lies beside the document, and leads to the address when it is clicked. */
export function markdownPicture(title: string, file: string, address: string): string {
  return `[![${markdownText(title)}](${markdownAddress(file)})](${markdownAddress(address)})`;
}

/** A frame that is loaded when it is scrolled into view, on one line so that Markdown takes it as one block of HTML. */
export function iframeHtml(title: string, address: string): string {
  const { widthPx, heightPx } = EMBED_SIZE;
  const attributes = [
    `src="${attributeText(address)}"`,
    `title="${attributeText(title)}"`,
    `width="${widthPx}" height="${heightPx}" loading="lazy"`,
    'style="border: 0; max-width: 100%"',
  ];
  return `<iframe ${attributes.join(' ')}></iframe>`;
}

/** Brackets and blanks would end an address. */
function markdownAddress(address: string): string {
  return address.replace(/[\s()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function attributeText(text: string): string {
  return escapeXml(text.trim().replace(/\s+/g, ' '));
}
