import { quoted } from '../../core/issue.ts';
import type { Rule, Signal } from '../../core/rule/rule.ts';
import { signalPath } from '../../core/rule/signal-path.ts';
import type { Path, RuleMutant } from './mutant.ts';
import { type PatternMutant, patternMutants } from './pattern-mutants.ts';

/** The mutants of the signal at `index` of a rule. */
export function signalMutants(rule: Rule, signal: Signal, index: number): readonly RuleMutant[] {
  const mutation: Mutation = {
    rule,
    signal,
    path: signalPath(signal),
    withSignal: (changed) => ({ ...rule, signals: rule.signals.with(index, changed) }),
  };
  return [
    ...dropped(mutation),
    ...countLowered(mutation),
    ...distinctDropped(mutation),
    ...onDropped(mutation),
    ...alternativesDropped(mutation),
    ...patternsChanged(mutation),
  ];
}

interface Mutation {
  readonly rule: Rule;
  readonly signal: Signal;
  readonly path: Path;
  withSignal(changed: Signal): Rule;
}

function dropped({ rule, signal, path }: Mutation): readonly RuleMutant[] {
  const { name } = signal;
  const shape = { name: `${name} dropped`, path };
  const toRule = () => withoutSignal(rule, signal);
  switch (signal.role) {
    case 'unless':
      return [{ ...shape, toRule, wanted: `a case that expects none, since ${quoted(name)} is met` }];
    case 'optional':
      return [
        {
          ...shape,
          toRule,
          wanted: `a case that names ${quoted(name)} under \`evidence\`, or expects its severity`,
        },
      ];
    case 'any':
      if (!hasDemand(toRule())) return [];
      return [
        {
          ...shape,
          toRule,
          wanted: `a case that turns on ${quoted(name)}: with it as many signals of \`any\` are met as it takes, without it too few`,
        },
      ];
    case 'required':
      if (!hasDemand(toRule())) return [];
      return [{ ...shape, toRule, wanted: `a case that expects none, since all is met but ${quoted(name)}` }];
  }
}

/** A rule that demands nothing would hold anywhere, and is none. */
function hasDemand({ signals, any }: Rule): boolean {
  return signals.some(({ role }) => role === 'required') || (any?.atLeast ?? 0) > 0;
}

/**
 * The rule without a signal. One that decides stays to be shown, as an optional one, so that a case notices what is
 * decided and not merely that a name is missing.
 */
function withoutSignal(rule: Rule, signal: Signal): Rule {
  const { any, order, ...rest } = rule;
  const isShown = signal.role === 'required' || signal.role === 'any';
  const signals = rule.signals.flatMap((each): readonly Signal[] => {
    if (each !== signal) return [each];
    return isShown ? [{ ...each, role: 'optional' }] : [];
  });
  const of = any?.of.filter((name) => name !== signal.name) ?? [];
  const ordered = order?.filter((name) => name !== signal.name) ?? [];
  return {
    ...rest,
    signals,
    ...(any !== undefined && of.length > 0 && { any: { of, atLeast: Math.min(any.atLeast, of.length) } }),
    ...(ordered.length > 1 && { order: ordered }),
  };
}

function countLowered({ signal, path, withSignal }: Mutation): readonly RuleMutant[] {
  if (signal.count < 2) return [];
  const count = signal.count - 1;
  const things = signal.distinct === undefined ? 'findings' : 'distinct values';
  return [
    {
      name: `${signal.name} count lowered`,
      path: [...path, 'count'],
      wanted: toWanted(signal, 'widens', `${count} of the ${signal.count} ${things} that it takes`),
      toRule: () => withSignal({ ...signal, count }),
    },
  ];
}

function distinctDropped({ signal, path, withSignal }: Mutation): readonly RuleMutant[] {
  const { distinct, ...undistinguished } = signal;
  if (distinct === undefined) return [];
  const found =
    signal.count > 1
      ? `${signal.count} findings with fewer than ${signal.count} values of ${quoted(distinct.join('.'))}`
      : `a finding without ${quoted(distinct.join('.'))}`;
  return [
    {
      name: `${signal.name} distinct dropped`,
      path: [...path, 'distinct'],
      wanted: toWanted(signal, 'widens', found),
      toRule: () => withSignal(undistinguished),
    },
  ];
}

function onDropped({ rule, signal, path, withSignal }: Mutation): readonly RuleMutant[] {
  const { on, ...own } = signal;
  if (on === undefined) return [];
  const found = `a finding about a related ${quoted(on)} that does not name the ${rule.entity} itself`;
  return [
    {
      name: `${signal.name} on dropped`,
      path: [...path, 'on'],
      wanted: toWanted(signal, 'narrows', found),
      toRule: () => withSignal(own),
    },
  ];
}

function alternativesDropped({ signal, path, withSignal }: Mutation): readonly RuleMutant[] {
  if (signal.match.length < 2) return [];
  return signal.match.map((_pattern, index) => ({
    name: `${signal.name} match ${index + 1} dropped`,
    path: [...path, 'match', index],
    wanted: toWanted(signal, 'narrows', `a finding that passes pattern ${index + 1} alone`),
    toRule: () => withSignal({ ...signal, match: signal.match.toSpliced(index, 1) }),
  }));
}

function patternsChanged({ signal, path, withSignal }: Mutation): readonly RuleMutant[] {
  return signal.match.flatMap((pattern, index) => {
    const place = signal.match.length > 1 ? `match ${index + 1} ` : '';
    const toMutant = ({ name, path: inner, effect, telling, toPattern }: PatternMutant): RuleMutant => ({
      name: `${signal.name} ${place}${name}`,
      path: [...path, 'match', index, ...inner],
      wanted: toWanted(signal, effect, telling),
      toRule: () => withSignal({ ...signal, match: signal.match.with(index, toPattern()) }),
    });
    return patternMutants(pattern).map(toMutant);
  });
}

/** What a case must show of evidence that only the rule has (`narrows`) or only the mutant (`widens`). */
function toWanted({ name, role }: Signal, effect: PatternMutant['effect'], evidence: string): string {
  const signal = quoted(name);
  switch (role) {
    case 'unless':
      return effect === 'narrows'
        ? `a case that expects none, since ${signal} is met by ${evidence}`
        : `a case that fires although ${signal} has ${evidence}`;
    case 'optional':
      return effect === 'narrows'
        ? `a case that names ${signal} under \`evidence\`, or expects its severity, with ${evidence}`
        : `a case that leaves ${evidence} out of the \`evidence\` of ${signal}, or does not expect its severity`;
    default:
      return effect === 'narrows'
        ? `a case that fires, in which ${signal} is met by ${evidence}`
        : `a case that expects none, since ${signal} has only ${evidence}`;
  }
}
