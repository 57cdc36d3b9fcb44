import { memberValues } from '../pattern-logic/member-values.ts';
import { valuesOfMember } from '../pattern-logic/values-of-member.ts';
import { everyFindingPasses, noneCanPass } from '../pattern-logic/verdicts.ts';
import type { Signal } from '../rule/rule.ts';

/** Evidence is never withdrawn. */
export const EVIDENCE = { isOpen: true } as const;

/** The greatest count that the evidence of a signal can come to; Infinity where there is no end, or none is known. */
export function countMax({ match, distinct }: Signal): number {
  if (noneCanPass(match, EVIDENCE) === 'yes') return 0;
  if (distinct === undefined) return Number.POSITIVE_INFINITY;
  return valuesOfMember(match, distinct, EVIDENCE)?.length ?? Number.POSITIVE_INFINITY;
}

/** False for a signal that no evidence can meet. */
export function canBeMet(signal: Signal): boolean {
  return countMax(signal) >= signal.count;
}

/**
 * True when `other` is met wherever `signal` is: evidence of the one is evidence of the other, at the same places and
 * over the same time, and counts for as much. False where it cannot be told.
 */
export function meetsToo(signal: Signal, other: Signal): boolean {
  return (
    signal.on === other.on &&
    signal.kind === other.kind &&
    countGiven(signal, other) >= other.count &&
    everyFindingPasses(signal.match, other.match, EVIDENCE) === 'yes'
  );
}

/** What evidence that just meets `signal` counts for `other`, whose pattern it passes too. */
function countGiven(signal: Signal, other: Signal): number {
  const [own, others] = [signal.distinct?.join('.'), other.distinct?.join('.')];
  if (own === others) return signal.count;
  if (others !== undefined) return memberValues(others)?.arity === 'one' ? 1 : 0;
  const arity = own === undefined ? undefined : memberValues(own)?.arity;
  return arity === 'one' || arity === 'optional' ? signal.count : 1;
}
