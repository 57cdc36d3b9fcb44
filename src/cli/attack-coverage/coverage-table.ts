import type { AttackCoverage, Coverage, TacticCoverage } from '../../core/attack/coverage.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { toCounted } from '../progress.ts';
import { GAP_WIDTH, toTableRow } from '../table-row.ts';
import { toRuleLabel } from './rule-label.ts';

/** The matrix for people: every tactic, also one that no rule names, and below it its techniques with their rules. */
export function toCoverageTable({ tactics, unknown }: Coverage, columns: number): string {
  const widths = widthsFor(columns);
  const sections = tactics.map((tactic) => tacticSection(tactic, widths));
  if (unknown.length > 0) {
    const rows = unknown.map((each) => toTableRow(['', each.id, '', toRuleList(each.rules)], widths));
    sections.push(`not in ATT&CK\n${rows.join('')}`);
  }
  return sections.join('');
}

/** An empty cell, whose gap sets the techniques in. */
const INDENT_WIDTH = 0;
const ID_WIDTH = 'T1110.003'.length;
const NAME_SHARE = 0.42;

function widthsFor(columns: number): readonly number[] {
  const room = columns - INDENT_WIDTH - ID_WIDTH - 3 * GAP_WIDTH;
  const nameWidth = Math.floor(room * NAME_SHARE);
  return [INDENT_WIDTH, ID_WIDTH, nameWidth, room - nameWidth];
}

function tacticSection({ id, name, rules, techniques }: TacticCoverage, widths: readonly number[]): string {
  const count = rules.length === 0 ? 'no rule' : toCounted(rules.length, 'rule');
  const rows = techniques.map((technique) => techniqueRow(technique, widths));
  const inTechniques = new Set(techniques.flatMap((technique) => technique.rules));
  const alone = rules.filter((rule) => !inTechniques.has(rule));
  if (alone.length > 0) rows.push(toTableRow(['', '', 'the tactic alone', toRuleList(alone)], widths));
  return `${id}  ${name}: ${count}\n${rows.join('')}`;
}

function techniqueRow({ id, name, rules }: AttackCoverage, widths: readonly number[]): string {
  return toTableRow(['', id, name, toRuleList(rules)], widths);
}

function toRuleList(rules: readonly Rule[]): string {
  return rules.map(toRuleLabel).join(', ');
}
