// Rules against each other. Of 500 rules there are 250,000 pairs, of which hardly any has to do with each other. So
// each signal has an example of a finding that meets it, and one pattern index over all signals says which others the
// example meets as well: only where these are all that another rule requires are the two compared in full.

import { type Issue, quoted } from '../issue.ts';
import { createPatternIndex, type PatternIndex } from '../pattern/pattern-index.ts';
import { exampleFinding } from '../pattern-logic/example-finding.ts';
import type { AnyOf } from '../pattern-logic/verdicts.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { canBeMet, EVIDENCE, meetsToo } from './counts.ts';
import { holdsToo, type MeetsToo } from './holds-too.ts';
import { warning } from './lint-issue.ts';

/** Something about a rule that shows beside others; the path leads into the file of the rule. */
export interface RuleIssue {
  readonly rule: Rule;
  readonly issue: Issue;
}

/**
 * Rules that hold whenever another one does, told of the narrower rule, or of the later one where both hold for the
 * same findings. Drafts and deprecated rules are left out, and those that never hold.
 */
export function lintRules(rules: readonly Rule[]): readonly RuleIssue[] {
  const running = rules.filter(isCompared);
  const candidates = widerCandidates(running);
  const meets = rememberPairs(meetsToo);
  const holds = (rule: Rule, wider: Rule) => holdsToo(rule, wider, meets);
  return running.flatMap((rule, at) => {
    const wider = firstOf(candidates(rule), (other) => other !== rule && holds(rule, other));
    const same = wider.filter((other) => holds(other, rule));
    const earlier = same.filter((other) => running.indexOf(other) < at);
    const others = wider.filter((other) => !same.includes(other));
    return [
      ...(earlier.length === 0 ? [] : [{ rule, issue: sameRule(earlier) }]),
      ...(others.length === 0 ? [] : [{ rule, issue: subsumedRule(others) }]),
    ];
  });
}

/** Enough to be told of; where every rule holds whenever another does, to find all would take minutes. */
const FOUND_MAX = 4;

function firstOf(rules: readonly Rule[], isFound: (rule: Rule) => boolean): readonly Rule[] {
  const found: Rule[] = [];
  for (const rule of rules) {
    if (found.length === FOUND_MAX) break;
    if (isFound(rule)) found.push(rule);
  }
  return found;
}

function isCompared({ status, signals }: Rule): boolean {
  if (status === 'draft' || status === 'deprecated') return false;
  return signals.every((signal) => signal.role !== 'required' || canBeMet(signal));
}

/** The rules of which an example of each required signal meets some signal of the rule that is asked about. */
function widerCandidates(rules: readonly Rule[]): (rule: Rule) => readonly Rule[] {
  const matches = new Map<string, AnyOf>();
  for (const signal of rules.flatMap(({ signals }) => signals))
    matches.set(textOf(signal.match), signal.match);
  const index: PatternIndex<string> = createPatternIndex(
    [...matches].map(([value, patterns]) => ({ patterns, value })),
  );
  const metBy = rememberOne((signal: Signal) => {
    const example = exampleFinding(signal.match, EVIDENCE);
    return new Set(example === undefined ? [] : index.match(example));
  });
  const required = rules.map((rule) => ({
    rule,
    texts: rule.signals.filter(({ role }) => role === 'required').map(({ match }) => textOf(match)),
  }));
  const byEntity = Map.groupBy(required, ({ rule }) => rule.entity);
  return ({ entity, signals }) => {
    const met = signals.filter(({ role }) => role === 'required' || role === 'any').map(metBy);
    const isMet = (text: string) => met.some((texts) => texts.has(text));
    return (byEntity.get(entity) ?? []).filter(({ texts }) => texts.every(isMet)).map(({ rule }) => rule);
  };
}

const texts = new WeakMap<AnyOf, string>();

/** The text of a signal's patterns: equal texts, equal patterns. */
function textOf(match: AnyOf): string {
  const known = texts.get(match) ?? JSON.stringify(match.map(({ json }) => json));
  texts.set(match, known);
  return known;
}

function keyOf({ match, on, kind, count, distinct }: Signal): string {
  return JSON.stringify([on, kind, count, distinct]) + textOf(match);
}

function rememberOne<T>(read: (signal: Signal) => T): (signal: Signal) => T {
  const known = new Map<string, T>();
  return (signal) => {
    const text = textOf(signal.match);
    const answer = known.get(text) ?? read(signal);
    known.set(text, answer);
    return answer;
  };
}

function rememberPairs(read: MeetsToo): MeetsToo {
  const known = new Map<string, boolean>();
  return (signal, other) => {
    const text = `${keyOf(signal)}\n${keyOf(other)}`;
    const answer = known.get(text) ?? read(signal, other);
    known.set(text, answer);
    return answer;
  };
}

function sameRule(rules: readonly Rule[]): Issue {
  const message = `the rule holds for the same findings as ${namesOf(rules)}, so that one thing opens several incidents`;
  return warning('lint/same-rule', ['signals'], message, 'keep one of them');
}

function subsumedRule(rules: readonly Rule[]): Issue {
  const message = `whenever the rule holds, so does ${namesOf(rules)}, about the same resource`;
  const hint =
    'one rule is enough where the wider one has an `optional` signal with a `severity`; else tell them apart by `unless`';
  return warning('lint/subsumed-rule', ['signals'], message, hint);
}

function namesOf(rules: readonly Rule[]): string {
  const names = rules.map(({ id }) => quoted(id)).join(', ');
  return rules.length < FOUND_MAX ? names : `${names} and perhaps others`;
}
