import type { Rule } from '../rule/rule.ts';
import { attackName, currentAttackId, isTacticId, techniqueOf } from './attack-ids.ts';
import { TACTICS, type TacticId } from './tactics.ts';

/** What rules cover of ATT&CK: every tactic in the order of the matrix, and ids that it does not have. */
export interface Coverage {
  readonly tactics: readonly TacticCoverage[];
  readonly unknown: readonly AttackCoverage[];
}

/** An id of ATT&CK with the rules that name it, in their order. */
export interface AttackCoverage {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** A tactic with its techniques that are covered, in the order of their ids; `rules` are those of all of them too. */
export interface TacticCoverage extends AttackCoverage {
  readonly techniques: readonly AttackCoverage[];
}

/**
 * What `rules` cover. A technique counts for those of its tactics that the rule names, or for all of them where it
 * names none; a revoked technique counts as the one that took its place.
 */
export function coverageOf(rules: readonly Rule[]): Coverage {
  const named = rules.map(namedBy);
  const unknown = new Set(named.flatMap((each) => each.unknown));
  return {
    tactics: TACTICS.map(({ id }) => tacticCoverage(id, named)),
    unknown: [...unknown].sort().map((id) => ({
      id,
      name: id,
      rules: named.filter((each) => each.unknown.includes(id)).map(({ rule }) => rule),
    })),
  };
}

interface Named {
  readonly rule: Rule;
  /** The techniques that the rule names, by tactic. */
  readonly techniques: ReadonlyMap<TacticId, readonly string[]>;
  readonly unknown: readonly string[];
}

function namedBy(rule: Rule): Named {
  const ids = [...new Set(rule.attack.map(currentAttackId))];
  const tactics = ids.filter(isTacticId);
  const techniques = new Map<TacticId, string[]>(tactics.map((id) => [id, []]));
  for (const id of ids) {
    const all = techniqueOf(id)?.tactics ?? [];
    const own = all.filter((tactic) => tactics.includes(tactic));
    for (const tactic of own.length > 0 ? own : all) {
      techniques.set(tactic, [...(techniques.get(tactic) ?? []), id]);
    }
  }
  return { rule, techniques, unknown: ids.filter((id) => attackName(id) === undefined) };
}

function tacticCoverage(id: TacticId, named: readonly Named[]): TacticCoverage {
  const covering = named.filter(({ techniques }) => techniques.has(id));
  const ids = new Set(covering.flatMap(({ techniques }) => techniques.get(id) ?? []));
  const techniques = [...ids].sort().map((technique) => {
    const own = covering.filter((each) => each.techniques.get(id)?.includes(technique));
    return toCoverage(technique, own);
  });
  return { ...toCoverage(id, covering), techniques };
}

function toCoverage(id: string, named: readonly Named[]): AttackCoverage {
  return { id, name: attackName(id) ?? id, rules: named.map(({ rule }) => rule) };
}

/** Every technique that is covered, once, in the order of ids, with all rules that name it. */
export function coveredTechniques({ tactics }: Coverage): readonly AttackCoverage[] {
  const found = new Map<string, AttackCoverage>();
  for (const technique of tactics.flatMap(({ techniques }) => techniques)) {
    const rules = new Set([...(found.get(technique.id)?.rules ?? []), ...technique.rules]);
    found.set(technique.id, { ...technique, rules: [...rules] });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
