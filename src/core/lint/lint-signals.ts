import { type Issue, quoted } from '../issue.ts';
import { excludeEachOther } from '../pattern-logic/verdicts.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { warning } from './lint-issue.ts';

/** A rule with more required signals than this hardly ever holds. */
export const REQUIRED_SIGNALS_MAX = 10;

/** Warns of rules that require very many signals. */
export function lintRequiredCount({ signals }: Rule): readonly Issue[] {
  const required = signals.filter(({ role }) => role === 'required').length;
  if (required <= REQUIRED_SIGNALS_MAX) return [];
  const message = `the rule requires ${required} signals`;
  return [
    warning(
      'lint/many-signals',
      ['signals'],
      message,
      'put some into `any` or `optional`, or split the rule',
    ),
  ];
}

/** Warns of required signals that one finding could satisfy at once. */
export function lintPairs({ signals }: Rule): readonly Issue[] {
  const deciding = signals.filter(({ role }) => role === 'required' || role === 'any');
  return deciding.flatMap((signal, index) =>
    deciding
      .slice(0, index)
      .flatMap((other) => (canShareFinding(other, signal) ? [sharedFinding(other, signal)] : [])),
  );
}

function canShareFinding(a: Signal, b: Signal): boolean {
  if (a.on !== b.on) return false;
  return excludeEachOther(a.match, b.match, { isOpen: true, hasOneType: true }) !== 'yes';
}

function sharedFinding(a: Signal, b: Signal): Issue {
  const message = `one finding could satisfy both ${quoted(a.name)} and ${quoted(b.name)}`;
  const hint = 'give the two patterns different values of `Normalized.Product`, `Type` or `Control`';
  return warning('lint/shared-finding', ['signals', b.name, 'match'], message, hint);
}
