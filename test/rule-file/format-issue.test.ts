import { describe, expect, it } from 'vitest';
import { withoutControls } from '../../src/core/harmless-text.ts';
import type { Issue } from '../../src/core/issue.ts';
import { formatIssue } from '../../src/rule-file/format-issue.ts';

const ISSUE: Issue = {
  code: 'file/unknown-key',
  level: 'error',
  message: 'unknown key `titel`',
  path: ['titel'],
  hint: 'did you mean `title`?',
  file: 'rules/a/rule.yaml',
  position: { line: 2, column: 3 },
};

describe('formatIssue', () => {
  it('shows the place, the line with a caret and the hint', () => {
    expect(formatIssue(ISSUE, 'id: a\r\n  titel: b\r\n')).toBe(
      [
        'rules/a/rule.yaml:2:3 file/unknown-key unknown key `titel`',
        '    2 |   titel: b',
        '          ^',
        '  hint: did you mean `title`?',
      ].join('\n'),
    );
  });

  it('does without text, hint and file', () => {
    expect(formatIssue({ code: 'rule/any', level: 'warning', message: 'm', path: ['any', 'of', 1] })).toBe(
      'any.of.1 warning rule/any m',
    );
  });

  it('keeps the caret under a column far to the right of a long line', () => {
    const text = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`;
    const [, line = '', caret = ''] = formatIssue(
      { ...ISSUE, position: { line: 1, column: 5001 } },
      text,
    ).split('\n');
    expect(line.slice(caret.indexOf('^')).startsWith('HERE')).toBe(true);
    expect(line.length).toBeLessThan(140);
  });

  it('lets nothing move the cursor', () => {
    const hostile = { ...ISSUE, message: 'a\u001b[2J\nb', hint: '\u009b1A', file: 'x\u202e.yaml' };
    const shown = formatIssue(hostile, 'a\n\u001b]0;t\u0007\n');
    expect(shown.replaceAll('\n', '')).toBe(withoutControls(shown.replaceAll('\n', '')));
    expect(shown).not.toContain('\u001b');
    expect(formatIssue(hostile).split('\n')).toHaveLength(2);
  });
});
