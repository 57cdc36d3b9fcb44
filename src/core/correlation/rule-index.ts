import { ENTITY_TYPE_OF_KIND } from '../entity/entity.ts';
import type { NormalizedFinding } from '../finding/finding.ts';
import { isUnchangingMember } from '../finding/unchanging-members.ts';
import type { JsonObject } from '../json.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { createPatternIndex, type PatternIndex } from '../pattern/pattern-index.ts';
import { reducePattern } from '../pattern/reduce-pattern.ts';
import type { Rule, Signal } from '../rule/rule.ts';

/** One signal of one rule. */
export interface RuleSignal {
  readonly rule: Rule;
  readonly signal: Signal;
}

/** The rules of a run, compiled together so that a finding costs what it matches, not what is deployed. */
export interface RuleIndex {
  readonly rules: ReadonlyMap<string, Rule>;
  /** The signals whose pattern the finding passes now. */
  match(finding: NormalizedFinding): readonly RuleSignal[];
  /** Whether some version of a finding with these unchanging members could pass a signal's pattern (design 4.1). */
  couldMatch(unchanging: JsonObject): boolean;
  /** Entity types whose relations some rule follows. */
  readonly relatedTypes: ReadonlySet<string>;
  /** Whether some rule follows relations between entities of these two types. */
  followsRelation(a: string, b: string): boolean;
  /** Rules that look from an entity of type `from` over a relation for a signal on an entity of type `to`. */
  rulesAcross(from: string, to: string): readonly Rule[];
}

const INSTANCE: string = ENTITY_TYPE_OF_KIND.instance;
const SECURITY_GROUP: string = ENTITY_TYPE_OF_KIND.securityGroup;
const NETWORK_INTERFACE: string = ENTITY_TYPE_OF_KIND.networkInterface;

/** Compiles rules for matching; drafts are the caller's to leave out. */
export function createRuleIndex(rules: readonly Rule[]): RuleIndex {
  const signals = rules.flatMap((rule) => rule.signals.map((signal) => ({ rule, signal })));
  const full = createPatternIndex(signals.map((value) => ({ patterns: value.signal.match, value })));
  const couldMatch = reducedMatcher(signals);
  const across = rulesByRelation(signals);
  const relations = relationsFollowed(across);
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    match: (finding) => full.match(finding),
    couldMatch,
    relatedTypes: new Set([...relations].flatMap((pair) => pair.split('\n'))),
    followsRelation: (a, b) => relations.has(`${a}\n${b}`),
    rulesAcross: (from, to) => across.get(`${from}\n${to}`) ?? [],
  };
}

/** The types of the entities that a network interface ties to each other. */
export const TIED_TYPES: readonly string[] = [INSTANCE, SECURITY_GROUP];

/** True for the pair of types whose members are also related over a common network interface (design 5). */
export function isTiedByInterface(a: string, b: string): boolean {
  return (a === INSTANCE && b === SECURITY_GROUP) || (a === SECURITY_GROUP && b === INSTANCE);
}

/** The type of the entity that ties instances to security groups. */
export const TYING_TYPE: string = NETWORK_INTERFACE;

function reducedMatcher(signals: readonly RuleSignal[]): (unchanging: JsonObject) => boolean {
  const reduced: Pattern[] = [];
  for (const { signal } of signals) {
    for (const pattern of signal.match) {
      const weaker = reducePattern(pattern, isUnchangingMember);
      if (weaker === undefined) return () => true;
      reduced.push(weaker);
    }
  }
  const index: PatternIndex<true> = createPatternIndex([{ patterns: reduced, value: true }]);
  return (unchanging) => index.match(unchanging).length > 0;
}

function rulesByRelation(signals: readonly RuleSignal[]): ReadonlyMap<string, readonly Rule[]> {
  const across = new Map<string, Set<Rule>>();
  for (const { rule, signal } of signals) {
    if (signal.on === undefined || isOwnAccountSignal(rule, signal)) continue;
    const pair = `${rule.entity}\n${ENTITY_TYPE_OF_KIND[signal.on]}`;
    across.set(pair, (across.get(pair) ?? new Set()).add(rule));
  }
  return new Map([...across].map(([pair, found]) => [pair, [...found]]));
}

function isOwnAccountSignal(rule: Rule, signal: Signal): boolean {
  return signal.on === 'account' && rule.entity === ENTITY_TYPE_OF_KIND.account;
}

function relationsFollowed(across: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const followed = new Set<string>();
  const follow = (a: string, b: string) => followed.add(`${a}\n${b}`).add(`${b}\n${a}`);
  for (const pair of across.keys()) {
    const [a = '', b = ''] = pair.split('\n');
    follow(a, b);
    if (isTiedByInterface(a, b)) {
      follow(a, NETWORK_INTERFACE);
      follow(b, NETWORK_INTERFACE);
    }
  }
  return followed;
}
