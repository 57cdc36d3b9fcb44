import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toMermaidText } from '../../../src/cli/rule-pages/mermaid-text.ts';

it.each([
  ['Backdoor:EC2/…', 'Backdoor:EC2/…'],
  ['acme/scan_ner', 'acme/scan#95;ner'],
  ['"]; x --> y', '#34;#93;#59; x --#62; y'],
  ['#quot;', '#35;quot#59;'],
  ['<br/>`%%', '#60;br/#62;#96;#37;#37;'],
  ['a\n```\nb', 'a #96;#96;#96; b'],
  ['機密データ', '機密データ'],
  ['🔥', '#128293;'],
  ['x'.repeat(70), `${'x'.repeat(60)}…`],
])('%j', (text, label) => {
  expect(toMermaidText(text)).toBe(label);
});

it('never holds what means something to Mermaid', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const label = toMermaidText(text);
      expect(label.replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{M}\p{N} .,:/()…-]*$/u);
    }),
  );
});
