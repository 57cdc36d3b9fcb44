/**
 * Text of others as GitHub's Markdown (https://github.github.com/gfm/), which is shown as it was written: no text may
 * become markup, a link, HTML or a formula, and none may end what it stands in.
 */
import { harmlessText } from '../core/harmless-text.ts';

/** As long as the longest text of a rule. */
const LENGTH_MAX = 10_000;

// Everything that is markup wherever it stands; a backslash before punctuation makes it a character.
const MARKUP = /[\\`*_[\]<>|~$&#]/g;
// What is markup at the start of a line only: lists, headings, rules and quotes.
const MARKUP_AT_START = /^(?:[+\-=:!]|\d{1,9}(?=[.)]))/;

/** Text as one line of Markdown, which may stand anywhere, also in a heading, a list or the cell of a table. */
export function toMarkdownText(text: string): string {
  const line = harmlessText(text, LENGTH_MAX).replace(/ +/g, ' ').trim();
  return escapeStart(line.replace(MARKUP, '\\$&'));
}

function escapeStart(line: string): string {
  const start = MARKUP_AT_START.exec(line)?.[0];
  if (start === undefined) return line;
  return /^\d/.test(start) ? `${start}\\${line.slice(start.length)}` : `\\${line}`;
}

/** Text as paragraphs of Markdown: line breaks begin a new one. */
export function toParagraphs(text: string): string {
  const lines = text.split(/[\n\r]+/).map(toMarkdownText);
  return lines.filter((line) => line !== '').join('\n\n');
}

/** Text as a code span, which shows every character as it is; a span outside of a table. */
export function toCode(text: string): string {
  const line = harmlessText(text, LENGTH_MAX);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = line === '' || /^[` ]|[` ]$/.test(line);
  return isPadded ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/**
 * A code span in the cell of a table. A bar would end the cell, and a backslash before it need not help behind another
 * one: such text is HTML with every mark by its number.
 */
export function toCodeCell(text: string): string {
  if (!text.includes('|')) return toCode(text);
  const numbered = harmlessText(text, LENGTH_MAX).replace(
    /[!-/:-@[-`{-~]/g,
    (mark) => `&#${mark.charCodeAt(0)};`,
  );
  return `<code>${numbered}</code>`;
}

/** An `https` address that holds neither blanks nor angle brackets, as a link that shows where it leads. */
export function toAutolink(address: string): string {
  return `<${harmlessText(address, LENGTH_MAX)}>`;
}

/** Items as a list. */
export function toList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Words as people list them: `a, b or c`. */
export function toChoice(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
