import type { Instant } from '../instant.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { countedValues, type Evidence, meets, windowAt } from './evidence.ts';

/** The evidence of each signal of a rule for one entity, by the signal's name. */
export type EvidenceBySignal = ReadonlyMap<string, readonly Evidence[]>;

/** Whether a rule holds at the instant `at`, given all evidence that meets [at, at + within] (design 4.4). */
export function holdsAt(rule: Rule, at: Instant, evidence: EvidenceBySignal): boolean {
  const window = windowAt(at, rule.withinMs);
  const met = new Map<string, readonly Evidence[]>();
  for (const { name } of rule.signals) {
    met.set(
      name,
      (evidence.get(name) ?? []).filter((piece) => meets(piece, window)),
    );
  }
  return areMet(rule, (signal) => hasCount(met.get(signal.name) ?? [], signal)) && isInOrder(rule, met);
}

/** Whether the signals that decide are met as the rule demands, order aside. */
export function areMet(rule: Rule, isMet: (signal: Signal) => boolean): boolean {
  let anyMet = 0;
  for (const signal of rule.signals) {
    if (signal.role === 'optional') continue;
    const signalIsMet = isMet(signal);
    if (signal.role === 'required' && !signalIsMet) return false;
    if (signal.role === 'unless' && signalIsMet) return false;
    if (signal.role === 'any' && signalIsMet) anyMet += 1;
  }
  return anyMet >= (rule.any?.atLeast ?? 0);
}

/**
 * Whether one piece of each ordered signal can be chosen so that their starts do not decrease. Taking the
 * earliest start that is still possible leaves the most room for the signals after it.
 */
export function isInOrder(rule: Rule, met: EvidenceBySignal): boolean {
  let earliest = Number.NEGATIVE_INFINITY;
  for (const name of rule.order ?? []) {
    const signal = rule.signals.find((candidate) => candidate.name === name);
    const pieces = met.get(name) ?? [];
    if (signal === undefined || (signal.role === 'any' && !hasCount(pieces, signal))) continue;
    const next = earliestStart(pieces, earliest);
    if (next === undefined) return false;
    earliest = next;
  }
  return true;
}

/** Whether the pieces hold as many distinct values, or findings, as the signal takes. */
export function hasCount(pieces: readonly Evidence[], signal: Signal): boolean {
  return distinctPieces(pieces, signal.count).length >= signal.count;
}

/**
 * For each of the first `limit` distinct values, the first piece that has it; a piece with several values may
 * stand for several of them.
 */
export function distinctPieces(pieces: Iterable<Evidence>, limit: number): readonly Evidence[] {
  const seen = new Set<string>();
  const chosen: Evidence[] = [];
  for (const piece of pieces) {
    for (const value of countedValues(piece)) {
      if (chosen.length >= limit) return chosen;
      if (seen.has(value)) continue;
      seen.add(value);
      chosen.push(piece);
    }
  }
  return chosen;
}

function earliestStart(pieces: readonly Evidence[], notBefore: number): number | undefined {
  let earliest: number | undefined;
  for (const { from } of pieces) {
    if (from >= notBefore && (earliest === undefined || from < earliest)) earliest = from;
  }
  return earliest;
}
