import { coverageOf } from '../../core/attack/coverage.ts';
import { ATTACK_VERSION } from '../../core/attack/tactics.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { toCode, toMarkdownText } from '../markdown-text.ts';
import { toCounted } from '../progress.ts';
import { type DocumentedRule, PAGE_MARK } from './rule-page.ts';
import { serviceNameOf } from './service-name.ts';

/** The index of the pages: the rules by service and by tactic, and their titles in Japanese. */
export function toRuleIndex(documented: readonly DocumentedRule[]): string {
  const rules = documented.map(({ rule }) => rule);
  const parts = [
    PAGE_MARK,
    '# Rules',
    `${toCounted(rules.length, 'rule')}, each with a page of its own.`,
    '## By service',
    ...byService(rules),
    '## By tactic',
    ...byTactic(rules),
    ...japaneseTitles(documented),
    ATTRIBUTION,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What MITRE's terms of use ask of a copy: https://attack.mitre.org/resources/legal-and-branding/terms-of-use/ */
const ATTRIBUTION = `Names of tactics and techniques are of MITRE ATT&CK® Enterprise ${ATTACK_VERSION}. © 2026 The MITRE
Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.`;

function byService(rules: readonly Rule[]): readonly string[] {
  const services = [...new Set(rules.map(({ entity }) => serviceNameOf(entity)))].sort();
  return services.map((service) => {
    const own = rules.filter(({ entity }) => serviceNameOf(entity) === service);
    const rows = own.map((rule) => {
      const cells = [linkTo(rule), statusText(rule), toMarkdownText(rule.title), requiresText(rule)];
      return `| ${cells.join(' | ')} |`;
    });
    const table = ['| rule | severity | what it detects | requires |', '|---|---|---|---|', ...rows];
    return `### ${toMarkdownText(service)}\n\n${table.join('\n')}`;
  });
}

function linkTo({ id }: Rule): string {
  return `[${toCode(id)}](${id}.md)`;
}

/** The severity, and the status of a rule that is not stable. */
function statusText({ severity, status }: Rule): string {
  return status === 'stable' ? severity : `${severity}, ${status}`;
}

function requiresText({ requires }: Rule): string {
  return requires.map(toMarkdownText).join(', ');
}

function byTactic(rules: readonly Rule[]): readonly string[] {
  const covered = coverageOf(rules).tactics.filter((tactic) => tactic.rules.length > 0);
  if (covered.length === 0) return ['No rule names a tactic.'];
  const rows = covered.map(
    ({ id, name, rules: own }) => `| ${id} ${name} | ${own.map(linkTo).join('<br>')} |`,
  );
  return [['| tactic | rules |', '|---|---|', ...rows].join('\n')];
}

function japaneseTitles(documented: readonly DocumentedRule[]): readonly string[] {
  const rows = documented.flatMap(({ rule, japanese }) =>
    japanese === undefined ? [] : [`| ${linkTo(rule)} | ${toMarkdownText(japanese.title)} |`],
  );
  return rows.length === 0 ? [] : ['## 日本語', ['| ルール | タイトル |', '|---|---|', ...rows].join('\n')];
}
