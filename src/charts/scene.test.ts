import fc from 'fast-check';
import { expect, it } from 'vitest';
import { node, svgText } from './scene';

it('escapes text and attributes', () => {
  expect(svgText(node('text', { 'data-name': `"'<&>` }, '<b>&"'))).toBe(
    '<text data-name="&quot;&#39;&lt;&amp;&gt;">&lt;b&gt;&amp;&quot;</text>',
  );
});

it('leaves out what is not there', () => {
  expect(svgText(node('g', { fill: undefined, stroke: null, x: 0 }, null, false, node('a')))).toBe('<g x="0"><a/></g>');
});

it('replaces characters that no XML file may hold', () => {
  expect(svgText('a\u0000b\ud800c😀')).toBe('a\ufffdb\ufffdc😀');
});

it('never lets a text become markup', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '\ud800', '\u0000', '\n') }),
      (text) => {
        const markup = svgText(node('text', { title: text }, text));
        expect(markup.match(/[<>]/g)).toHaveLength(text === '' ? 2 : 4);
      },
    ),
  );
});
