import { harmlessText } from '../../core/harmless-text.ts';

/** Longer than this, a line makes a picture too wide. */
const LENGTH_MAX = 60;

// Everything but letters, digits and what Mermaid takes for text inside quotes.
const SPECIAL = /[^\p{L}\p{M}\p{N} .,:/()…-]/gu;

/**
 * Text as a line inside a quoted label of Mermaid: every other character is written by its number (`#34;` for a quote),
 * so that no text ends the label, its line or the block, or becomes HTML.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function toMermaidText(text: string): string {
  const line = harmlessText(text, LENGTH_MAX);
  return line.replace(SPECIAL, (character) => `#${character.codePointAt(0) ?? 0xfffd};`);
}
