import type { Evidence } from '../../core/correlation/evidence.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import { valuesOf } from './distinct-values.ts';

/**
 * Whether a rule holds on evidence, read from the meaning (design, 4.4) word for word and by trying every instant:
 * what a boundary case is expected to come to must not be taken from the engine that it tests. Knows nothing of
 * `unless`; `order` can be left out of account.
 */
export function holds(
  rule: Rule,
  evidence: ReadonlyMap<string, readonly Evidence[]>,
  minds: { readonly order: boolean } = { order: true },
): boolean {
  const pieces = rule.signals.flatMap(({ name }) => evidence.get(name) ?? []);
  // A piece meets [t, t + within] from its start − within to its end, both included: if any t will do, so will an end,
  // or an instant at which a piece that is out of order does not meet the window yet.
  const instants = new Set(pieces.flatMap(({ from, to }) => [to, from - rule.withinMs - 1]));
  return [...instants].some((at) => holdsAt(rule, evidence, at, minds.order));
}

function holdsAt(
  rule: Rule,
  evidence: ReadonlyMap<string, readonly Evidence[]>,
  at: number,
  mindsOrder: boolean,
): boolean {
  const end = at + rule.withinMs;
  const meeting = ({ name }: Signal) =>
    (evidence.get(name) ?? []).filter(({ from, to }) => from <= end && to >= at);
  const isMet = (signal: Signal) => valuesOf(meeting(signal)).size >= signal.count;
  const required = rule.signals.filter(({ role }) => role === 'required');
  const met = rule.signals.filter((signal) => signal.role === 'any' && isMet(signal));
  if (!required.every(isMet) || met.length < (rule.any?.atLeast ?? 0)) return false;
  const counting = new Map([...required, ...met].map((signal) => [signal.name, signal]));
  const ordered = (rule.order ?? []).flatMap((name) => counting.get(name) ?? []);
  return !mindsOrder || canBegin(ordered.map((signal) => meeting(signal).map(({ from }) => from)));
}

/** Whether one start can be chosen of each list so that they do not decrease. */
function canBegin(lists: readonly (readonly number[])[], notBefore = Number.NEGATIVE_INFINITY): boolean {
  const [starts, ...others] = lists;
  if (starts === undefined) return true;
  const possible = starts.filter((start) => start >= notBefore);
  return possible.length > 0 && canBegin(others, Math.min(...possible));
}
