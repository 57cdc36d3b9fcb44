import { styleText } from 'node:util';
import { harmlessText } from '../../core/harmless-text.ts';
import type { JsonObject } from '../../core/json.ts';
import { wrapToWidth } from '../display-width.ts';
import { FORCED } from '../messages.ts';
import type { Check, CheckStatus } from './check.ts';

/** How checks are written. */
export const CHECK_FORMATS = ['table', 'json'] as const;

/** Checks as JSON: an array of `{check, status, text, hint?}`. */
export function toCheckJson(checks: readonly Check[]): readonly JsonObject[] {
  return checks.map(({ name, status, text, hint }) => {
    return { check: name, status, text, ...(hint !== undefined && { hint }) };
  });
}

const STATUS_WIDTH = 'unknown'.length;

/** Checks as lines for people, each with what to do below it. */
export function toCheckTable(checks: readonly Check[], columns: number, isColored: boolean): string {
  const nameWidth = Math.max(...checks.map(({ name }) => harmlessText(name, NAME_LENGTH_MAX).length));
  return checks.map((check) => toLines(check, nameWidth, columns, isColored)).join('');
}

const NAME_LENGTH_MAX = 64;
const GAP = '  ';
const TEXT_WIDTH_MIN = 20;

function toLines(
  { name, status, text, hint }: Check,
  nameWidth: number,
  columns: number,
  isColored: boolean,
): string {
  const start = STATUS_WIDTH + nameWidth + 2 * GAP.length;
  const room = Math.max(TEXT_WIDTH_MIN, columns - start);
  const lines = [
    ...wrapToWidth(harmlessText(text), room),
    ...(hint === undefined ? [] : wrapToWidth(`to do: ${harmlessText(hint)}`, room)),
  ];
  const word = status.padEnd(STATUS_WIDTH);
  const shown = isColored ? styleText([...COLORS[status]], word, FORCED) : word;
  const head = `${shown}${GAP}${harmlessText(name, NAME_LENGTH_MAX).padEnd(nameWidth)}${GAP}`;
  return lines.map((line, index) => `${index === 0 ? head : ' '.repeat(start)}${line}\n`).join('');
}

const COLORS: Readonly<Record<CheckStatus, readonly ('green' | 'yellow' | 'red' | 'bold' | 'gray')[]>> = {
  ok: ['green'],
  warn: ['yellow'],
  fail: ['red', 'bold'],
  unknown: ['gray'],
};
