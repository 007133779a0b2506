import { describe, expect, it } from 'vitest';
import { iframeHtml, markdownLink, markdownPicture } from './snippets';

const ADDRESS = 'https://example.org/ridgeline/embed.html#1.AB-c_9';
const HOSTILE = 'A "quoted" <b>&amp;</b> [x](y) | `c`\nnext \\ it’s';

describe('Markdown', () => {
  it('links a plain title as it stands', () => {
    expect(markdownLink('Edge NPU, 4-bit', ADDRESS)).toBe(`[Edge NPU, 4-bit](${ADDRESS})`);
  });

  it('keeps a hostile title inside its brackets, its table cell and its line', () => {
    expect(markdownLink(HOSTILE, ADDRESS)).toBe(
      `[A "quoted" \\<b\\>\\&amp;\\</b\\> \\[x\\](y) \\| \\\`c\\\` next \\\\ it’s](${ADDRESS})`,
    );
  });

  it('escapes what would end an address', () => {
    expect(markdownLink('a', 'https://example.org/a (b)/#1.A')).toBe('[a](https://example.org/a%20%28b%29/#1.A)');
  });

  it('shows a picture that lies beside the document', () => {
    expect(markdownPicture('Edge [1]', 'edge-1.svg', ADDRESS)).toBe(`[![Edge \\[1\\]](edge-1.svg)](${ADDRESS})`);
  });
});

describe('the frame', () => {
  it('has a title, a size and waits until it is in view', () => {
    expect(iframeHtml('Roofline of Edge NPU', ADDRESS)).toBe(
      `<iframe src="${ADDRESS}" title="Roofline of Edge NPU" width="720" height="480" loading="lazy" style="border: 0; max-width: 100%"></iframe>`,
    );
  });

  it('holds any title and any query as attributes on one line', () => {
    const html = iframeHtml(HOSTILE, `${ADDRESS.replace('#', '?a=1&theme=dark#')}`);
    expect(html).toContain(
      'title="A &quot;quoted&quot; &lt;b&gt;&amp;amp;&lt;/b&gt; [x](y) | `c` next \\ it’s" width="720"',
    );
    expect(html).toContain('embed.html?a=1&amp;theme=dark#1.');
    expect(html).not.toMatch(/[\n\r]/);
    expect(html.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
  });
});
