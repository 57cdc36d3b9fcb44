import type { Rule, Signal } from '../rule/rule.ts';
import { canBeMet } from './counts.ts';
import { neededSignals } from './needed-signals.ts';

/** Whether `other` is met wherever `signal` is (`meetsToo`). */
export type MeetsToo = (signal: Signal, other: Signal) => boolean;

/**
 * True when `wider` holds for an entity whenever `rule` does, so that each incident of the one is one of the other.
 * False where it cannot be told.
 */
export function holdsToo(rule: Rule, wider: Rule, meetsToo: MeetsToo): boolean {
  return (
    rule.entity === wider.entity &&
    rule.withinMs <= wider.withinMs &&
    withRole(wider, 'required').every((signal) => isMetBy(neededSignals(rule), signal, meetsToo)) &&
    anyMetBy(rule, wider, meetsToo) >= (wider.any?.atLeast ?? 0) &&
    isBlockedToo(rule, wider, meetsToo) &&
    isOrderedToo(rule, wider, meetsToo)
  );
}

function withRole({ signals }: Rule, role: Signal['role']): readonly Signal[] {
  return signals.filter((signal) => signal.role === role);
}

function isMetBy(given: readonly Signal[], signal: Signal, meetsToo: MeetsToo): boolean {
  return given.some((each) => meetsToo(each, signal));
}

/** How many signals of the wider rule's `any` are met at least: by what the rule needs, and by its own `any`. */
function anyMetBy(rule: Rule, wider: Rule, meetsToo: MeetsToo): number {
  const needed = neededSignals(rule);
  const asked = withRole(wider, 'any');
  const met = asked.filter((signal) => isMetBy(needed, signal, meetsToo));
  const choices = withRole(rule, 'any').filter((signal) => !needed.includes(signal) && canBeMet(signal));
  const open = new Set(asked.filter((signal) => !met.includes(signal)));
  let paired = 0;
  for (const choice of choices) {
    const own = [...open].find((signal) => meetsToo(choice, signal));
    if (own === undefined) continue;
    open.delete(own);
    paired += 1;
  }
  // Those met may first of all be the ones that say nothing to the wider rule.
  const unpaired = choices.length - paired;
  return met.length + Math.max(0, (choices.length > 0 ? (rule.any?.atLeast ?? 0) : 0) - unpaired);
}

/** Whatever blocks the wider rule must block this one, in the same window. */
function isBlockedToo(rule: Rule, wider: Rule, meetsToo: MeetsToo): boolean {
  const blocking = withRole(wider, 'unless');
  if (blocking.length > 0 && rule.withinMs !== wider.withinMs) return false;
  return blocking.every((signal) => withRole(rule, 'unless').some((own) => meetsToo(signal, own)));
}

/** The order that the wider rule demands must be part of the one that this rule demands. */
function isOrderedToo(rule: Rule, wider: Rule, meetsToo: MeetsToo): boolean {
  const order = ordered(rule);
  // One of `any` may not be met, and is passed over then: it must be so in both rules, and in the same window.
  const isSameAny = (own: Signal, signal: Signal) =>
    own.role === 'any' && signal.role === 'any' && rule.withinMs === wider.withinMs && meetsToo(signal, own);
  let from = 0;
  for (const signal of ordered(wider)) {
    const found = order.findIndex(
      (own, at) => at >= from && (own.role === 'required' || isSameAny(own, signal)) && meetsToo(own, signal),
    );
    if (found < 0) return false;
    from = found;
  }
  return true;
}

function ordered({ order = [], signals }: Rule): readonly Signal[] {
  return order.flatMap((name) => signals.filter((signal) => signal.name === name));
}
