import { entityTypeOfSignal } from '../../core/rule/entity-type-of-signal.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import { toCode, toCodeCell, toMarkdownText } from '../markdown-text.ts';
import { toPatternText } from './pattern-text.ts';
import { evidenceKindOfSignal, toCountText, toRoleText } from './signal-text.ts';

/** The signals of a rule in words, as a table of Markdown, and below it what the rule says of several of them. */
export function toSignalTable(rule: Rule): string {
  const rows = rule.signals.map((signal) => `| ${cellsOf(signal, rule).join(' | ')} |`);
  const table = ['| signal | findings | how many | on | kind | |', '|---|---|---|---|---|---|', ...rows];
  return [table.join('\n'), ...orderSentence(rule)].join('\n\n');
}

function cellsOf(signal: Signal, rule: Rule): readonly string[] {
  const type = entityTypeOfSignal(signal, rule);
  return [
    toCode(signal.name),
    signal.match.map(toPatternText).join('<br>or '),
    toCountText(signal, toCodeCell),
    placeText(signal, type),
    evidenceKindOfSignal(signal) ?? 'as the finding tells',
    toMarkdownText(toRoleText(signal, rule)),
  ];
}

function placeText({ on }: Signal, type: string | undefined): string {
  if (type === undefined) return 'anything in the account';
  if (on === undefined) return toCode(type);
  return on === 'account' ? `the ${toCode(type)} that owns it` : `a related ${toCode(type)}`;
}

function orderSentence({ order }: Rule): readonly string[] {
  if (order === undefined) return [];
  return [`In this order: ${order.map(toCode).join(', then ')}. Each begins no earlier than the one before.`];
}
