import { harmlessText } from '../../core/harmless-text.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { GAP_WIDTH, toTableRow } from '../table-row.ts';
import { toRuleLabel } from './rule-label.ts';
import { lackedProducts } from './switched-on.ts';

const TITLE_LENGTH_MAX = 256;

/** What an account with these products can detect: the rules that can hold, then those that cannot with what they lack. */
export function toDetectionTable(
  rules: readonly Rule[],
  products: readonly string[],
  columns: number,
): string {
  const rows = rules.map((rule) => ({ rule, lacks: lackedProducts(rule, products) }));
  const holding = rows.filter(({ lacks }) => lacks.length === 0);
  const lacking = rows.filter(({ lacks }) => lacks.length > 0);
  const labelWidth = Math.max(4, ...rules.map((rule) => toRuleLabel(rule).length));
  const ruleWidth = Math.min(labelWidth, Math.floor(columns / 2));
  const widths = [ruleWidth, columns - ruleWidth - GAP_WIDTH];
  const section = (name: string, about: string, cells: readonly (readonly string[])[]): string => {
    const lines = [[name, about], ...cells].map((each) => toTableRow(each, widths));
    return cells.length === 0 ? '' : `${lines.join('')}\n`;
  };
  const detected = holding.map(({ rule }) => [toRuleLabel(rule), harmlessText(rule.title, TITLE_LENGTH_MAX)]);
  const missed = lacking.map(({ rule, lacks }) => [toRuleLabel(rule), harmlessText(lacks.join(', '))]);
  return section('CAN HOLD', 'TITLE', detected) + section('CANNOT HOLD', 'LACKS', missed);
}
