/**
 * The latest instant at which a rule holds, among all instants of a range.
 *
 * A piece of evidence [from, to] meets the window [t, t + within] for t in [from − within, to]. Going down from
 * the end of the range, a signal can become met only where a piece's `to` is passed, and a blocking signal can
 * cease to be met only just below a piece's `from − within`; between two such instants nothing changes. So only
 * these instants are tried, from the latest to the earliest, while pieces enter and leave the counts:
 *
 *     piece A     [====]                 t may lie in [A.from − within, A.to]
 *     piece B            [==]            and in       [B.from − within, B.to]
 *     tried            2 . 1             1 = B.to: A is not met;  2 = A.to: both are
 */
import type { Instant } from '../instant.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { countedValues, type Evidence, type Window } from './evidence.ts';
import { areMet, type EvidenceBySignal, isInOrder } from './holds-at.ts';

/** The latest instant within `range` at which the rule holds; `evidence` is all that can meet it there. */
export function sweepForLatest(rule: Rule, evidence: EvidenceBySignal, range: Window): Instant | undefined {
  const signals = rule.signals.filter(({ role }) => role !== 'optional');
  const counts = new Map(
    signals.map((signal) => [signal.name, createSweepCount(signal, evidence.get(signal.name) ?? [], rule)]),
  );
  for (const at of instantsToTry(rule, evidence, range)) {
    for (const count of counts.values()) count.moveTo(at);
    if (!areMet(rule, ({ name }) => counts.get(name)?.isMet() ?? false)) continue;
    if (rule.order === undefined) return at;
    if (isInOrder(rule, new Map([...counts].map(([name, count]) => [name, count.active()])))) return at;
  }
  return undefined;
}

/** Ends of evidence, and the instants just before a piece that can block comes in; the latest first. */
function instantsToTry(rule: Rule, evidence: EvidenceBySignal, range: Window): readonly Instant[] {
  const instants = new Set<number>();
  for (const { name, role } of rule.signals) {
    for (const { from, to } of evidence.get(name) ?? []) {
      instants.add(Math.min(to, range.end));
      if (role === 'unless' || role === 'any') instants.add(Math.min(from - rule.withinMs - 1, range.end));
    }
  }
  const within = [...instants].filter((at) => at >= range.start);
  return within.sort((a, b) => b - a) as Instant[];
}

interface SweepCount {
  /** Goes down to an instant; must not go up. */
  moveTo(at: Instant): void;
  isMet(): boolean;
  active(): readonly Evidence[];
}

function createSweepCount(signal: Signal, pieces: readonly Evidence[], rule: Rule): SweepCount {
  const entering = pieces.toSorted((a, b) => b.to - a.to);
  const leaving = pieces.toSorted((a, b) => b.from - a.from);
  const values = new Map<string, number>();
  const active = new Set<Evidence>();
  let entered = 0;
  let left = 0;
  const change = (piece: Evidence, by: 1 | -1) => {
    for (const value of countedValues(piece)) {
      const next = (values.get(value) ?? 0) + by;
      if (next === 0) values.delete(value);
      else values.set(value, next);
    }
  };
  return {
    moveTo: (at) => {
      for (let next = entering[entered]; next !== undefined && next.to >= at; next = entering[++entered]) {
        active.add(next);
        change(next, 1);
      }
      for (
        let next = leaving[left];
        next !== undefined && next.from - rule.withinMs > at;
        next = leaving[++left]
      ) {
        if (active.delete(next)) change(next, -1);
      }
    },
    isMet: () => values.size >= signal.count,
    active: () => [...active],
  };
}
