import { letsEverythingIn } from '../bus/bus-clauses.ts';
import { isUnchangingMember } from '../finding/unchanging-members.ts';
import { type Issue, quoted } from '../issue.ts';
import { reducePattern } from '../pattern/reduce-pattern.ts';
import type { Signal } from '../rule/rule.ts';
import { type Path, warning } from './lint-issue.ts';

/** What never changes decides what is remembered (design, 4.1) and what EventBridge lets in, which is told less. */
export function lintFilter({ name, match }: Signal, path: Path): readonly Issue[] {
  if (!match.some(letsEverythingIn)) return [];
  if (match.some((pattern) => reducePattern(pattern, isUnchangingMember) === undefined)) {
    const message = `the signal ${quoted(name)} could be met by a finding of any product`;
    const hint =
      'name the product in `Normalized.Product`; otherwise every finding must be remembered, and in the account ' +
      'every finding of Security Hub is let through the filter';
    return [warning('lint/any-product', path, message, hint)];
  }
  const message = `the signal ${quoted(name)} lets every finding of Security Hub through the filter in the account`;
  const hint =
    'EventBridge knows products by the end of their ARN: name them in full in `Normalized.Product`, such as ' +
    '`acme/scanner`, without `prefix` and `anything-but`';
  return [warning('lint/open-filter', path, message, hint)];
}
