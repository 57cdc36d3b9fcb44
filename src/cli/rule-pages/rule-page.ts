import type { CaseFile } from '../../case-file/case-file.ts';
import type { Rule } from '../../core/rule/rule.ts';
import type { RuleTexts } from '../../core/rule/rule-texts.ts';
import { toDurationText } from '../duration-text.ts';
import { toAutolink, toCode, toList, toMarkdownText, toParagraphs } from '../markdown-text.ts';
import { toAttackList } from './attack-list.ts';
import { toCaseLists } from './case-lists.ts';
import { toRuleDiagram } from './rule-diagram.ts';
import { toSignalTable } from './signal-table.ts';

/** Everything that a page says of a rule. */
export interface DocumentedRule {
  readonly rule: Rule;
  /** What the rule says in Japanese. */
  readonly japanese?: RuleTexts;
  /** Absent for a rule without cases. */
  readonly cases?: CaseFile;
}

/** The first line of every page that is made here: what bears it may be written over. */
export const PAGE_MARK =
  '<!-- Made by `corroborate rules docs` from the files of the rules: change those. -->';

/** The page of a rule, as Markdown: the same text for the same rule, with nothing of any other. */
export function toRulePage({ rule, japanese, cases }: DocumentedRule): string {
  const parts = [
    PAGE_MARK,
    `# ${toMarkdownText(rule.title)}`,
    `[All rules](README.md)${japanese === undefined ? '' : ' · [日本語](#日本語)'}`,
    summaryTable(rule),
    section('Why it matters', toParagraphs(rule.description)),
    section('What it looks for', `${toRuleDiagram(rule)}\n\n${toSignalTable(rule)}`),
    ...textSections(rule, ENGLISH_HEADINGS),
    ...optionalSection('MITRE ATT&CK', toAttackList(rule.attack)),
    ...optionalSection('References', toList(rule.references.map(toAutolink))),
    section('Cases', toCaseLists(cases)),
    ...(japanese === undefined ? [] : japaneseSections(japanese)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function summaryTable(rule: Rule): string {
  const rows = [
    ['rule', `${toCode(rule.id)}, version ${rule.version}, ${rule.status}`],
    ['severity', rule.severity],
    ['entity', toCode(rule.entity)],
    ['window', `${toDurationText(rule.withinMs)} between activities; a condition counts while it is so`],
    ['requires', rule.requires.length === 0 ? 'no product' : rule.requires.map(toMarkdownText).join(', ')],
  ];
  return ['| | |', '|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

interface Headings {
  readonly level: string;
  readonly remediation: string;
  readonly prevention: string;
  readonly falsePositives: string;
}

const ENGLISH_HEADINGS: Headings = {
  level: '##',
  remediation: 'What to do',
  prevention: 'How to prevent it',
  falsePositives: 'What is no incident',
};

const JAPANESE_HEADINGS: Headings = {
  level: '###',
  remediation: '対応',
  prevention: '予防',
  falsePositives: 'インシデントではない場合',
};

function japaneseSections(texts: RuleTexts): readonly string[] {
  return [
    '## 日本語',
    `**${toMarkdownText(texts.title)}**`,
    toParagraphs(texts.description),
    ...textSections(texts, JAPANESE_HEADINGS),
  ];
}

function textSections(texts: RuleTexts, { level, ...names }: Headings): readonly string[] {
  const { remediation = '', prevention = '', falsePositives = [] } = texts;
  return [
    ...optionalSection(names.remediation, toParagraphs(remediation), level),
    ...optionalSection(names.prevention, toParagraphs(prevention), level),
    ...optionalSection(names.falsePositives, toList(falsePositives.map(toMarkdownText)), level),
  ];
}

function optionalSection(heading: string, text: string, level?: string): readonly string[] {
  return text === '' ? [] : [section(heading, text, level)];
}

function section(heading: string, text: string, level = '##'): string {
  return `${level} ${heading}\n\n${text}`;
}
