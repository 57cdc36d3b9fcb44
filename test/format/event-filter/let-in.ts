import type { Finding } from '../../../src/core/finding/finding.ts';
import { normalizeFinding } from '../../../src/core/finding/normalize-finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { compilePattern, type EventTest } from '../../../src/core/pattern/compile-pattern.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { makePattern } from '../../core/rule/make-rule.ts';

/** The event by which Security Hub tells of this version of a finding (user guide, securityhub-cwe-event-formats). */
export function importedEvent(finding: JsonObject): JsonObject {
  return {
    version: '0',
    id: '8e5622f9-d81c-4d81-612a-9319e7ee2506',
    'detail-type': 'Security Hub Findings - Imported',
    source: 'aws.securityhub',
    account: '111122223333',
    time: '2026-03-01T09:05:30Z',
    region: 'eu-west-1',
    resources: [`${String(finding.ProductArn)}/${String(finding.Id)}`],
    detail: { findings: [finding] },
  };
}

/** Whether a bus with one EventBridge rule for each of these patterns hands the event on. */
export function busWith(patterns: readonly Json[]): EventTest {
  const tests = patterns.map((pattern) => compilePattern(makePattern(pattern)));
  return (event) => tests.some((test) => test(event));
}

/** The same signals, none of them on a related resource. */
export function withoutLooking(rule: Rule): Rule {
  return { ...rule, signals: rule.signals.map(({ on: _, ...signal }) => signal) };
}

/** Whether this version passes the pattern of a signal. */
export function meetsASignal(finding: Finding, rules: readonly Rule[]): boolean {
  const normalized = normalizeFinding(finding);
  return rules.some(({ signals }) =>
    signals.some(({ match }) => match.some((pattern) => compilePattern(pattern)(normalized))),
  );
}
