import { describe, expect, it } from 'vitest';
import {
  BLOCKS_ON_LINE_MAX,
  checkYamlText,
  FILE_BYTES_MAX,
  FLOW_DEPTH_MAX,
  INDENT_MAX,
} from '../../src/rule-file/check-yaml-text.ts';
import { readYaml } from '../../src/rule-file/read-yaml.ts';

function codesOf(text: string): readonly string[] {
  return checkYamlText(text, 'f.yaml').map(({ code }) => code);
}

function nested(open: string, close: string, depth: number): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

describe('text that is refused before it is parsed', () => {
  it.each([
    ['an open list a thousand times', '['.repeat(1000), 'yaml/too-deep'],
    ['an open list as often as fits', '['.repeat(FILE_BYTES_MAX), 'yaml/too-deep'],
    ['maps in flow', '{a: '.repeat(1000), 'yaml/too-deep'],
    ['closing brackets in quotes', '["]]]]", '.repeat(1000), 'yaml/too-deep'],
    ['closing brackets in comments', '[ # ]]\n'.repeat(1000), 'yaml/too-deep'],
    ['lists on one line', '- '.repeat(5000), 'yaml/too-deep'],
    ['explicit keys on one line', '? '.repeat(5000), 'yaml/too-deep'],
    ['values on one line', ': '.repeat(5000), 'yaml/too-deep'],
    [
      'a staircase',
      Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'yaml/too-deep',
    ],
    ['an anchor', 'a: &x 1', 'yaml/alias'],
    ['an alias', 'a: *x', 'yaml/alias'],
    ['a laugh', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', 'yaml/alias'],
    ['a tag', 'a: !!js/function x', 'yaml/tag'],
    ['a directive', '%YAML 1.1\n---\na: 1', 'yaml/directive'],
    ['NUL', 'a: \u0000', 'yaml/control-character'],
    ['an escape sequence', 'a: \u001b[31m', 'yaml/control-character'],
    ['an escape sequence in one character', 'a: \u009b31m', 'yaml/control-character'],
    ['a byte order mark', '\ufeffa: 1', 'yaml/control-character'],
    ['too many bytes', `# ${'x'.repeat(FILE_BYTES_MAX)}`, 'yaml/too-large'],
    ['too many bytes in fewer characters', `# ${'é'.repeat(FILE_BYTES_MAX / 2)}`, 'yaml/too-large'],
    ['too many parts', 'a: b\n'.repeat(20_000), 'yaml/too-large'],
  ])('%s, many times over', (_name, text, code) => {
    const rounds = text.length > 50_000 ? 3 : 100;
    for (let round = 0; round < rounds; round += 1) {
      const { document, issues } = readYaml(text, 'f.yaml');
      expect(document).toBeUndefined();
      expect(issues.map((issue) => issue.code)).toContain(code);
    }
  });

  it.each([
    ['flow depth', nested('[', ']', FLOW_DEPTH_MAX), nested('[', ']', FLOW_DEPTH_MAX + 1)],
    ['indentation', `a:\n${' '.repeat(INDENT_MAX)}b: 1`, `a:\n${' '.repeat(INDENT_MAX + 1)}b: 1`],
    ['blocks on a line', `${'- '.repeat(BLOCKS_ON_LINE_MAX)}a`, `${'- '.repeat(BLOCKS_ON_LINE_MAX + 1)}a`],
    ['size', `#${'x'.repeat(FILE_BYTES_MAX - 1)}`, `#${'x'.repeat(FILE_BYTES_MAX)}`],
  ])('is judged at its limit: %s', (_name, allowed, refused) => {
    expect(codesOf(allowed)).toEqual([]);
    expect(codesOf(refused)).toHaveLength(1);
  });

  it.each([
    ['brackets in a plain text', `a: x${'['.repeat(100)}`],
    ['brackets in quotes', `a: "${'['.repeat(100)}"`],
    ['brackets in a block of text', `a: |\n  ${'['.repeat(100)}\n`],
    ['a block of text that looks like a bracket', 'a: |\n  [\nb: |\n  *x\nc: >-\n  %x\n'],
    ['brackets in a comment', `# ${'['.repeat(100)}`],
    ['a deeply indented block of text', `a: |\n  x\n${' '.repeat(200)}y\n`],
    ['an ampersand in a text', 'a: C&CActivity\nb: "*"\nc: \'!x\''],
    ['many lists side by side', '[[[1]],[[2]]]\n'],
  ])('is not: %s', (_name, text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it('says where', () => {
    const [issue] = checkYamlText('a: 1\r\nb: [x, *y]\r\n', 'f.yaml');
    expect(issue).toMatchObject({ file: 'f.yaml', position: { line: 2, column: 8 } });
  });

  it('is safe to parse at the limits of what is allowed, a hundred times over', () => {
    const stairs = Array.from(
      { length: INDENT_MAX / 2 - 1 },
      (_, depth) => `${'  '.repeat(depth)}- a:\n`,
    ).join('');
    const text = `${stairs}${' '.repeat(INDENT_MAX)}${nested('[', ']', FLOW_DEPTH_MAX)}`;
    expect(codesOf(text)).toEqual([]);
    for (let round = 0; round < 100; round += 1) expect(readYaml(text, 'f.yaml').issues).toEqual([]);
  });
});
