import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  toAutolink,
  toChoice,
  toCode,
  toCodeCell,
  toMarkdownText,
  toParagraphs,
} from '../../src/cli/markdown-text.ts';

describe('text', () => {
  it.each([
    ['plain (AWS) text, with 5 % more.', 'plain (AWS) text, with 5 % more.'],
    ['<b>&lt;', '\\<b\\>\\&lt;'],
    ['[a](javascript:x)', '\\[a\\](javascript:x)'],
    ['a | b `c` *d* _e_ ~f~ $g$ \\', 'a \\| b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~ \\$g\\$ \\\\'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['===', '\\==='],
    ['12. item', '12\\. item'],
    ['1) item', '1\\) item'],
    ['12 items.', '12 items.'],
    ['  two\nlines\tand   blanks ', 'two lines and blanks'],
    ['\u202eturned\u0007', '\uFFFDturned\uFFFD'],
  ])('%j is shown as it was written', (text, markdown) => {
    expect(toMarkdownText(text)).toBe(markdown);
  });

  it('has no markup that a backslash does not take away', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const markdown = toMarkdownText(text);
        const bare = markdown.replace(/\\[!-/:-@[-`{-~]/g, '');
        expect(bare).not.toMatch(/[\\`*_[\]<>|~$&#\n\r]/);
        expect(markdown).not.toMatch(/^(?:[+\-=:!#>]|\d+[.)])/);
      }),
    );
  });

  it('has a paragraph for each of its lines', () => {
    expect(toParagraphs('one\n\n- two\r\n\n   \n3. three\n')).toBe('one\n\n\\- two\n\n3\\. three');
    expect(toParagraphs('')).toBe('');
  });
});

describe('code', () => {
  it.each([
    ['Backdoor:EC2/*', '`Backdoor:EC2/*`'],
    ['a`b', '``a`b``'],
    ['`a``b', '``` `a``b ```'],
    [' a', '`  a `'],
    ['', '`  `'],
    ['a\nb', '`a b`'],
  ])('%j', (text, code) => {
    expect(toCode(text)).toBe(code);
    expect(toCodeCell(text)).toBe(code);
  });

  it('in a cell has no bar, and nothing that could make one', () => {
    expect(toCodeCell('a|b')).toBe('<code>a&#124;b</code>');
    expect(toCodeCell('\\|<`')).toBe('<code>&#92;&#124;&#60;&#96;</code>');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toCodeCell(`${text}|${text}`)).toMatch(/^<code>[^|<>`\\]*<\/code>$/);
      }),
    );
  });

  it('cannot be ended from inside', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[`a ]*$/), (text) => {
        const code = toCode(text);
        const fence = /^`+/.exec(code)?.[0] ?? '';
        const inside = code.slice(fence.length, -fence.length);
        expect(inside.match(/`+/g) ?? []).not.toContain(fence);
        expect(inside).not.toMatch(/^`|`$/);
      }),
    );
  });
});

it('an address is a link without a text of its own', () => {
  expect(toAutolink('https://example.com/a)(b]')).toBe('<https://example.com/a)(b]>');
});

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%j is the choice %j', (words, choice) => {
  expect(toChoice(words)).toBe(choice);
});
