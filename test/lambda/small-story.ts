import type { Finding } from '../../src/core/finding/finding.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import type { DocumentItem } from '../../src/format/document.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import { type FindingOverrides, guardDutyFinding, inspectorFinding } from '../fixtures/make-finding.ts';

/** A threat on an instance that has a hole; another hole makes it more severe. */
export const SMALL_RULE: Rule = makeRule(
  [
    makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } }),
    makeSignal('hole', { Normalized: { Product: ['Inspector'] } }),
    makeSignal(
      'many-holes',
      { Normalized: { Product: ['Inspector'] } },
      { role: 'optional', count: 2, severity: 'CRITICAL' },
    ),
  ],
  { id: 'threat-and-hole', withinMs: 30 * 86_400_000 },
);

/** A hole in the instance, under a number. */
export function hole(number: number, overrides: FindingOverrides = {}): Finding {
  return inspectorFinding({ Id: `hole-${number}`, ...overrides });
}

/** A finding as an input holds it. */
export function itemOf(value: Finding): DocumentItem {
  return { kind: 'finding', format: '', value };
}

/** What happens to one incident: it opens, is updated, resolves, and opens again. */
export const SMALL_STORY: readonly (readonly DocumentItem[])[] = [
  [guardDutyFinding(), hole(1)],
  [hole(2)],
  [guardDutyFinding({ RecordState: 'ARCHIVED', UpdatedAt: '2026-03-02T00:00:00.000Z' })],
  [guardDutyFinding({ UpdatedAt: '2026-03-03T00:00:00.000Z' })],
].map((findings) => findings.map(itemOf));
