// What a rule keeps. A store keeps one piece of evidence for each open finding at its place (one signal of one rule on
// one entity), and with `distinct` one row more for each value; both go when the finding is withdrawn or too old.
// So nothing grows without the findings, but a place for a whole account has all findings of the account, and its
// count is one item, which every one of them has to write.

import { ENTITY_TYPE_OF_KIND } from '../entity/entity.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { type Path, warning } from './lint-issue.ts';
import { wholeProducts } from './whole-products.ts';

/** Signals that keep more than their author hardly means. */
export function lintState(rule: Rule): readonly Issue[] {
  return rule.signals.flatMap((signal) => [...lintDistinct(signal), ...lintAccount(rule, signal)]);
}

/** Members that no two findings, or no two versions of one, have alike. */
const OF_ONE_FINDING: ReadonlySet<string> = new Set([
  ...['Id', 'CreatedAt', 'UpdatedAt', 'FirstObservedAt', 'LastObservedAt', 'ProcessedAt'],
  'ProductFields.aws/securityhub/FindingId',
]);

/** Members with texts for people, or with as many values as a product likes. */
const OF_MANY_VALUES: ReadonlySet<string> = new Set([
  ...['Title', 'Description', 'Note', 'ProductFields', 'UserDefinedFields', 'Remediation', 'SourceUrl'],
]);

function lintDistinct(signal: Signal): readonly Issue[] {
  const path = signal.distinct?.join('.');
  if (path === undefined) return [];
  const place = signalPath(signal, 'distinct');
  if (OF_ONE_FINDING.has(path)) {
    const message = `every finding has its own ${quoted(path)}, so that \`distinct\` counts findings, and keeps every value beside them`;
    return [unlimited(place, message, 'leave `distinct` away: `count` counts findings without it')];
  }
  if (!OF_MANY_VALUES.has(signal.distinct?.[0] ?? '')) return [];
  const message = `there is no end to the values of ${quoted(path)}, and each is kept for as long as a finding has it`;
  const hint = 'count what has few values and one spelling: `Normalized.Vulnerability`, `Control` or `Type`';
  return [unlimited(place, message, hint)];
}

function unlimited(path: Path, message: string, hint: string): Issue {
  return warning('lint/unlimited-values', path, message, hint);
}

/** Products with a finding for everything that is so, for months: thousands of them in an account. */
const OF_MANY_FINDINGS: ReadonlySet<string> = new Set([
  PRODUCT.config,
  PRODUCT.inspector,
  PRODUCT.patchManager,
  PRODUCT.securityHub,
]);

function lintAccount({ entity }: Rule, signal: Signal): readonly Issue[] {
  if (entity !== ENTITY_TYPE_OF_KIND.account || signal.on !== 'account') return [];
  const products = wholeProducts(signal.match).filter((product) => OF_MANY_FINDINGS.has(product));
  if (products.length === 0) return [];
  const names = products.map(quoted).join(', ');
  const message = `${quoted(signal.name)} keeps every finding of ${names} about anything in the account, in one place`;
  const hint = 'ask for the `Control`, `Type` or `Severity` that matters in `Normalized`';
  return [warning('lint/account-wide', signalPath(signal, 'match'), message, hint)];
}
