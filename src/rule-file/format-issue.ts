import { withoutControls } from '../core/harmless-text.ts';
import type { Issue, Position } from '../core/issue.ts';

const EXCERPT_MAX = 120;
const BEFORE_CARET_MAX = 80;

/**
 * An issue as it is shown: `file:line:col code message`, then the line with a caret when the text of the file is
 * given, then the hint. Nothing in it can move the cursor or run past the width of a screen by much.
 */
export function formatIssue(issue: Issue, sourceText?: string): string {
  const lines = [headline(issue)];
  if (sourceText !== undefined && issue.position !== undefined)
    lines.push(...excerpt(sourceText, issue.position));
  if (issue.hint !== undefined) lines.push(`  hint: ${withoutControls(issue.hint)}`);
  return lines.join('\n');
}

function headline({ code, level, message, path, file, position }: Issue): string {
  const place = [file ?? path.join('.'), position?.line, position?.column].filter(
    (part) => part !== undefined,
  );
  const start = place.join(':');
  const mark = level === 'warning' ? 'warning ' : '';
  return withoutControls(`${start === '' ? '' : `${start} `}${mark}${code} ${message}`);
}

function excerpt(text: string, { line, column }: Position): readonly string[] {
  const source = lineOf(text, line);
  const cut = Math.max(0, column - 1 - BEFORE_CARET_MAX);
  const shown = withoutControls(source.slice(cut, cut + EXCERPT_MAX).replaceAll('\t', ' '));
  const gutter = `${line} | `.padStart(8);
  return [`${gutter}${shown}`, `${' '.repeat(gutter.length + column - 1 - cut)}^`];
}

function lineOf(text: string, line: number): string {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  const source = end < 0 ? text.slice(start) : text.slice(start, end);
  return source.endsWith('\r') ? source.slice(0, -1) : source;
}
