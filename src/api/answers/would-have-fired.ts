import { compareText } from '../../core/compare-text.ts';
import type { Incident } from '../../core/correlation/incident.ts';
import { formatInstant } from '../../core/instant.ts';
import type { Issue } from '../../core/issue.ts';
import { checkRuleFile, readRuleFile } from '../../rule-file/read-rule-file.ts';
import type { Answer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import type { RuleIssueView, WouldHaveFired } from '../contract/rules.ts';
import { ProblemError } from '../problem.ts';
import { toEntityView } from '../to-incident-row.ts';
import { tryRules } from '../would-have-fired/try-rule.ts';

/** The edited text has no folder whose name its id would have to have. */
const FILE = 'rule.yaml';

/** What an edited rule would have done with the findings that the store holds; one is tried at a time. */
export function wouldHaveFired({ rules, store, createScratchStore }: ApiOptions): Answer<'wouldHaveFired'> {
  let isTrying = false;
  return async ({ body: { source } }): Promise<WouldHaveFired> => {
    const read = readRuleFile(source, FILE);
    if (!read.ok) return { ...NOTHING, issues: read.issues.map(toIssueView) };
    const issues = checkRuleFile(source, FILE)
      .filter(({ acknowledged }) => acknowledged === undefined)
      .map(toIssueView);
    const hasErrors = issues.some(({ level }) => level === 'error');
    if (hasErrors || store.keptFindings === undefined) return { ...NOTHING, issues };
    if (isTrying) throw new ProblemError(503, 'another rule is being tried', 'try again when it is done');
    isTrying = true;
    try {
      const now = rules.find(({ rule }) => rule.id === read.value.id && rule.status !== 'draft')?.rule;
      const tried = now === undefined ? [read.value] : [read.value, now];
      const { findings, incidents } = await tryRules(tried, store.keptFindings, createScratchStore);
      const [edited = [], current] = incidents;
      return {
        issues,
        findings,
        incidents: [...edited].sort(byLatest).slice(0, INCIDENTS_MAX).map(toView),
        count: edited.length,
        countNow: current?.length,
      };
    } finally {
      isTrying = false;
    }
  };
}

const INCIDENTS_MAX = 100;

const NOTHING = { findings: 0, incidents: [], count: 0 } as const;

function toIssueView({ code, level, message, hint, position }: Issue): RuleIssueView {
  return { code, level, message, hint, line: position?.line, column: position?.column };
}

function byLatest(a: Incident, b: Incident): number {
  return b.openedAt - a.openedAt || compareText(a.id, b.id);
}

function toView({
  entity,
  status,
  severity,
  openedAt,
  signals,
}: Incident): WouldHaveFired['incidents'][number] {
  const evidence = Object.values(signals).reduce((sum, { count }) => sum + count, 0);
  return { entity: toEntityView(entity), status, severity, openedAt: formatInstant(openedAt), evidence };
}
