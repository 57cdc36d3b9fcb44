import { type Command, Option } from 'commander';
import { harmlessText } from '../../core/harmless-text.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import type { Language, RuleTexts } from '../../core/rule/rule-texts.ts';
import type { LoadedRule } from '../../rule-file/load-rules.ts';
import { readYaml } from '../../rule-file/read-yaml.ts';
import { wrapToWidth } from '../display-width.ts';
import { toDurationText } from '../duration-text.ts';
import { EXIT } from '../exit-code.ts';
import { type LanguageOptions, languageOption } from '../language-option.ts';
import { readAllRules, ruleNamed } from '../read-rules.ts';
import type { Session } from '../session.ts';
import { GAP_WIDTH, toTableRow } from '../table-row.ts';
import { addRulesDocsCommand } from './rules-docs.ts';

/** Adds `rules list`, `rules show` and `rules docs`. */
export function addRulesCommand(program: Command, session: Session): void {
  const rules = program.command('rules').description('list rules, show one, or write pages of them');
  rules
    .command('list')
    .description('list the rules')
    .addOption(new Option('--rules <dir>', RULES_HELP))
    .addOption(languageOption())
    .addOption(
      new Option('-o, --output <format>', 'default: table on a terminal, ndjson otherwise').choices(
        LIST_FORMATS,
      ),
    )
    .addHelpText('after', '\nExamples:\n  $ corroborate rules list\n  $ corroborate rules list -o json')
    .action(async (options: ListOptions) => {
      await list(options, session);
    });
  rules
    .command('show')
    .description('show one rule')
    .argument('<id>', 'id of the rule')
    .addOption(new Option('--rules <dir>', RULES_HELP))
    .addOption(languageOption())
    .addOption(
      new Option('-o, --output <format>', 'default: table on a terminal, json otherwise').choices(
        SHOW_FORMATS,
      ),
    )
    .addHelpText('after', '\nExamples:\n  $ corroborate rules show ec2-backdoor-with-critical-cves -o yaml')
    .action(async (id: string, options: ShowOptions) => {
      await show(id, options, session);
    });
  addRulesDocsCommand(rules, session);
}

const RULES_HELP = 'folder of rules (default: rules/, else the rules of the package)';
const LIST_FORMATS = ['table', 'json', 'ndjson'] as const;
const SHOW_FORMATS = ['table', 'json', 'yaml'] as const;

interface ListOptions extends LanguageOptions {
  readonly rules?: string;
  readonly output?: (typeof LIST_FORMATS)[number];
}

interface ShowOptions extends LanguageOptions {
  readonly rules?: string;
  readonly output?: (typeof SHOW_FORMATS)[number];
}

async function list(options: ListOptions, session: Session): Promise<void> {
  const loaded = await readAllRules(session, options.rules, options.lang);
  const rules = loaded.map(({ rule }) => rule).sort((a, b) => (a.id < b.id ? -1 : 1));
  const format = options.output ?? (session.out.isTerminal ? 'table' : 'ndjson');
  if (format === 'table') await session.out.write(toTable(rules, session.out.columns));
  else if (format === 'json')
    await session.out.write(`${JSON.stringify(rules.map(toListed), undefined, 2)}\n`);
  else await session.out.write(rules.map((rule) => `${JSON.stringify(toListed(rule))}\n`).join(''));
  session.exitCode = EXIT.done;
}

function toListed({ id, version, status, severity, entity, withinMs, title }: Rule): JsonObject {
  return { id, version, status, severity, entity, withinMs, title };
}

function toTable(rules: readonly Rule[], columns: number): string {
  const rows = rules.map(({ id, version, status, severity, entity, title }) => {
    return [id, String(version), status, severity, harmlessText(entity, 64), harmlessText(title, 256)];
  });
  const header = ['ID', 'V', 'STATUS', 'SEVERITY', 'ENTITY', 'TITLE'];
  const widths = header.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const room = columns - widths.slice(0, -1).reduce((sum, width) => sum + width + GAP_WIDTH, 0);
  widths[widths.length - 1] = Math.max(TITLE_WIDTH_MIN, room);
  return [header, ...rows].map((cells) => toTableRow(cells, widths)).join('');
}

const TITLE_WIDTH_MIN = 20;

async function show(id: string, options: ShowOptions, session: Session): Promise<void> {
  const loaded = ruleNamed(await readAllRules(session, options.rules, options.lang), id);
  const format = options.output ?? (session.out.isTerminal ? 'table' : 'json');
  await session.out.write(toShown(loaded, format, options.lang, session.out.columns));
  session.exitCode = EXIT.done;
}

function toShown(
  { rule, text, file }: LoadedRule,
  format: (typeof SHOW_FORMATS)[number],
  lang: Language,
  columns: number,
): string {
  if (format === 'yaml') return text.endsWith('\n') ? text : `${text}\n`;
  if (format === 'table') return toPage(rule, columns);
  const json = readYaml(text, file).document?.json;
  return `${JSON.stringify(isJsonObject(json) ? { ...json, ...inOther(rule, lang) } : json, undefined, 2)}\n`;
}

function inOther({ texts }: Rule, lang: Language): RuleTexts | undefined {
  return lang === 'en' ? undefined : texts?.[lang];
}

const LABEL_WIDTH = 13;

function toPage(rule: Rule, columns: number): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['rule', `${rule.id}, version ${rule.version}, ${rule.status}`],
    ['title', rule.title],
    ['severity', rule.severity],
    ['entity', rule.entity],
    ['within', toDurationText(rule.withinMs)],
    ['requires', rule.requires.join(', ')],
    ['ATT&CK', rule.attack.join(', ')],
    ['description', rule.description],
    ['remediation', rule.remediation],
    ['prevention', rule.prevention],
    ['no incident', rule.falsePositives?.join(' ')],
    ...rule.signals.map((signal) => ['signal', signalText(signal)] as const),
    ...(rule.any === undefined
      ? []
      : [['any', `at least ${rule.any.atLeast} of ${rule.any.of.join(', ')}`] as const]),
    ...(rule.order === undefined ? [] : [['order', rule.order.join(', ')] as const]),
  ];
  return rows.map(([label, text]) => (text ? paragraph(label, text, columns) : '')).join('');
}

function paragraph(label: string, text: string, columns: number): string {
  const lines = wrapToWidth(harmlessText(text), columns - LABEL_WIDTH);
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}\n`).join('');
}

function signalText({ name, role, count, distinct, on, match }: Signal): string {
  const parts = [
    `${name} (${role})`,
    on === undefined ? '' : ` on ${on}`,
    `: ${count}`,
    distinct === undefined ? '' : ` distinct ${distinct.join('.')}`,
  ];
  return `${parts.join('')} of ${match.map(({ json }) => JSON.stringify(json)).join(' or ')}`;
}
