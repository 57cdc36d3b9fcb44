import { type Issue, quoted } from '../issue.ts';
import type { Rule, Signal } from '../rule/rule.ts';
import { signalPath } from '../rule/signal-path.ts';
import { type Path, warning } from './lint-issue.ts';
import { wholeProducts } from './whole-products.ts';

/** Rules that one finding alone makes hold: they correlate nothing. */
export function lintCorrelation(rule: Rule): readonly Issue[] {
  const alone = aloneSignals(rule);
  const whole = alone.flatMap((signal) => everyFinding(rule, signal));
  if (whole.length > 0) return whole;
  const [first] = alone;
  if (first === undefined || blocks(rule)) return [];
  const path: Path = rule.any === undefined ? signalPath(first) : ['any'];
  const message = `one finding of ${alone.map(({ name }) => quoted(name)).join(' or ')} makes the rule hold, which correlates nothing`;
  const hint =
    'add a second signal or a `count`; Security Hub itself tells of single findings, by automation rules and EventBridge';
  return [warning('lint/no-correlation', path, message, hint)];
}

/** Signals each of which one finding meets, and the rule with it. */
function aloneSignals({ signals, any }: Rule): readonly Signal[] {
  const required = signals.filter(({ role }) => role === 'required');
  const atLeast = any?.atLeast ?? 0;
  if (required.length + atLeast > 1) return [];
  const deciding = required.length === 1 ? required : signals.filter(({ role }) => role === 'any');
  return deciding.filter(({ count }) => count === 1);
}

/** With an `unless` a single finding is weighed against another. */
function blocks({ signals }: Rule): boolean {
  return signals.some(({ role }) => role === 'unless');
}

function everyFinding({ entity }: Rule, signal: Signal): readonly Issue[] {
  const products = wholeProducts(signal.match);
  if (products.length === 0) return [];
  const names = products.map(quoted).join(', ');
  const message = `every finding of ${names} about ${quoted(entity)} makes the rule hold`;
  const hint = 'ask for a `Type`, `Control` or `Severity` in `Normalized`, or add a second signal';
  return [warning('lint/every-finding', signalPath(signal, 'match'), message, hint)];
}
