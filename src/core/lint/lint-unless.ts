import { type Issue, quoted } from '../issue.ts';
import type { Rule } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { canBeMet, meetsToo } from './counts.ts';
import { error } from './lint-issue.ts';
import { neededSignals } from './needed-signals.ts';

/** An `unless` signal that is met whenever a signal is that the rule needs: it blocks every instant. */
export function lintUnless(rule: Rule): readonly Issue[] {
  const needed = neededSignals(rule).filter(canBeMet);
  return rule.signals.flatMap((signal) => {
    if (signal.role !== 'unless') return [];
    const cause = needed.find((each) => meetsToo(each, signal));
    if (cause === undefined) return [];
    const message = `whatever meets ${quoted(cause.name)} meets ${quoted(signal.name)} too, which always blocks the rule`;
    const hint = `narrow ${quoted(signal.name)} to what ${quoted(cause.name)} may lack, or raise its \`count\``;
    return [error('lint/always-blocked', signalPath(signal, 'match'), message, hint)];
  });
}
