import { type Issue, quoted } from '../issue.ts';
import { noneCanPass } from '../pattern-logic/verdicts.ts';
import type { Rule, Signal, SignalRole } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { canBeMet, countMax } from './counts.ts';
import { error } from './lint-issue.ts';

/** Signals that no evidence can meet, and an `any` that asks for more signals than can be met. */
export function lintNeverMet(rule: Rule): readonly Issue[] {
  const issues = rule.signals.filter((signal) => !canBeMet(signal)).map(neverMet);
  return [...issues, ...lintAny(rule)];
}

const CONSEQUENCE: Readonly<Record<SignalRole, string>> = {
  required: 'so that the rule never holds',
  any: 'so that `any` looks for it in vain',
  unless: 'so that it never blocks',
  optional: 'so that it is never shown',
};

function neverMet(signal: Signal): Issue {
  const name = quoted(signal.name);
  const consequence = CONSEQUENCE[signal.role];
  const max = countMax(signal);
  if (max > 0) {
    const message = `${name} counts to ${max} at most, of ${signal.count}, ${consequence}`;
    const hint = `${quoted(signal.distinct?.join('.') ?? '')} has no more values that pass: lower \`count\`, or widen the pattern`;
    return error('lint/never-met', signalPath(signal, 'count'), message, hint);
  }
  const [what, hint] =
    signal.distinct === undefined
      ? (['match', hintForMatch(signal)] as const)
      : (['distinct', `no open finding that passes has ${quoted(signal.distinct.join('.'))}`] as const);
  return error(
    'lint/never-met',
    signalPath(signal, what),
    `no evidence can meet ${name}, ${consequence}`,
    hint,
  );
}

function hintForMatch({ match }: Signal): string {
  return noneCanPass(match) === 'yes'
    ? 'no finding passes its pattern: correct it'
    : 'only withdrawn findings pass its pattern: ask for what findings have while they are open';
}

function lintAny({ any, signals }: Rule): readonly Issue[] {
  if (any === undefined) return [];
  const able = signals.filter((signal) => signal.role === 'any' && canBeMet(signal)).length;
  if (able >= any.atLeast) return [];
  const message = `\`any\` asks for ${any.atLeast} signals, of which ${able} can be met, so that the rule never holds`;
  return [
    error('lint/never-holds', ['any', 'atLeast'], message, 'correct the signals that can never be met'),
  ];
}
