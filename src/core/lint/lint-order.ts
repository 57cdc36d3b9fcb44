import { type Issue, quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { canBeMet, meetsToo } from './counts.ts';
import { warning } from './lint-issue.ts';

/**
 * An `order` that demands nothing: fewer than two of its signals can be met, or one finding is the evidence of two
 * that follow each other, and begins no later than itself.
 */
export function lintOrder({ order, signals }: Rule): readonly Issue[] {
  if (order === undefined) return [];
  const named = order.flatMap((name) => signals.filter((signal) => signal.name === name));
  const ordered = named.filter(canBeMet);
  if (named.some((signal) => signal.role === 'required' && !canBeMet(signal))) return [];
  if (ordered.length < 2) {
    const hint = 'name two signals that can be met, or leave `order` away';
    return [
      warning(
        'lint/idle-order',
        ['order'],
        'there is nothing to order: fewer than two of its signals can be met',
        hint,
      ),
    ];
  }
  return ordered.flatMap((signal, at) => {
    const next = ordered[at + 1];
    const one = next === undefined ? undefined : evidenceOfBoth(signal, next);
    if (next === undefined || one === undefined) return [];
    const other = one === signal ? next : signal;
    const message = `a finding of ${quoted(one.name)} is evidence of ${quoted(other.name)} as well, so that their order is always kept`;
    const hint = 'give the two patterns different values of `Normalized.Product`, `Type` or `Control`';
    return [warning('lint/idle-order', ['order', order.indexOf(next.name)], message, hint)];
  });
}

/** The one of two signals each of whose findings is evidence of the other too; undefined where neither is. */
function evidenceOfBoth(a: Signal, b: Signal): Signal | undefined {
  const [one, other] = [
    { ...a, count: 1 },
    { ...b, count: 1 },
  ];
  if (meetsToo(one, other)) return a;
  return meetsToo(other, one) ? b : undefined;
}
